using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes;

public sealed class EnvironmentFactsTests
{
    [Fact]
    public void The_worked_example_of_the_fingerprint_holds()
    {
        // printf 'conda|zlib|1.3.1|hb9d3cd8_2|linux-64\npip|idna|3.10' | sha256sum
        const string Expected = "97bca8425a8d742d88e35b9cf917588aa33059feb115745d3e52b3af37e00cf8";
        using MiniEnv env = new();
        env.Record("zlib", "1.3.1", "hb9d3cd8_2");
        List<CondaPackage> packages = [.. env.Read().Packages];
        env.Python();
        env.DistInfo("idna-3.10.dist-info", "Name: idna\nVersion: 3.10\n");
        packages.Add(env.Read().Packages.Single(static p => p.Manager == PackageManager.Pip));
        Assert.Equal(Expected, EnvironmentFacts.FingerprintOf(packages));
        packages.Reverse();
        Assert.Equal(Expected, EnvironmentFacts.FingerprintOf(packages));
    }

    [Fact]
    public void A_copy_elsewhere_has_the_same_fingerprint_and_a_change_another()
    {
        using TempFolder folder = new();
        string copy = folder.Copy(Fixtures.Env("mkdocs-env"), "other name");
        Assert.Equal(Facts(Fixtures.Env("mkdocs-env")).Fingerprint, Facts(copy).Fingerprint);
        File.Delete(Directory.GetFiles(Path.Combine(copy, "conda-meta"), "zstd-*.json").Single());
        Assert.NotEqual(Facts(Fixtures.Env("mkdocs-env")).Fingerprint, Facts(copy).Fingerprint);
    }

    [Fact]
    public void Facts_of_a_shipped_environment()
    {
        EnvironmentFacts facts = Facts(Fixtures.Env("mkdocs-env"));
        Assert.Equal("linux-64", facts.Platform);
        Assert.StartsWith("3.12.", facts.PythonVersion!.Text, StringComparison.Ordinal);
        Assert.Equal(28, facts.PackageCount);
        Assert.Equal(32, facts.PipPackageCount);
        Assert.Equal(["defaults"], facts.Channels!);
        Assert.False(facts.IsFrozen);
        Assert.Equal(DateTimeKind.Local, facts.LastModified!.Value.Kind);
    }

    [Fact]
    public void Frozen_pinned_and_created_are_read()
    {
        using MiniEnv env = new();
        env.Write("conda-meta/frozen", "{\"message\": \"Ask the lab.\"}");
        env.Write("conda-meta/pinned", "# comment\nnumpy=1.26\n\nopenssl 3.*\n");
        env.Write("conda-meta/created_at", "1795331613.5");
        EnvironmentFacts facts = Facts(env.Prefix);
        Assert.True(facts.IsFrozen);
        Assert.Equal("Ask the lab.", facts.FrozenMessage);
        Assert.Equal(["numpy=1.26", "openssl 3.*"], facts.PinnedSpecs!);
        Assert.Equal(new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(1795331613.5), facts.Created?.ToUniversalTime());
        env.Write("conda-meta/frozen", "");
        Assert.True(Facts(env.Prefix).IsFrozen);
        Assert.Null(Facts(env.Prefix).FrozenMessage);
    }

    [Fact]
    public void Variables_come_from_the_packages_and_the_state_which_wins()
    {
        using MiniEnv env = new();
        env.Write("etc/conda/env_vars.d/b.json", "{\"A\": \"late\", \"B\": \"1\"}");
        env.Write("etc/conda/env_vars.d/a.json", "{\"A\": \"early\"}");
        env.Write("conda-meta/state", "{\"version\": 1, \"env_vars\": {\"B\": \"***unset***\", \"C\": \"žluť\", \"N\": 5}}");
        EnvironmentFacts facts = Facts(env.Prefix);
        Assert.Equal(["A", "C", "N"], facts.VariableNames!);
        Assert.Equal("late", facts.GetVariables()["A"]);
        Assert.Equal(["C=žluť", "N=5"], env.Read().StateVariables.Select(static v => v.Key + "=" + v.Value));
    }

    [Theory]
    [InlineData("{\"env_vars\": {\"A\": \"1\"")]
    [InlineData("[]")]
    [InlineData("{\"env_vars\": []}")]
    [InlineData("{\"env_vars\": {\"A\": {}}}")]
    public void A_damaged_state_is_one_error_and_the_packages_are_read(string state)
    {
        using MiniEnv env = new();
        env.Record("a");
        env.Write("conda-meta/state", state);
        EnvironmentContents contents = env.Read();
        Assert.Single(contents.Packages);
        Assert.Equal(CondaErrorKind.StateInvalid, Assert.Single(contents.Problems).Kind);
        Assert.NotNull(Facts(env.Prefix).VariableNames);
    }

    [Fact]
    public void A_property_of_what_is_not_there_is_null_and_never_throws()
    {
        EnvironmentFacts facts = Facts(Path.Combine(Fixtures.Root, "no such folder"));
        Assert.Null(facts.PythonVersion);
        Assert.Null(facts.Platform);
        Assert.Null(facts.LastModified);
        Assert.Empty(facts.GetVariables());
    }

    private static EnvironmentFacts Facts(string prefix) => new(prefix, "name", EnvironmentKind.Conda, "machine", static () => ChannelConfiguration.Default);
}
