using System;
using System.IO;
using System.Linq;
using CondaEnv.Prefixes;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes.Pip;

public sealed class PipPackageTests
{
    private const string Site = "lib/python3.12/site-packages";

    [Fact]
    public void A_pip_package_gives_all_that_its_metadata_says()
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("My_Weird.pkg-1.0.dist-info", "Metadata-Version: 2.1\nName: My_Weird.pkg\nVersion: 1.0+cpu\nRequires-Python: >=3.9\nRequires-Dist: idna>=3\nRequires-Dist: rich; extra == \"cli\"\nLicense: MIT\n\nName: not this\n");
        env.Write($"{Site}/My_Weird.pkg-1.0.dist-info/INSTALLER", "pip\n");
        env.Write($"{Site}/My_Weird.pkg-1.0.dist-info/REQUESTED", "");
        CondaPackage p = Pip(env.Read());
        Assert.Equal(("my-weird-pkg", "My_Weird.pkg", "1.0+cpu"), (p.Name, p.RawName, p.Version.ToString()));
        Assert.Equal(("pypi", "pypi_0", "pypi", "pip", true), (p.Channel, p.Build, p.Subdir, p.Installer, p.Requested));
        Assert.Equal((">=3.9", "MIT", 2), (p.RequiresPython, p.License, p.InstalledFileCount));
        Assert.Equal(["idna>=3", "rich; extra == \"cli\""], p.Requires);
        Assert.False(p.Editable);
        Assert.Equal(Path.Combine(env.Prefix, "lib", "python3.12", "site-packages"), p.Location);
    }

    [Theory]
    [InlineData("""{"url":"https://me:pw@example.com/r.git","vcs_info":{"vcs":"git","commit_id":"abc"}}""", "git+https://example.com/r.git@abc", false, null)]
    [InlineData("""{"url":"file:///home/u/my%20proj","dir_info":{"editable":true}}""", "file:///home/u/my%20proj", true, "/home/u/my proj")]
    [InlineData("""{"url":"file:///C:/proj","dir_info":{}}""", "file:///C:/proj", false, "C:\\proj")]
    [InlineData("""{"archive_info":{"hashes":{"sha256":"x"}},"url":"https://example.com/a.whl"}""", "https://example.com/a.whl", false, null)]
    [InlineData("""{"dir_info":{"editable":true},"subdirectory":"sub","url":"https://example.com/x"}""", "https://example.com/x#subdirectory=sub", true, null)]
    public void Direct_url_says_where_it_came_from(string json, string url, bool editable, string? location)
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("a-1.dist-info", "Name: a\nVersion: 1\n");
        env.Write($"{Site}/a-1.dist-info/direct_url.json", json);
        CondaPackage p = Pip(env.Read());
        Assert.Equal((url, editable), (p.DirectUrl, p.Editable));
        Assert.Equal(location ?? Path.Combine(env.Prefix, "lib", "python3.12", "site-packages"), p.Location);
    }

    [Fact]
    public void What_conda_owns_is_not_pips()
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("six-1.16.0.dist-info", "Name: six\nVersion: 1.16.0\n");
        env.DistInfo("tool-2.dist-info", "Name: tool\nVersion: 2\n");
        env.Record("six", "1.16.0", depends: "\"python\"", files: $"\"{Site}/six-1.16.0.dist-info/RECORD\"");

        // tool depends on python through six only.
        env.Record("tool", "2", depends: "\"six >=1\"", files: $"\"{Site}/tool-2.dist-info/RECORD\"");
        Assert.Equal(["Conda python==3.12.4=h0_cpython", "Conda six==1.16.0=0", "Conda tool==2=0"], MiniEnv.Lines(env.Read().Packages));
    }

    [Fact]
    public void A_record_that_does_not_depend_on_python_owns_no_anchor()
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("six-1.16.0.dist-info", "Name: six\nVersion: 1.16.0\n");
        env.Record("six", "1.16.0", files: $"\"{Site}/six-1.16.0.dist-info/RECORD\"");
        CondaPackage p = Pip(env.Read());
        Assert.Equal("six", p.Name);
        Assert.Equal(PackageManager.Conda, p.Replaces!.Manager);
    }

    [Fact]
    public void What_pip_upgraded_is_shown_as_it_is_and_the_record_stays_reachable()
    {
        using MiniEnv env = new();
        env.Python();
        env.Record("ruamel.yaml", "0.17", depends: "\"python\"", files: $"\"{Site}/ruamel.yaml-0.17.dist-info/RECORD\"");
        string record = env.Record("numpy", "1.26.4", depends: "\"python\"", files: $"\"{Site}/numpy-1.26.4.dist-info/RECORD\"");
        env.DistInfo("numpy-2.2.1.dist-info", "Name: numpy\nVersion: 2.2.1\n");
        env.DistInfo("ruamel.yaml-0.18.dist-info", "Name: ruamel.yaml\nVersion: 0.18\n");
        EnvironmentContents contents = env.Read();
        Assert.Equal(["Conda python==3.12.4=h0_cpython", "Pip numpy==2.2.1", "Pip ruamel-yaml==0.18"], MiniEnv.Lines(contents.Packages));
        Assert.Equal(["numpy==1.26.4=0", "ruamel.yaml==0.17=0"], contents.Packages.Skip(1).Select(static p => p.Replaces!.ToString()));
        Assert.Empty(contents.Problems);
        Assert.True(File.Exists(record));
    }

    [Fact]
    public void What_pip_removed_is_left_out_and_said()
    {
        using MiniEnv env = new();
        env.Python();
        Directory.CreateDirectory(Path.Combine(env.Prefix, "lib/python3.12/site-packages"));
        string record = env.Record("gone", "1", depends: "\"python\"", files: $"\"{Site}/gone-1.dist-info/RECORD\"");
        EnvironmentContents contents = env.Read();
        Assert.Equal(["Conda python==3.12.4=h0_cpython"], MiniEnv.Lines(contents.Packages));
        Assert.Equal("gone", Assert.Single(contents.Clobbered).Name);
        Assert.Equal(record, Assert.Single(contents.Problems).Target);
        Assert.True(File.Exists(record));
    }

    [Fact]
    public void Of_several_anchors_the_longest_is_the_records_own_and_the_others_it_provides()
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("longname-1.dist-info", "Name: longname\nVersion: 1\n");
        env.DistInfo("v-2.dist-info", "Name: v\nVersion: 2\n");
        env.Record("longname", "1", depends: "\"python\"", files: $"\"{Site}/v-2.dist-info/RECORD\", \"{Site}/longname-1.dist-info/RECORD\", \"{Site}/longname/_vendor/inner-3.dist-info/RECORD\"");
        EnvironmentContents contents = env.Read();
        Assert.DoesNotContain(contents.Packages, static p => p.Manager == PackageManager.Pip);
        Assert.Equal(["v==2"], contents.Packages.Single(static p => p.Name == "longname").Provides);
        Assert.Equal("v", Assert.Single(contents.Provided).Name);
    }

    [Fact]
    public void Eggs_in_every_form_are_read()
    {
        using MiniEnv env = new();
        using TempFolder project = new();
        env.Python();
        env.Write($"{Site}/single-1.4-py3.12.egg-info", "Name: single\nVersion: 1.4\n");
        env.Write($"{Site}/folder-0.5-py3.12.egg-info/PKG-INFO", "Name: folder\nVersion: 0.5\n");
        env.Write($"{Site}/egg-2.0-py3.12.egg/EGG-INFO/PKG-INFO", "Name: egg\nVersion: 2.0\n");
        project.Write("develop.egg-info/PKG-INFO", "Name: develop\nVersion: 0.1\n");
        env.Write($"{Site}/develop.egg-link", project.Path + "\n.");
        EnvironmentContents contents = env.Read();
        Assert.Empty(contents.Problems);
        Assert.Equal(["Pip develop==0.1", "Pip egg==2.0", "Pip folder==0.5", "Pip single==1.4"], MiniEnv.Lines(contents.Packages.Skip(1)));
        CondaPackage develop = contents.Packages[1];
        Assert.Equal(("dev_0", "<develop>", true, project.Path), (develop.Build, develop.Channel, develop.Editable, develop.Location));
    }

    [Theory]
    [InlineData(null, true, "it is incomplete")]
    [InlineData("Name: a\nVersion: 1\n", false, "it has no RECORD")]
    [InlineData("", true, "it names no version")]
    [InlineData("\uFEFFName: a\nVersion: 1\n", true, "it names no version")]
    [InlineData("name: a\nVERSION: 1\n", true, "it names no version")]
    public void What_conda_does_not_list_is_not_listed_and_said(string? metadata, bool record, string reason)
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("a-1.dist-info", metadata, record);
        EnvironmentContents contents = env.Read();
        Assert.Single(contents.Packages);
        CondaEnvException problem = Assert.Single(contents.Problems);
        Assert.Equal(CondaErrorKind.MetadataInvalid, problem.Kind);
        Assert.Contains(reason, problem.Message);
    }

    [Fact]
    public void Metadata_without_a_name_is_listed_as_conda_lists_it()
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("a-1.dist-info", "Version: 1.0\n");
        Assert.Equal("==1.0", Pip(env.Read()).ToString());
    }

    [Fact]
    public void Metadata_that_is_not_UTF8_is_read_and_said()
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("a-1.dist-info", null);
        env.Write($"{Site}/a-1.dist-info/METADATA", [.. "Name: a\nSummary: "u8, 0xE9, .. "\nVersion: 1\n"u8]);
        EnvironmentContents contents = env.Read();
        Assert.Equal("Pip a==1", MiniEnv.Lines(contents.Packages)[1]);
        Assert.Equal(CondaErrorKind.MetadataInvalid, Assert.Single(contents.Problems).Kind);
    }

    [Fact]
    public void Headers_of_any_length_are_read()
    {
        using MiniEnv env = new();
        env.Python();
        env.DistInfo("a-1.dist-info", "Name: a\n" + string.Concat(Enumerable.Repeat("Classifier: Programming Language :: Python\n", 4000)) + "Version: 1\n\nbody");
        Assert.Equal("a==1", Pip(env.Read()).ToString());
    }

    [Fact]
    public void Without_a_python_record_there_is_no_pip_package()
    {
        using MiniEnv env = new();
        env.DistInfo("a-1.dist-info", "Name: a\nVersion: 1\n");
        Assert.Empty(env.Read().Packages);
    }

    [Theory]
    [InlineData("lib/python3.13t/site-packages", "\"python_site_packages_path\": \"lib/python3.13t/site-packages\"")]
    [InlineData("lib/python3.13t/site-packages", "\"license\": \"PSF\"")]
    [InlineData("lib/python3.13/site-packages", "\"license\": \"PSF\"")]
    public void Site_packages_are_found_by_the_python_record(string site, string more)
    {
        using MiniEnv env = new();
        env.Record("python", "3.13.1", "h0_cp313t", more: more);
        env.DistInfo("a-1.dist-info", "Name: a\nVersion: 1\n", site: site);
        Assert.Equal("a==1", Pip(env.Read()).ToString());
    }

    [Theory]
    [InlineData("Lib/site-packages")]
    [InlineData("lib/site-packages")]
    public void A_Windows_prefix_reads_anywhere(string site)
    {
        using MiniEnv env = new();
        env.Write("conda-meta/python-3.12.4-h0.json", MiniEnv.RecordText("python", "3.12.4", "h0").Replace("linux-64", "win-64", StringComparison.Ordinal));
        env.DistInfo("a-1.dist-info", "Name: a\nVersion: 1\n", site: site);
        env.DistInfo("own-1.dist-info", "Name: own\nVersion: 1\n", site: site);
        env.Record("own", "1", depends: "\"python\"", files: "\"Lib\\\\site-packages\\\\own-1.dist-info\\\\RECORD\"");
        Assert.Equal("a==1", Pip(env.Read()).ToString());
    }

    [Fact]
    public void A_venv_gives_its_pip_packages()
    {
        using TempFolder folder = new();
        folder.Write("pyvenv.cfg", "home = /usr/bin\nversion = 3.12.1\n");
        folder.Write("lib/python3.12/site-packages/a-1.dist-info/METADATA", "Name: a\nVersion: 1\n");
        folder.Write("lib/python3.12/site-packages/a-1.dist-info/RECORD", "");
        Assert.Equal(["Pip a==1"], MiniEnv.Lines(MiniEnv.Read(folder.Path, EnvironmentKind.Venv).Packages));
    }

    [Fact]
    public void RequiredBy_follows_conda_and_pip_dependencies()
    {
        using MiniEnv env = new();
        env.Python();
        env.Record("typing_extensions", depends: "\"python >=3\"");
        env.Record("b", depends: "\"conda-forge::python\", \"typing_extensions[version='>=4']\"");
        env.DistInfo("a-1.dist-info", "Name: a\nVersion: 1\nRequires-Dist: typing-extensions>=4; python_version<\"3.13\"\nRequires-Dist: b[x] ; extra == 'all'\n");
        CondaPackage[] packages = [.. env.Read().Packages];
        Assert.Equal(["a", "b"], packages.Single(static p => p.Name == "typing_extensions").RequiredBy);
        Assert.Equal(["b", "typing_extensions"], packages.Single(static p => p.Name == "python").RequiredBy);
        Assert.Empty(packages.Single(static p => p.Name == "a").RequiredBy!);
    }

    private static CondaPackage Pip(EnvironmentContents contents) => Assert.Single(contents.Packages, static p => p.Manager == PackageManager.Pip);
}
