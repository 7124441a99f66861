using System;
using System.IO;
using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Prefixes;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Formats.Explicit;

/// <summary>Explicit files with hashes, and pip's part beside them.</summary>
public sealed class ExplicitHashTests
{
    private const string Md5 = "0123456789abcdef0123456789abcdef";
    private const string Sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Channel = "https://conda.anaconda.org/conda-forge/linux-64/";

    private static readonly ExportOptions s_options = new() { Format = ExportFormat.Explicit, Platform = "osx-arm64" };

    [Theory]
    [InlineData(PackageHash.Sha256, "#sha256:" + Sha256, "#" + Md5, "#sha256:" + Sha256, "b: its record has no SHA-256; the line has the other hash")]
    [InlineData(PackageHash.Md5, "#" + Md5, "#" + Md5, "#sha256:" + Sha256, "c: its record has no MD5; the line has the other hash")]
    public void The_wanted_hash_or_the_other_or_none(PackageHash hash, string both, string md5Only, string sha256Only, string loss)
    {
        ExportText text = EnvironmentExporter.Export(
            Of([Conda("a", md5: Md5, sha256: Sha256), Conda("b", md5: Md5), Conda("c", md5: "", sha256: Sha256), Conda("d")]), s_options with { Hash = hash });
        Assert.Equal(
            [$"{Channel}a-1.0-h0_0.conda{both}", $"{Channel}b-1.0-h0_0.conda{md5Only}", $"{Channel}c-1.0-h0_0.conda{sha256Only}", $"{Channel}d-1.0-h0_0.conda"],
            text.Text.TrimEnd('\n').Split('\n').SkipWhile(static l => l != "@EXPLICIT").Skip(1));
        Assert.All(text.Text.TrimEnd('\n').Split('\n').Where(static l => l.StartsWith("http", StringComparison.Ordinal)), static l =>

            // The expression of CEP 23.
            Assert.Matches(@"^(?:(?<url_p>.+)(?:[/\\]))?(?<fn>[^/\\#]+(?:\.tar\.bz2|\.conda))(?:#((?<md5>[0-9a-f]{32})|((sha256:)?(?<sha256>[0-9a-f]{64}))))?$", l));
        Assert.Equal([loss, "d: its record has no hash; the line is written without one"], text.Losses.Select(static l => $"{l.Package}: {l.Detail}"));
        Assert.All(text.Losses, static l => Assert.Equal("HashMissing", l.Code));
    }

    [Fact]
    public void The_header_names_the_platform_of_the_packages_and_the_order_is_that_of_installing()
    {
        ExportText text = EnvironmentExporter.Export(Of([Conda("app", sha256: Sha256, depends: ["lib"]), Conda("lib", sha256: Sha256)]), s_options);
        Assert.Contains("# platform: linux-64\n", text.Text);
        Assert.True(text.Text.IndexOf("/lib-", StringComparison.Ordinal) < text.Text.IndexOf("/app-", StringComparison.Ordinal));
        Assert.Empty(text.Losses);
    }

    [Fact]
    public void Pip_packages_stand_beside_and_are_lost_where_nothing_can()
    {
        ExportText text = EnvironmentExporter.Export(Of([Conda("a", sha256: Sha256), Pip("Flask", "3.1.0"), Pip("dev", build: "dev_0", editable: true, location: "/src/my dev")], variables: [new("X", "secret")]), s_options);
        Assert.DoesNotContain("lask", text.Text);
        Assert.EndsWith("\n-e file:///src/my%20dev\nFlask==3.1.0\n", text.PipRequirements);
        Assert.Equal((1, 2), (text.PackageCount, text.PipPackageCount));
        Assert.Equal(
            ["VariablesOmitted Warning", "EditableInstall Warning", "PipPackagesOmitted Information"],
            text.Losses.Select(static l => $"{l.Code} {l.Severity}"));
        Assert.DoesNotContain(text.Losses, static l => l.Detail.Contains("secret", StringComparison.Ordinal));

        ExportText alone = text.WithoutCompanion();
        Assert.Null(alone.PipRequirements);
        Assert.Equal(0, alone.PipPackageCount);
        Assert.Equal(LossSeverity.Error, Assert.Single(alone.Losses, static l => l.Code == "PipPackagesOmitted").Severity);
        Assert.Same(alone, alone.WithoutCompanion());
    }

    [Fact]
    public void A_package_without_an_address_is_a_loss()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([Conda("a", sha256: Sha256), Conda("b", channel: "<unknown>"), Conda("c", url: "https://user:pw@pypi.org/x")]), s_options);
        Assert.EndsWith("@EXPLICIT\n" + Channel + "a-1.0-h0_0.conda#sha256:" + Sha256 + "\n", text.Text);
        Assert.Equal(1, text.PackageCount);
        Assert.Equal(
            [
                "UrlMissing (b): b==1.0=h0_0 is not in the text: its record has neither a URL nor a channel",
                "UrlMissing (c): c==1.0=h0_0 is not in the text: 'https://pypi.org/x' in its record is not the URL of a package",
            ],
            text.Losses.Select(static l => l.ToString()));
    }

    [Fact]
    public void Secrets_are_written_on_request_only()
    {
        ExportOptions secret = s_options with { IncludeSecret = true };
        EnvironmentContents contents = Of([Conda("a", sha256: Sha256, url: "https://u:p@host/t/tk/c/linux-64/a-1.0-h0_0.conda"), Conda("b", sha256: Sha256, url: "https://host/t/<TOKEN>/c/linux-64/b-1.0-h0_0.conda")]);
        ExportText text = EnvironmentExporter.Export(contents, secret);
        Assert.Contains("https://u:p@host/t/tk/c/linux-64/a-1.0-h0_0.conda#sha256:", text.Text);
        Assert.Equal("b", Assert.Single(text.Losses, static l => l.Code == "SecretRemoved").Package);
        Assert.DoesNotContain("u:p", EnvironmentExporter.Export(contents, s_options).Text);
    }

    [Fact]
    public void Both_files_are_written_or_none()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "explicit.txt");
        string pip = ExportText.PipPathOf(path);
        Assert.Equal(Path.Combine(folder.Path, "explicit.pip.txt"), pip);
        ExportText text = new("text\n", 1, 1, []) { PipRequirements = "pip\n" };
        File.WriteAllText(pip, "old");
        Assert.Equal(CondaErrorKind.FileExists, Assert.Throws<CondaEnvException>(() => ExportFiles.Write(path, text, noClobber: true)).Kind);
        Assert.False(File.Exists(path));

        File.Delete(pip);
        File.WriteAllText(path, "old");
        Assert.Equal(CondaErrorKind.FileExists, Assert.Throws<CondaEnvException>(() => ExportFiles.Write(path, text, noClobber: true)).Kind);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));

        ExportFiles.Write(path, text);
        Assert.Equal("text\n", File.ReadAllText(path));
        Assert.Equal("pip\n", File.ReadAllText(pip));

        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Equal(CondaErrorKind.AccessDenied, Assert.Throws<CondaEnvException>(() => ExportFiles.Write(path, new("new\n", 1, 1, []) { PipRequirements = "new\n" })).Kind);
        Assert.Equal("pip\n", File.ReadAllText(pip));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
        File.SetAttributes(path, FileAttributes.Normal);
    }
}
