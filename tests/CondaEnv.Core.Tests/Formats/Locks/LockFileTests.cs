using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Adapters;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Locks;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Names;
using CondaEnv.Tests.Snapshots;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Formats.Locks;

/// <summary>Locks and records read again hold what was written.</summary>
public sealed class LockFileTests : IDisposable
{
    private readonly RecordedMachine _machine = new();

    private static EnvironmentFileReader Reader(Action<CondaEnvException>? report = null) => new(static () => new YamlDotNetReader(), ChannelConfiguration.Default, report ?? (static e => throw e));

    private static CondaEnvFile Read(string name, string text)
    {
        byte[] data = new UTF8Encoding(false).GetBytes(text);
        return Reader().Read(SourceText.Of("/files/" + name, data, data.Length));
    }

    [Fact]
    public void A_channel_and_a_platform_of_many_environments_are_listed_once()
    {
        string environments = string.Concat(Enumerable.Range(0, 40).Select(static i =>
            $"  e{i}:\n    channels: [{{url: https://c/}}, {{url: https://d{i % 3}/}}]\n    packages: {{linux-64: [], win-64: [], p{i % 2}-64: []}}\n"));
        CondaEnvFile file = Read("pixi.lock", "version: 6\nenvironments:\n" + environments + "packages: []\n");
        Assert.Equal(["https://c/", "https://d0/", "https://d1/", "https://d2/"], file.Channels);
        Assert.Equal(["linux-64", "win-64", "p0-64", "p1-64"], file.Platforms);
        Assert.Equal(40, file.LockEnvironments.Count);
        Assert.All(file.LockEnvironments, static e => Assert.Equal(3, e.Value.Count));
    }

    [Theory]
    [InlineData("packaging-env")]
    [InlineData("mkdocs-env")]
    [InlineData("pip-mixed")]
    [InlineData("envvars")]
    public void Shipped_environments_come_back(string name) => Check([Path.Combine(Fixtures.Root, "envs", name)]);

    [Fact]
    public void Every_environment_of_the_oracle_comes_back()
    {
        string root = Path.Combine(Oracle.Require(), "envs");
        Assert.True(Check([.. Directory.GetDirectories(root).Where(static p => Directory.Exists(Path.Combine(p, "conda-meta")))]) > 1000);
    }

    private static int Check(string[] prefixes)
    {
        int packages = 0;
        foreach (string prefix in prefixes)
        {
            EnvironmentContents contents = MiniEnv.Read(prefix);
            foreach (ExportFormat format in (ExportFormat[])[ExportFormat.CondaLock, ExportFormat.PixiLock])
            {
                string where = $"{Path.GetFileName(prefix)} as {format}";
                ExportText text = EnvironmentExporter.Export(contents, new ExportOptions { Format = format, Style = ExportStyle.Full });
                CondaEnvFile file = Read(format == ExportFormat.CondaLock ? "conda-lock.yml" : "pixi.lock", text.Text);
                Assert.Equal((where, text.PackageCount, text.PipPackageCount), (where, file.PackageCount, file.PipPackageCount));
                Assert.True(file.IsExact);
                Dictionary<string, List<CondaPackage>> installed = contents.Packages.GroupBy(static p => p.Manager + " " + PipName.Normalize(p.Name)).ToDictionary(static g => g.Key, static g => g.ToList());
                foreach (CondaEnvFileDependency dependency in file.Dependencies)
                {
                    packages++;
                    CondaPackage read = dependency.Package!;
                    Assert.Contains(
                        installed[read.Manager + " " + PipName.Normalize(read.Name)],
                        p => p.Version.Text == read.Version.Text
                            && (p.Manager == PackageManager.Pip || (p.Build, p.Subdir, p.Url) == (read.Build, read.Subdir, read.Url)
                                || (p.Build == read.Build && p.Url is null) || read.Url!.Contains('$'))
                            && (p.Manager == PackageManager.Pip || ((string.IsNullOrEmpty(p.Md5) || p.Md5 == read.Md5) && (string.IsNullOrEmpty(p.Sha256) || p.Sha256 == read.Sha256))));
                    Assert.True(dependency is { Line: > 0, Column: > 0 });
                }
            }
        }

        return packages;
    }

    [Fact]
    public void A_record_comes_back()
    {
        _machine.Set("CONDA_ENVS_DIRS", Path.Combine(Fixtures.Root, "envs"));
        CondaEnvRecord record = _machine.Record(Fixtures.Env("mkdocs-env"));
        CondaEnvFile file = Reader().Read(record.Path);
        EnvironmentContents contents = MiniEnv.Read(Fixtures.Env("mkdocs-env"));
        Assert.Equal((CondaEnvFileKind.Record, "mkdocs-env", "fake", true), (file.Kind, file.Name, file.ComputerName, file.IsExact));
        Assert.Equal((record.Fingerprint, Path.Combine(record.Path, "record.json")), (file.Fingerprint, file.Path));
        Assert.Equal((28, 32), (file.PackageCount, file.PipPackageCount));
        Assert.Equal(
            contents.Packages.Select(static p => $"{p} {p.Channel} {p.Subdir} {p.Md5} {p.Sha256} {p.Url} {p.Requested} {p.RequestedSpec} {string.Join("|", p.Depends)} {p.Timestamp:yyyyMMddHHmmss}").Order(StringComparer.Ordinal),
            file.Dependencies.Select(static d => d.Package!).Select(static p => $"{p} {p.Channel} {p.Subdir} {p.Md5} {p.Sha256} {p.Url} {p.Requested} {p.RequestedSpec} {string.Join("|", p.Depends)} {p.Timestamp:yyyyMMddHHmmss}").Order(StringComparer.Ordinal));

        // The file itself, and a file that somebody has changed.
        Assert.Equal(60, Reader().Read(Path.Combine(record.Path, "record.json")).Dependencies.Count);
        File.AppendAllText(Path.Combine(record.Path, "packages.csv"), "\n");
        List<CondaEnvException> reported = [];
        Assert.Equal(60, Reader(reported.Add).Read(record.Path).Dependencies.Count);
        Assert.Contains("changed", Assert.Single(reported).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(record.Path, "packages.csv"));
        Assert.Equal(CondaErrorKind.PathNotFound, Assert.Throws<CondaEnvException>(() => Reader().Read(record.Path)).Kind);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("5")]
    public void Versions_4_and_5_say_the_kind_and_the_address_of_a_package(string version)
    {
        CondaEnvFile file = Read("pixi.lock", $"""
            version: {version}
            environments:
              default:
                channels:
                - url: https://conda.anaconda.org/conda-forge/
                packages:
                  linux-64:
                  - conda: https://conda.anaconda.org/conda-forge/noarch/tzdata-2024b-hc8b5060_0.conda
                  - pypi: https://files.example.org/six-1.17.0-py2.py3-none-any.whl
                    extras:
                    - more
                  - pypi: ./mine
            packages:
            - kind: conda
              name: tzdata
              version: 2024b
              build: hc8b5060_0
              subdir: noarch
              noarch: generic
              url: https://conda.anaconda.org/conda-forge/noarch/tzdata-2024b-hc8b5060_0.conda
              sha256: 4fde5c3008bf5d2db82f2b50204464314cc3c91c1d953652f7bd01d9e52aefdf
              md5: 8ac3367aafb1cc0a068483c580af8015
              license: LicenseRef-Public-Domain
              size: 122354
            - kind: pypi
              name: six
              version: 1.17.0
              url: https://files.example.org/six-1.17.0-py2.py3-none-any.whl
              sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            - kind: pypi
              name: mine
              version: 0.1.0
              path: ./mine
              sha256: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
              editable: true
            """);
        Assert.Equal(["tzdata 2024b", "six 1.17.0", "mine 0.1.0"], file.Dependencies.Select(static d => $"{d.Name} {d.Version}"));
        CondaPackage tzdata = file.Dependencies[0].Package!;
        Assert.Equal(("hc8b5060_0", "noarch", "conda-forge", "generic", 122354L), (tzdata.Build, tzdata.Subdir, tzdata.Channel, tzdata.Noarch, tzdata.Size));
        Assert.Equal("8ac3367aafb1cc0a068483c580af8015", tzdata.Md5);
        Assert.True(file.Dependencies[2].Package!.Editable);
        Assert.Equal((1, 2), (file.PackageCount, file.PipPackageCount));
    }

    [Fact]
    public void Named_platforms_of_one_subdir_are_kept_apart()
    {
        const string Text = """
            version: 7
            platforms:
            - name: FIRST
              subdir: linux-64
            - name: gpu-box
              subdir: linux-64
              virtual-packages:
              - __cuda=12
            environments:
              default:
                channels:
                - url: https://conda.anaconda.org/conda-forge/
                packages:
                  FIRST:
                  - conda: https://conda.anaconda.org/conda-forge/linux-64/pytorch-2.5.1-cpu_0.conda
                  gpu-box:
                  - conda: https://conda.anaconda.org/conda-forge/linux-64/pytorch-2.5.1-cuda_1.conda
            packages:
            - conda: https://conda.anaconda.org/conda-forge/linux-64/pytorch-2.5.1-cpu_0.conda
              sha256: d4bfe88d7cb447768e31650f06257995601f89076080e76df55e3112d4e47dc1
            - conda: https://conda.anaconda.org/conda-forge/linux-64/pytorch-2.5.1-cuda_1.conda
              sha256: d4bfe88d7cb447768e31650f06257995601f89076080e76df55e3112d4e47dc2
            """;
        CondaEnvFile file = Read("pixi.lock", Text.Replace("FIRST", "linux-64", StringComparison.Ordinal));
        Assert.Equal(["linux-64", "gpu-box"], file.Platforms);
        Assert.Equal(["cpu_0"], Builds(LockSelection.Resolve(file, "linux-64")));
        Assert.Equal(["cuda_1"], Builds(LockSelection.Resolve(new LockSelection(null, "gpu-box").Of(file), "linux-64")));

        // Neither is the platform's own: only the user can tell.
        file = Read("pixi.lock", Text.Replace("FIRST", "cpu-box", StringComparison.Ordinal));
        Assert.Equal(CondaErrorKind.LockEnvironmentRequired, Assert.Throws<CondaEnvException>(() => LockSelection.Resolve(file, "linux-64")).Kind);
        Assert.Contains("'cpu-box', 'gpu-box'", Assert.Throws<CondaEnvException>(() => new LockSelection(null, "linux-64").Of(file)).Message, StringComparison.Ordinal);
        Assert.Equal(["cpu_0"], Builds(new LockSelection(null, "cpu-box").Of(file)));

        // The only one of a platform is meant by that, whatever it is called.
        file = Read("pixi.lock", Text.Replace("FIRST", "cpu-box", StringComparison.Ordinal).Replace("name: gpu-box\n  subdir: linux-64", "name: gpu-box\n  subdir: linux-aarch64", StringComparison.Ordinal));
        Assert.Equal(["cpu_0"], Builds(LockSelection.Resolve(file, "linux-64")));
        Assert.Equal(["linux-64", "linux-aarch64"], file.Platforms);
        Assert.Equal(["cuda_1"], Builds(new LockSelection(null, "linux-aarch64").Of(file)));
        Assert.Equal(["cuda_1"], Builds(new LockSelection(null, "gpu-box").Of(file)));

        static string?[] Builds(CondaEnvFile part) => [.. part.Dependencies.Select(static d => d.Build)];
    }

    [Fact]
    public void Version_7_names_platforms_and_builds_from_sources()
    {
        CondaEnvFile file = Read("pixi.lock", """
            version: 7
            platforms:
            - name: gpu
              subdir: linux-64
              virtual-packages:
              - __cuda=12.0
            - name: win-64
            environments:
              default:
                channels:
                - url: https://conda.anaconda.org/conda-forge/
                indexes:
                - https://pypi.org/simple
                packages:
                  gpu:
                  - conda: https://conda.anaconda.org/conda-forge/linux-64/zlib-1.3.1-hb9d3cd8_2.conda
                  - pypi: https://files.example.org/six-1.17.0-py2.py3-none-any.whl
                  - pypi: ./mine
                  - source: "own-package[87dc0b8a] @ ../own"
                  win-64: []
              test:
                channels:
                - url: https://conda.anaconda.org/conda-forge/
                packages:
                  gpu:
                  - conda: https://conda.anaconda.org/conda-forge/linux-64/zlib-1.3.1-hb9d3cd8_2.conda
            packages:
            - conda: https://conda.anaconda.org/conda-forge/linux-64/zlib-1.3.1-hb9d3cd8_2.conda
              sha256: 5d7c0e5f0005f74112a34a7425179f4eb6e73c92f5d109e6af4ddeca407c92ab
              md5: c9f075ab2f33b3bbee9e62d4ad0a6cd8
              depends:
              - __glibc >=2.17,<3.0.a0
              size: 92286
              timestamp: 1727963153079
            - pypi: https://files.example.org/six-1.17.0-py2.py3-none-any.whl
              name: six
              version: 1.17.0
              sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            - pypi: ./mine
              name: Mine_Package
            - source: "own-package[87dc0b8a] @ ../own"
              version: 0.1.0
              build: pyhbf21a9e_0
              subdir: noarch
            """);
        Assert.Equal(["linux-64", "win-64"], file.Platforms);
        Assert.Equal(["https://conda.anaconda.org/conda-forge/"], file.Channels);
        Assert.Equal(["default zlib", "default six", "default mine-package", "default own-package", "test zlib"], file.Dependencies.Select(static d => $"{d.Environment} {d.Name}"));
        Assert.All(file.Dependencies, static d => Assert.Equal("linux-64", d.Platform));
        CondaPackage zlib = file.Dependencies[0].Package!;
        Assert.Equal(("1.3.1", "hb9d3cd8_2", "conda-forge", 92286L, 2024), (zlib.Version.Text, zlib.Build, zlib.Channel, zlib.Size, zlib.Timestamp!.Value.Year));
        Assert.Same(zlib, file.Dependencies[4].Package);
        Assert.Equal(("pyhbf21a9e_0", "noarch"), (file.Dependencies[3].Build, file.Dependencies[3].Package!.Subdir));
    }

    [Fact]
    public void One_address_may_hold_several_packages()
    {
        CondaEnvFile file = Read("pixi.lock", """
            version: 6
            environments:
              default:
                channels: []
                packages:
                  linux-64:
                  - conda: https://x/download
                    name: b
                    version: '2'
                    build: h_0
                    subdir: linux-64
            packages:
            - conda: https://x/download
              name: a
              version: '1'
              build: h_0
              subdir: linux-64
            - conda: https://x/download
              name: b
              version: '2'
              build: h_0
              subdir: linux-64
            """);
        Assert.Equal(("b", "2"), (file.Dependencies[0].Name, file.Dependencies[0].Version!.Text));
    }

    [Fact]
    public void Categories_and_platforms_of_conda_lock_are_kept()
    {
        CondaEnvFile file = Read("conda-lock.yml", """
            version: 1
            metadata:
              content_hash: {linux-64: x}
              channels:
              - url: conda-forge
                used_env_vars: []
              platforms: [linux-64, win-64]
              sources: [environment.yml]
            package:
            - name: zlib
              version: 1.3.1
              manager: conda
              platform: linux-64
              dependencies: {}
              url: https://conda.anaconda.org/conda-forge/linux-64/zlib-1.3.1-hb9d3cd8_2.conda
              hash: {md5: c9f075ab2f33b3bbee9e62d4ad0a6cd8}
              category: dev
              optional: true
            - name: six
              version: 1.17.0
              manager: pip
              platform: win-64
              dependencies: {}
              url: https://files.example.org/six.whl
              hash: {sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
              category: main
              optional: false
            """);
        Assert.Equal(["linux-64", "win-64"], file.Platforms);
        Assert.Equal(["zlib dev linux-64 hb9d3cd8_2", "six main win-64 "], file.Dependencies.Select(static d => $"{d.Name} {d.Environment} {d.Platform} {d.Build}"));
        Assert.Equal((1, 1), (file.PackageCount, file.PipPackageCount));
    }

    public void Dispose() => _machine.Dispose();
}
