using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.CondaList;
using CondaEnv.Formats.CondaRequirements;
using CondaEnv.Formats.Explicit;
using CondaEnv.Formats.PipRequirements;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Formats.Reading;

/// <summary>Explicit files, conda's requirements files and printed lists, line by line.</summary>
public sealed class LineFilesTests
{
    private const string Path = "/home/user/list.txt";
    private const string Md5 = "0123456789abcdef0123456789abcdef";
    private const string Sha256 = Md5 + Md5;

    private static readonly ChannelConfiguration s_channels = new() { IsWindows = false, CurrentDirectory = "/work", HomeDirectory = "/home/me" };

    [Theory]
    [InlineData("https://conda.anaconda.org/conda-forge/linux-64/a-b-1.0-h1_0.conda", "a-b|1.0|h1_0|conda-forge|linux-64||")]
    [InlineData("https://conda.anaconda.org/conda-forge/noarch/a-1.0-0.tar.bz2#" + Md5, "a|1.0|0|conda-forge|noarch|" + Md5 + "|")]
    [InlineData("https://conda.anaconda.org/conda-forge/noarch/a-1.0-0.tar.bz2#0123456789ABCDEF0123456789ABCDEF", "a|1.0|0|conda-forge|noarch|" + Md5 + "|")]
    [InlineData("https://conda.anaconda.org/conda-forge/noarch/a-1.0-0.conda#" + Sha256, "a|1.0|0|conda-forge|noarch||" + Sha256)]
    [InlineData("https://conda.anaconda.org/conda-forge/noarch/a-1.0-0.conda#sha256:" + Sha256, "a|1.0|0|conda-forge|noarch||" + Sha256)]
    [InlineData("https://repo.anaconda.com/pkgs/main/win-64/a-1!1.0-0.conda", "a|1!1.0|0|defaults|win-64||")]
    [InlineData("https://conda.anaconda.org/org/label/dev/noarch/a-1.0-0.conda", "a|1.0|0|org/label/dev|noarch||")]
    [InlineData("https://host/folder/a-1.0%2Bcpu-0.conda", "a|1.0+cpu|0||||")]
    [InlineData("/opt/ch/noarch/a-1.0-0.conda", "a|1.0|0|file:///opt/ch|noarch||")]
    [InlineData("./a-1.0-0.conda", "a|1.0|0||||")]
    [InlineData("  file:///opt/ch/noarch/a-1.0-0.conda  ", "a|1.0|0|file:///opt/ch|noarch||")]
    public void A_line_of_an_explicit_file(string line, string expected)
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Explicit("@EXPLICIT\n" + line);
        Assert.Empty(errors);
        CondaEnvFileDependency dependency = Assert.Single(file.Dependencies);
        CondaPackage p = dependency.Package!;
        Assert.Equal(expected, string.Join("|", p.Name, p.Version, p.Build, p.Channel, p.Subdir, p.Md5, p.Sha256));
        Assert.Equal(2, dependency.Line);
        Assert.Equal(line.Length - line.TrimStart().Length + 1, dependency.Column);
        Assert.Equal(line.Trim(), dependency.Spec);
        Assert.True(p.Channel is null || dependency.Match!.Matches(p));
    }

    [Fact]
    public void Bad_lines_of_an_explicit_file_are_said_and_the_rest_goes_on()
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Explicit(
            "# platform: linux-64\r\n@EXPLICIT\r\nnumpy=1.0\r\nhttps://h/noarch/a-1.0.conda\r\nhttps://h/noarch/a-1.0-0.conda#12\r\nhttps://h/noarch/b-1.0-0.conda\r\n");
        Assert.Equal(["3:1", "4:18", "5:31"], errors.Select(static e => $"{e.Line}:{e.Column}"));
        Assert.All(errors, static e => Assert.Equal((CondaErrorKind.SpecInvalid, Path), (e.Kind, e.Target)));
        Assert.Equal("b", Assert.Single(file.Dependencies).Name);
        Assert.Equal(["linux-64"], file.Platforms);
        Assert.True(file.IsExact);
        Assert.Equal(1, file.PackageCount);
    }

    [Fact]
    public void Credentials_of_an_explicit_file_are_not_shown()
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Explicit(
            "@EXPLICIT\nhttps://user:s3cret@h.example/t/tk-s3cret/ch/noarch/a-1.0-0.conda\nhttps://user:s3cret@h.example/x\n");
        CondaEnvFileDependency dependency = Assert.Single(file.Dependencies);
        Assert.DoesNotContain("s3cret", dependency.Spec + dependency.Url + dependency.Channel + dependency.Package!.Url + dependency.Package.Channel);
        Assert.Contains("s3cret", dependency.SourceText);
        Assert.DoesNotContain("s3cret", Assert.Single(errors).Message);
    }

    [Fact]
    public void An_exported_list_records_packages()
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Requirements(
            """
            # This file may be used to create an environment using:
            # $ conda create --name <env> --file <this file>
            # platform: osx-arm64
            # created-by: conda 26.7.1
            a=1.0=h1_0
            ~umpy=1.0=pypi_0
            proj=0.0.9=dev_0
            old=1.0=<pip>
            conda-forge::b==2.0=h2_0
            """);
        Assert.Empty(errors);
        Assert.True(file.IsExact);
        Assert.Equal(["osx-arm64"], file.Platforms);
        Assert.Equal((2, 3), (file.PackageCount, file.PipPackageCount));
        Assert.Equal(
            ["Conda a 1.0 h1_0 ", "Pip ~umpy 1.0 pypi_0 ", "Pip proj 0.0.9 dev_0 ", "Pip old 1.0 <pip> ", "Conda b 2.0 h2_0 conda-forge"],
            file.Dependencies.Select(static d => $"{d.Package!.Manager} {d.Name} {d.Version} {d.Build} {(d.Manager == PackageManager.Pip ? null : d.Channel)}"));
        Assert.All(file.Dependencies, static d => Assert.Equal(d.Manager == PackageManager.Conda, d.Match is not null));
        Assert.True(file.Dependencies[2].Package!.Editable);
    }

    [Theory]
    [InlineData("a=1.0=h1_0\nb>=2\n")]
    [InlineData("# This file may be used to create an environment using:\na=1.0=h1_0\nb>=2\n")]
    [InlineData("# This file may be used to create an environment using:\na=1.0=h1_0\nb==2\n")]
    [InlineData("a=1.0=h1_0\nb=1.0=h1_0\n")]
    [InlineData("")]
    public void A_file_of_specs_asks(string text)
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Requirements(text);
        Assert.Empty(errors);
        Assert.False(file.IsExact && text.Length > 0);
        Assert.All(file.Dependencies, static d => Assert.True(d.Package is null && d.Match is not null));
    }

    [Fact]
    public void Specs_of_a_requirements_file()
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Requirements(
            "numpy >=1.20,<2  # why\n  conda-forge/linux-64::Zlib==1.2=h*\nx>>1\nb=1.0\nc==1.0[md5=" + Md5 + "]\nhttps://conda.anaconda.org/conda-forge/noarch/a-1.0-0.conda\npy*\n");
        CondaEnvException error = Assert.Single(errors);
        Assert.Equal((3, CondaErrorKind.SpecInvalid), (error.Line, error.Kind));
        Assert.Equal(
            ["1:1 numpy    ", "2:3 zlib 1.2  conda-forge linux-64 ", "4:1 b    ", "5:1 c 1.0   " + Md5, "6:1 a 1.0 0 conda-forge noarch ", "7:1     "],
            file.Dependencies.Select(static d => $"{d.Line}:{d.Column} {d.Name} {d.Version} {d.Build} {d.Channel}{(d.Platform is null ? "" : " " + d.Platform)} {d.Md5}"));
    }

    [Fact]
    public void A_table_of_conda_24_and_one_of_mamba()
    {
        (CondaEnvFile conda, List<CondaEnvException> errors) = Listed(
            """
            # packages in environment at /opt/My Envs/x:
            #
            # Name                    Version                   Build  Channel
            zlib                      1.2.13               h166bdaf_4    conda-forge
            six                       1.16.0                   pypi_0    pypi
            short
            """);
        Assert.Equal(6, Assert.Single(errors).Line);
        Assert.Equal("/opt/My Envs/x", conda.Prefix);
        Assert.Equal(["Conda zlib==1.2.13=h166bdaf_4 conda-forge", "Pip six==1.16.0 pypi"], conda.Dependencies.Select(static d => $"{d.Manager} {d.Package} {d.Channel}"));
        (CondaEnvFile mamba, errors) = Listed("List of packages in environment: \"/x\"\n\n  Name  Version  Build       Channel\n────────────────\n  zlib  1.2.13   h166bdaf_4  conda-forge\n");
        Assert.Empty(errors);
        Assert.Equal("zlib==1.2.13=h166bdaf_4", Assert.Single(mamba.Dependencies).Spec);
    }

    [Fact]
    public void Rows_in_JSON()
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Listed(
            """
            [
              {"name": "ä", "version": "1.0", "build_string": "h_1", "build_number": 1, "channel": "main", "base_url": "https://u:s3cret@h/main", "platform": "linux-64"},
              {"version": "1.0"}, [1], 7,
              {"name": "pixi", "version": "2", "build": "h_2", "kind": "conda", "subdir": "noarch", "source": "https://conda.anaconda.org/conda-forge/"},
              {"name": "py", "version": "3", "build": null, "kind": "pypi", "source": "https://pypi.org/simple"},
              "https://conda.anaconda.org/conda-forge/noarch/a-1.0-0.conda#0123456789abcdef0123456789abcdef",
              "conda-forge/noarch::b-c-1.0-0", "nothing"
            ]
            """);
        Assert.Equal(
            ["2:3 Conda ä==1.0=h_1 1 https://h/main linux-64", "4:3 Conda pixi==2=h_2  conda-forge noarch", "5:3 Pip py==3 0 pypi pypi", "6:4 Conda a==1.0=0  conda-forge noarch", "7:4 Conda b-c==1.0=0  conda-forge noarch"],
            file.Dependencies.Select(static d => $"{d.Line}:{d.Column} {d.Manager} {d.Package} {d.Package!.BuildNumber} {d.Channel} {d.Package.Subdir}"));
        Assert.Equal(["3:3", "3:23", "3:28", "7:37"], errors.Select(static e => $"{e.Line}:{e.Column}"));
        Assert.All(errors, static e => Assert.Equal((CondaErrorKind.FileInvalid, Path), (e.Kind, e.Target)));
    }

    [Theory]
    [InlineData("[{\"name\": \"a\"")]
    [InlineData("[] x")]
    [InlineData("{\"error\": \"x\"}")]
    [InlineData("no heading")]
    [InlineData("")]
    public void What_is_no_list(string text)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Listed(text));
        Assert.Equal((CondaErrorKind.FileInvalid, Path), (error.Kind, error.Target));
    }

    [Fact]
    public void Mutated_files_give_a_result_or_the_named_error() =>
        Fuzz.Check(FuzzTexts.LineFile, 10_000, static text =>
        {
            string mutated = text.Text;
            foreach (Func<Action<CondaEnvException>, CondaEnvFile> parse in new Func<Action<CondaEnvException>, CondaEnvFile>[]
                     {
                         report => ExplicitFile.Parse(mutated, Path, s_channels, report),
                         report => CondaRequirementsFile.Parse(mutated, Path, s_channels, report),
                         report => CondaListFile.Parse(mutated, Path, s_channels, report),
                         report => PipRequirementsFile.Parse(mutated, Path, report),
                     })
            {
                try
                {
                    List<CondaEnvException> errors = [];
                    CondaEnvFile file = parse(errors.Add);
                    Assert.All(errors, static e => Assert.True(e.Line > 0 && e.Column > 0 && e.Kind is CondaErrorKind.SpecInvalid or CondaErrorKind.FileInvalid));
                    Assert.All(file.Dependencies, static d => Assert.True(d.Line > 0 && d.Column > 0));
                }
                catch (CondaEnvException e)
                {
                    Assert.Equal(CondaErrorKind.FileInvalid, e.Kind);
                }
            }
        });

    private static (CondaEnvFile File, List<CondaEnvException> Errors) Explicit(string text)
    {
        List<CondaEnvException> errors = [];
        return (ExplicitFile.Parse(text, Path, s_channels, errors.Add), errors);
    }

    private static (CondaEnvFile File, List<CondaEnvException> Errors) Requirements(string text)
    {
        List<CondaEnvException> errors = [];
        return (CondaRequirementsFile.Parse(text, Path, s_channels, errors.Add), errors);
    }

    private static (CondaEnvFile File, List<CondaEnvException> Errors) Listed(string text)
    {
        List<CondaEnvException> errors = [];
        return (CondaListFile.Parse(text, Path, s_channels, errors.Add), errors);
    }
}
