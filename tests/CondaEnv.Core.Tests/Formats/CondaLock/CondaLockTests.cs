using System;
using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Formats.CondaLock;

public sealed class CondaLockTests
{
    private const string Md5 = "0123456789abcdef0123456789abcdef";
    private const string Sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly ExportOptions s_options = new() { Format = ExportFormat.CondaLock, Platform = "osx-arm64" };

    [Fact]
    public void The_text()
    {
        string archive = """{"url":"https://h/w-1.0-py3-none-any.whl","archive_info":{"hashes":{"sha256":"SHA"}}}""".Replace("SHA", Sha256, StringComparison.Ordinal);
        ExportText text = EnvironmentExporter.Export(
            Of([
                Conda("app", "1.10", noarch: "python", subdir: "noarch", md5: Md5, sha256: Sha256, depends: ["lib >=3,<4.0a0 h1_*", "python"]),
                Conda("lib", md5: Md5, sha256: Sha256),
                PipFrom("W_x", archive, "1.0", "lib>=1", "other", "app ; extra == 'e'", "App!=2,>1"),
                Pip("index-only"),
            ]),
            s_options);
        Assert.Equal(
            """
            version: 1
            metadata:
              content_hash:
                linux-64: HASH
              channels:
                - url: https://conda.anaconda.org/conda-forge
                  used_env_vars: []
              platforms:
                - linux-64
              sources:
                - ''
              custom_metadata:
                created_by: PRODUCT
            package:
              - name: lib
                version: '1.0'
                manager: conda
                platform: linux-64
                dependencies: {}
                url: https://conda.anaconda.org/conda-forge/linux-64/lib-1.0-h0_0.conda
                hash:
                  md5: 0123456789abcdef0123456789abcdef
                  sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                category: main
                optional: false
                build: h0_0
              - name: app
                version: '1.10'
                manager: conda
                platform: linux-64
                dependencies:
                  lib: '>=3,<4.0a0 h1_*'
                  python: ''
                url: https://conda.anaconda.org/conda-forge/linux-64/app-1.10-h0_0.conda
                hash:
                  md5: 0123456789abcdef0123456789abcdef
                  sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                category: main
                optional: false
                build: h0_0
              - name: w-x
                version: '1.0'
                manager: pip
                platform: linux-64
                dependencies:
                  app: '!=2,>1'
                  lib: '>=1'
                url: https://h/w-1.0-py3-none-any.whl
                hash:
                  sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                source:
                  type: url
                  url: https://h/w-1.0-py3-none-any.whl
                category: main
                optional: false

            """,
            text.Text.Replace(HashOf(text), "HASH", StringComparison.Ordinal).Replace(Product.NameAndVersion, "PRODUCT", StringComparison.Ordinal));
        Assert.Equal((2, 1), (text.PackageCount, text.PipPackageCount));
        Assert.Equal(["ArtifactUnknown index-only Error"], text.Losses.Select(static l => $"{l.Code} {l.Package} {l.Severity}"));
    }

    [Fact]
    public void The_content_hash_changes_with_the_content_alone()
    {
        string one = HashOf(EnvironmentExporter.Export(Of([Conda("a", md5: Md5), Conda("b", md5: Md5)]), s_options));
        Assert.Matches("^[0-9a-f]{64}$", one);
        Assert.Equal(one, HashOf(EnvironmentExporter.Export(Of([Conda("b", md5: Md5), Conda("a", md5: Md5)]), s_options)));
        Assert.NotEqual(one, HashOf(EnvironmentExporter.Export(Of([Conda("b", md5: Md5), Conda("a", "2", md5: Md5)]), s_options)));
    }

    [Theory]
    [InlineData("numpy", "numpy", "")]
    [InlineData("numpy 1.26.*", "numpy", "1.26.*")]
    [InlineData("python_abi 3.12.* *_cp312", "python_abi", "3.12.* *_cp312")]
    [InlineData("numpy>=1.26,<3", "numpy", ">=1.26,<3")]
    [InlineData("numpy[version='>=1.26',build=py*]", "numpy", ">=1.26 py*")]
    [InlineData("numpy[build=py*]", "numpy", "* py*")]
    [InlineData("conda-forge::numpy >=1", "numpy", ">=1", true)]
    [InlineData("numpy[md5=" + Md5 + "]", "numpy", "", true)]
    public void A_dependency_is_a_name_and_a_constraint(string dependency, string name, string constraint, bool shortened = false)
    {
        ExportText text = EnvironmentExporter.Export(Of([Conda("a", md5: Md5, depends: [dependency])]), s_options);
        Assert.Equal([(name, constraint)], YamlTree.Parse(text.Text)["package"].Items.Single()["dependencies"].Pairs.Select(static p => (p.Key, p.Value.Text)));
        Assert.Equal(shortened, text.Losses.Any(static l => l.Code == "DependencyShortened"));
    }

    [Fact]
    public void A_name_stands_once_among_the_dependencies()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([Conda("a", md5: Md5, depends: ["x >=1", "x <3|>4", "y", "y 2.*", "z 1.* b_*", "z <2"])]), s_options);
        Assert.Equal(
            ["x >=1,(<3|>4)", "y 2.*", "z 1.* b_*"],
            YamlTree.Parse(text.Text)["package"].Items.Single()["dependencies"].Pairs.Select(static p => $"{p.Key} {p.Value.Text}"));
        Assert.Equal("its dependency 'z <2' is not in the text as recorded", Assert.Single(text.Losses).Detail);
    }

    [Fact]
    public void Constraints_of_one_name_are_joined_each_once()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([Conda("a", md5: Md5, depends: [.. Enumerable.Range(0, 100).Select(static i => $"x >{i % 10}"), "x <20|>30", "x", "x <20|>30"])]), s_options);
        Assert.Equal(
            string.Join(",", Enumerable.Range(0, 10).Select(static i => $">{i}")) + ",(<20|>30)",
            YamlTree.Parse(text.Text)["package"].Items.Single()["dependencies"].Pairs.Single().Value.Text);
    }

    [Fact]
    public void Hashes_that_readers_ask_for_are_losses()
    {
        ExportText text = EnvironmentExporter.Export(Of([Conda("a", sha256: Sha256), Conda("b")]), s_options);
        Assert.Equal(["a Warning", "b Error"], text.Losses.Select(static l => $"{l.Package} {l.Severity}"));
        Assert.All(text.Losses, static l => Assert.Equal("HashMissing", l.Code));
        Assert.Equal([1, 0], YamlTree.Parse(text.Text)["package"].Items.Select(static p => p["hash"].Pairs.Count()));
    }

    [Fact]
    public void What_conda_lock_cannot_lock_is_a_loss()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([
                Conda("nowhere", channel: "<unknown>"),
                PipFrom("edit", """{"url":"file:///src/e","dir_info":{"editable":true}}"""),
                PipFrom("file", """{"url":"file:///w/file-1.0.whl","archive_info":{"hashes":{"sha256":"00"}}}"""),
                PipFrom("hg", """{"url":"https://h/r","vcs_info":{"vcs":"hg","commit_id":"00"}}"""),
                PipFrom("git", """{"url":"https://h/r.git","vcs_info":{"vcs":"git","commit_id":"c8fc"}}"""),
                PipFrom("nohash", """{"url":"https://h/nohash-1.0.whl","archive_info":{}}"""),
                PipFrom("odd", """{"url":"https://h/odd.whl","archive_info":{"hashes":{"sha256":"00"}}}""", "2004d-1x"),
            ]),
            s_options);
        Assert.Equal(
            ["ChannelUnknown nowhere", "HashMissing nohash", "PackageOmitted edit", "PackageOmitted file", "PackageOmitted hg", "PackageOmitted odd", "UrlMissing nowhere"],
            text.Losses.Select(static l => $"{l.Code} {l.Package}").Order(StringComparer.Ordinal));
        YamlTree git = YamlTree.Parse(text.Text)["package"].Items.Single();
        Assert.Equal(("git", "git+https://h/r.git@c8fc", "c8fc"), (git["name"].Text, git["url"].Text, git["hash"]["sha256"].Text));
    }

    [Fact]
    public void Private_channels_need_variables()
    {
        EnvironmentContents contents = Of([
            Conda("a", md5: Md5, url: "https://host:8080/t/tk-123/chan/linux-64/a-1.0-h0_0.conda"),
            Conda("b", md5: Md5, url: "https://user:pw@private.example.com/conda/team/linux-64/b-1.0-h0_0.conda"),
            Conda("c", md5: Md5, url: "https://host:8080/t/<TOKEN>/chan/linux-64/c-1.0-h0_0.conda"),
        ]);
        ExportText text = EnvironmentExporter.Export(contents, s_options);
        YamlTree yaml = YamlTree.Parse(text.Text);
        Assert.Equal(
            [
                "https://host:8080/t/${CONDA_TOKEN_HOST_8080}/chan: CONDA_TOKEN_HOST_8080",
                "https://${CONDA_USER_PRIVATE_EXAMPLE_COM}:${CONDA_PASSWORD_PRIVATE_EXAMPLE_COM}@private.example.com/conda/team: CONDA_PASSWORD_PRIVATE_EXAMPLE_COM, CONDA_USER_PRIVATE_EXAMPLE_COM",
            ],
            yaml["metadata"]["channels"].Items.Select(static c => $"{c["url"].Text}: {string.Join(", ", c["used_env_vars"].Items.Select(static v => v.Text))}"));
        Assert.Equal("https://host:8080/t/${CONDA_TOKEN_HOST_8080}/chan/linux-64/a-1.0-h0_0.conda", yaml["package"].Items.First()["url"].Text);
        Assert.DoesNotContain("pw@", text.Text);
        Assert.DoesNotContain("tk-123", text.Text);
        Assert.DoesNotContain(text.Losses, static l => l.Detail.Contains("tk-123", StringComparison.Ordinal) || l.Detail.Contains("pw@", StringComparison.Ordinal));
        Assert.Equal(["", "", "a", "b", "c"], text.Losses.Where(static l => l.Code == "SecretRemoved").Select(static l => l.Package ?? "").Order(StringComparer.Ordinal));

        Assert.Contains("url: https://user:pw@private.example.com/conda/team/linux-64/b-1.0-h0_0.conda\n", EnvironmentExporter.Export(contents, s_options with { IncludeSecret = true }).Text);
    }

    private static string HashOf(ExportText text) => YamlTree.Parse(text.Text)["metadata"]["content_hash"].Pairs.Single().Value.Text;
}
