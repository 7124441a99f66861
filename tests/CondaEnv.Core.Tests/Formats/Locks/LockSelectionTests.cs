using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CondaEnv.Adapters;
using CondaEnv.Compare;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using Xunit;

namespace CondaEnv.Tests.Formats.Locks;

/// <summary>Which environment and platform of a lock is meant.</summary>
public sealed class LockSelectionTests
{
    private const string Two = "windows: win-64 a | plain: linux-64 b, osx-64 c";

    [Fact]
    public void The_only_environment_for_the_platform_is_taken()
    {
        CondaEnvFile part = LockSelection.Resolve(Pixi(Two), "linux-64");
        Assert.Equal(["b"], Names(part));
        Assert.Equal(["linux-64"], part.Platforms);
        Assert.Equal((1, 0), (part.PackageCount, part.PipPackageCount));
        Assert.Equal(["a"], Names(LockSelection.Resolve(Pixi(Two), "win-64")));
    }

    [Fact]
    public void Default_is_taken_before_all_others_even_without_packages()
    {
        Assert.Equal(["a"], Names(LockSelection.Resolve(Pixi("test: linux-64 b | default: linux-64 a"), "linux-64")));
        Assert.Equal(["a"], Names(LockSelection.Resolve(Pixi("test: linux-64 b | default: win-64 a"), "linux-64")));
        Assert.Empty(LockSelection.Resolve(Pixi("test: linux-64 b | default: linux-64"), "linux-64").Dependencies);
    }

    [Theory]
    [InlineData("py311: linux-64 a | py312: linux-64 b", "linux-64")]
    [InlineData("py311: linux-64 a | py312: linux-64 b", "osx-64")]
    public void An_open_choice_is_an_error_that_lists_the_environments(string text, string platform)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => LockSelection.Resolve(Pixi(text), platform));
        Assert.Equal(CondaErrorKind.LockEnvironmentRequired, error.Kind);
        Assert.Contains("'py311', 'py312'", error.Message, StringComparison.Ordinal);
        Assert.Equal(["b"], Names(LockSelection.Resolve(new LockSelection("py312").Of(Pixi(text)), platform)));
    }

    [Fact]
    public void What_the_user_names_is_taken()
    {
        CondaEnvFile file = Pixi(Two);
        Assert.Equal(["b", "c"], Names(new LockSelection("plain").Of(file)));
        Assert.Equal(["c"], Names(new LockSelection(null, "osx-64").Of(file)));
        Assert.Equal(["c"], Names(LockSelection.Resolve(new LockSelection("plain", "osx-64").Of(file), "linux-64")));
        Assert.Same(file, new LockSelection().Of(file));
    }

    [Theory]
    [InlineData("none", null, "'windows', 'plain'")]
    [InlineData("windows", "linux-64", "'win-64'")]
    [InlineData(null, "linux-aarch64", "'win-64', 'linux-64', 'osx-64'")]
    public void What_the_lock_does_not_have_is_an_error_that_lists_what_it_has(string? environment, string? platform, string has)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => new LockSelection(environment, platform).Of(Pixi(Two)));
        Assert.Equal(CondaErrorKind.LockEnvironmentNotFound, error.Kind);
        Assert.Contains(has, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_parts_has_none_to_name()
    {
        CondaEnvFile file = Read("environment.yml", "dependencies: [zlib]\n");
        Assert.Equal(CondaErrorKind.LockEnvironmentNotFound, Assert.Throws<CondaEnvException>(() => new LockSelection("test").Of(file)).Kind);
        Assert.Same(file, LockSelection.Resolve(file, "linux-64"));
        Assert.Throws<CondaEnvException>(() => new LockSelection("test").RequireLock("env", file, null));
        new LockSelection("plain").RequireLock("env", file, Pixi(Two));
        new LockSelection().RequireLock("env", file, null);
    }

    [Fact]
    public void Categories_of_a_conda_lock_add_up_to_main()
    {
        CondaEnvFile file = Read("conda-lock.yml", """
            version: 1
            metadata: {channels: [], platforms: [linux-64, win-64]}
            package:
            - {name: a, version: "1", manager: conda, platform: linux-64, url: https://h/c/linux-64/a-1-0.conda, category: main}
            - {name: b, version: "1", manager: conda, platform: linux-64, url: https://h/c/linux-64/b-1-0.conda, category: dev}
            - {name: a, version: "1", manager: conda, platform: linux-64, url: https://h/c/linux-64/a-1-0.conda, category: dev}
            - {name: d, version: "1", manager: conda, platform: linux-64, url: https://h/c/linux-64/d-1-0.conda, category: docs}
            - {name: w, version: "1", manager: conda, platform: win-64, url: https://h/c/win-64/w-1-0.conda, category: main}
            """);
        Assert.Equal(["a", "b", "d"], Names(LockSelection.Resolve(file, "linux-64")));
        Assert.Equal(["a", "b"], Names(LockSelection.Resolve(new LockSelection("dev").Of(file), "linux-64")));
        Assert.Equal(["a"], Names(LockSelection.Resolve(new LockSelection("main").Of(file), "linux-64")));
        Assert.Equal(["w"], Names(new LockSelection("docs", "win-64").Of(file)));
    }

    [Fact]
    public void A_comparison_takes_the_platform_of_the_other_side_also_where_that_is_a_file()
    {
        CondaEnvFile several = Pixi("default: linux-64 a, win-64 a, osx-arm64 a");
        foreach (string platform in (string[])["linux-64", "win-64", "osx-arm64"])
        {
            CondaEnvFile one = new LockSelection(null, platform).Of(several);
            Assert.Empty(EnvironmentComparer.Compare(ComparedSide.Of(one), ComparedSide.Of(several), includeEqual: false).Rows);
            Assert.Empty(EnvironmentComparer.Compare(ComparedSide.Of(several), ComparedSide.Of(one), includeEqual: false).Rows);
        }
    }

    [Fact]
    public void A_comparison_does_not_guess_an_environment()
    {
        ComparedSide side = ComparedSide.Of(Pixi("py311: linux-64 a | py312: linux-64 b"));
        ComparedSide other = ComparedSide.Of(Pixi("default: linux-64 a"));
        Assert.Equal(CondaErrorKind.LockEnvironmentRequired, Assert.Throws<CondaEnvException>(() => EnvironmentComparer.Compare(side, other, includeEqual: false)).Kind);
        Assert.Empty(EnvironmentComparer.Compare(ComparedSide.Of(side.File!, new LockSelection("py311")), other, includeEqual: false).Rows);
    }

    /// <summary>A pixi.lock: <c>environment: platform package, platform package | …</c>.</summary>
    internal static string PixiText(string environments)
    {
        StringBuilder text = new("version: 6\nenvironments:\n");
        HashSet<string> urls = [];
        foreach (string environment in environments.Split('|'))
        {
            int colon = environment.IndexOf(':');
            text.Append($"  {environment.Substring(0, colon).Trim()}:\n    channels:\n    - url: https://h/c/\n    packages:\n");
            foreach (string[] words in environment.Substring(colon + 1).Split(',').Select(static p => p.Trim().Split(' ')))
            {
                text.Append($"      {words[0]}:{(words.Length == 1 ? " []" : "")}\n");
                foreach (string name in words.Skip(1))
                {
                    string url = $"https://h/c/{words[0]}/{name}-1-0.conda";
                    urls.Add(url);
                    text.Append($"      - conda: {url}\n");
                }
            }
        }

        text.Append("packages:\n").Append(string.Concat(urls.Select(static url => $"- conda: {url}\n  sha256: {new string('a', 64)}\n")));
        return text.ToString();
    }

    private static CondaEnvFile Pixi(string environments) => Read("pixi.lock", PixiText(environments));

    private static CondaEnvFile Read(string name, string text)
    {
        byte[] data = new UTF8Encoding(false).GetBytes(text);
        EnvironmentFileReader reader = new(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static e => throw e);
        return reader.Read(SourceText.Of("/files/" + name, data, data.Length));
    }

    private static string[] Names(CondaEnvFile file) => [.. file.Dependencies.Select(static d => d.Name!)];
}
