using System;
using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Formats.PixiLock;

public sealed class PixiLockTests
{
    private const string Md5 = "0123456789abcdef0123456789abcdef";
    private const string Sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly ExportOptions s_options = new() { Format = ExportFormat.PixiLock, Platform = "osx-arm64" };

    [Fact]
    public void The_text()
    {
        string archive = """{"url":"https://h/w-1.0-py3-none-any.whl","archive_info":{"hashes":{"sha256":"SHA"}}}""".Replace("SHA", Sha256, StringComparison.Ordinal);
        ExportText text = EnvironmentExporter.Export(
            Of([
                Conda("app", "1.10", "pyh0_0", channel: "https://conda.anaconda.org/conda-forge/noarch", noarch: "python", subdir: "noarch", md5: Md5, sha256: Sha256, depends: ["lib >=3", "python"]),
                Conda("lib", md5: Md5, sha256: Sha256),
                PipFrom("W_x", archive, "1.0", "lib (>=1)", "this is no requirement", "app ; extra=='e'"),
                PipFrom("git", """{"url":"https://h/r.git","vcs_info":{"vcs":"git","requested_revision":"v 1","commit_id":"c8fc"},"subdirectory":"s/t"}"""),
                PipFrom("zedit", """{"url":"file:///src/e%20f","dir_info":{"editable":true}}"""),
                Pip("index-only"),
            ]),
            s_options);
        Assert.Equal(
            """
            version: 6
            environments:
              default:
                channels:
                  - url: https://conda.anaconda.org/conda-forge/
                indexes:
                  - https://pypi.org/simple
                packages:
                  linux-64:
                    - conda: https://conda.anaconda.org/conda-forge/noarch/app-1.10-pyh0_0.conda
                    - conda: https://conda.anaconda.org/conda-forge/linux-64/lib-1.0-h0_0.conda
                    - pypi: git+https://h/r.git?subdirectory=s%2Ft&rev=v%201#c8fc
                    - pypi: https://h/w-1.0-py3-none-any.whl
                    - pypi: /src/e f
            packages:
              - conda: https://conda.anaconda.org/conda-forge/noarch/app-1.10-pyh0_0.conda
                sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                md5: 0123456789abcdef0123456789abcdef
                depends:
                  - lib >=3
                  - python
              - conda: https://conda.anaconda.org/conda-forge/linux-64/lib-1.0-h0_0.conda
                sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                md5: 0123456789abcdef0123456789abcdef
              - pypi: git+https://h/r.git?subdirectory=s%2Ft&rev=v%201#c8fc
                name: git
                version: '1.0'
              - pypi: https://h/w-1.0-py3-none-any.whl
                name: w-x
                version: '1.0'
                sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                requires_dist:
                  - lib>=1
                  - app; extra == "e"
              - pypi: /src/e f
                name: zedit
                version: '1.0'
                editable: true

            """,
            text.Text);
        Assert.Equal((2, 3), (text.PackageCount, text.PipPackageCount));
        Assert.Equal(["ArtifactUnknown index-only Error", "EditableInstall zedit Warning"], text.Losses.Select(static l => $"{l.Code} {l.Package} {l.Severity}"));
    }

    /// <summary>rattler takes name, version, build, subdir, build number and noarch from the address where they are not written.</summary>
    [Fact]
    public void What_the_address_does_not_say_is_written()
    {
        YamlTree yaml = YamlTree.Parse(EnvironmentExporter.Export(
            Of([
                Conda("a", sha256: Sha256, url: "https://h/chan/linux-64/other-1.0-h0_0.conda"),
                Conda("b", sha256: Sha256, url: "https://h/flat/b-1.0-h0_0.conda"),
                Conda("c", sha256: Sha256, url: "file:///chan/linux-64/c-1.0-h0_0.tar.bz2"),
                Conda("d", build: "h0_0", noarch: "python", subdir: "noarch", sha256: Sha256, url: "https://h/chan/noarch/d-1.0-h0_0.conda"),
                Conda("e", build: "py_0", noarch: "generic", subdir: "noarch", sha256: Sha256, url: "https://h/chan/noarch/e-1.0-py_0.conda"),
            ]),
            s_options).Text);
        Assert.Equal(
            ["name: a, version: 1.0, build: h0_0", "subdir: linux-64", "subdir: linux-64", "noarch: python", "noarch: generic"],
            yaml["packages"].Items.Select(static p => string.Join(", ", p.Pairs.Where(static f => f.Key is not ("conda" or "sha256")).Select(static f => $"{f.Key}: {f.Value.Text}"))));
        Assert.Equal(
            ["name: a, version: 1.0, build: h0_0", "subdir: linux-64", "subdir: linux-64", "", ""],
            yaml["environments"]["default"]["packages"]["linux-64"].Items.Select(static p => string.Join(", ", p.Pairs.Where(static f => f.Key != "conda").Select(static f => $"{f.Key}: {f.Value.Text}"))));
    }

    [Fact]
    public void Numbers_of_the_record_are_numbers()
    {
        using MiniEnv env = new();
        env.Record("a", "1.0", "h0_0", more: $"\"timestamp\": 1720974522888, \"size\": 17, \"license\": \"MIT AND (0BSD)\", \"sha256\": \"{Sha256}\", \"constrains\": [\"b >1\"]");
        env.Record("python", "3.13.1", "h0_cp313t", more: "\"python_site_packages_path\": \"lib/python3.13t/site-packages\"");
        YamlTree yaml = YamlTree.Parse(EnvironmentExporter.Export(env.Read(), s_options).Text);
        YamlTree a = yaml["packages"].Items.First();
        Assert.Equal(("1720974522888", true, "17", true), (a["timestamp"].Text, a["timestamp"].IsPlain, a["size"].Text, a["size"].IsPlain));
        Assert.Equal(("MIT AND (0BSD)", "b >1"), (a["license"].Text, a["constrains"].Items.Single().Text));
        Assert.Equal("lib/python3.13t/site-packages", yaml["packages"].Items.Last()["python_site_packages_path"].Text);

        // MiniEnv's build number is 0, and "t" ends in no number at all.
        Assert.Null(yaml["packages"].Items.Last().Find("build_number"));
    }

    [Fact]
    public void Losses_are_named()
    {
        ExportText text = EnvironmentExporter.Export(
            Of(
                [
                    Conda("md5", md5: Md5),
                    Conda("nohash"),
                    Conda("nowhere", channel: "<unknown>"),
                    PipFrom("file", """{"url":"file:///w/file-1.0.whl","archive_info":{}}"""),
                    PipFrom("hg", """{"url":"https://h/r","vcs_info":{"vcs":"hg","commit_id":"00"}}"""),
                ],
                variables: [new("A", "value")]),
            s_options);
        Assert.Equal(
            [
                "VariablesOmitted  Warning", "UrlMissing nowhere Error", "PackageOmitted hg Error", "ChannelUnknown nowhere Warning", "HashMissing md5 Information", "HashMissing nohash Warning",
                "LocalInstall file Warning", "HashMissing file Warning",
            ],
            text.Losses.Select(static l => $"{l.Code} {l.Package} {l.Severity}"));
        Assert.DoesNotContain("value", text.Text);
    }

    [Fact]
    public void An_environment_of_nothing_is_a_file_all_the_same() => Assert.Equal(
        "version: 6\nenvironments:\n  default:\n    channels: []\n    packages: {}\npackages: []\n",
        EnvironmentExporter.Export(Of([]), s_options).Text);
}
