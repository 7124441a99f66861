using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Packages.Rows;
using CondaEnv.Prefixes;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Formats.PipRequirements;

public sealed class PipRequirementsTests
{
    private const string Sha256 = "58d14190070c52775551877481cdae467167e74cb1245612192a2e096947ab6c";
    private static readonly ExportOptions s_options = new() { Format = ExportFormat.PipRequirements };

    [Fact]
    public void Each_package_stands_as_pip_needs_it()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([
                Conda("python"),
                Pip("Jaraco.Classes", "3.4.0"),
                Pip("old", "2004d-1x"),
                Pip("torch", "2.5.1+cpu"),
                PipFrom("Vcs", """{"url":"https://github.com/x/y.git","vcs_info":{"vcs":"git","requested_revision":"main","commit_id":"c8fce6f2"},"subdirectory":"sub dir"}"""),
                PipFrom("wheel", $$$$"""{"url":"https://h/w-1.0-py3-none-any.whl","archive_info":{"hash":"sha256={{{{Sha256}}}}","hashes":{"sha256":"{{{{Sha256}}}}"}}}"""),
                PipFrom("zfolder", """{"url":"file:///src/a%20b","dir_info":{}}"""),
                PipFrom("zedit", """{"url":"file:///src/e","dir_info":{"editable":true}}"""),
                PipFrom("zfile", """{"url":"file:///w/zfile-1.0.tar.gz","archive_info":{"hash":"sha512=ABC0"}}"""),
            ]),
            s_options);
        Assert.Equal(
            [
                "Jaraco.Classes==3.4.0",
                "old===2004d-1x",
                "torch==2.5.1+cpu",
                "wheel @ https://h/w-1.0-py3-none-any.whl#sha256=" + Sha256,
                "-e file:///src/e",
                "zfile @ file:///w/zfile-1.0.tar.gz#sha512=abc0",
                "zfolder @ file:///src/a%20b",
            ],
            Lines(text));
        Assert.Equal((0, 7), (text.PackageCount, text.PipPackageCount));
        Assert.Equal(
            ["IndexUnknown torch", "PackageOmitted vcs", "EditableInstall zedit", "LocalInstall zfile", "LocalInstall zfolder", "CondaPackagesOmitted"],
            text.Losses.Select(static l => l.Package is null ? l.Code : $"{l.Code} {l.Package}"));
    }

    [Fact]
    public void A_commit_is_named_with_its_folder() => Assert.Equal(
        ["Vcs @ git+https://github.com/x/y.git@c8fce6f2#subdirectory=sub"],
        Lines(EnvironmentExporter.Export(
            Of([PipFrom("Vcs", """{"url":"https://github.com/x/y.git","vcs_info":{"vcs":"git","commit_id":"c8fce6f2"},"subdirectory":"sub"}""")]), s_options)));

    /// <summary>One <c>--hash</c> makes pip demand one of every line.</summary>
    [Fact]
    public void Hashes_are_options_where_all_have_one()
    {
        string archive = $$$$"""{"url":"https://h/a.whl","archive_info":{"hashes":{"md5":"00","sha256":"{{{{Sha256}}}}"}}}""";
        Assert.Equal([$"a @ https://h/a.whl --hash=sha256:{Sha256}"], Lines(EnvironmentExporter.Export(Of([PipFrom("a", archive)]), s_options)));
        Assert.Equal([$"a @ https://h/a.whl#sha256={Sha256}", "b==1.0"], Lines(EnvironmentExporter.Export(Of([PipFrom("a", archive), Pip("b")]), s_options)));
    }

    [Fact]
    public void What_a_file_says_of_hashes_is_taken_only_where_it_is_one()
    {
        const string Archive = """{"url":"https://h/a.whl","archive_info":{"hash":"sha256=00 --index-url=x","hashes":{"sha256":"zz\n","sha384":5,"sha 512":"00"}}}""";
        Assert.Equal(["a @ https://h/a.whl"], Lines(EnvironmentExporter.Export(Of([PipFrom("a", Archive)]), s_options)));
    }

    [Fact]
    public void Conda_leaves_its_own_folder_in_direct_url()
    {
        DirectUrl direct = DirectUrl.Parse("""{"url":"file:///home/conda/feedstock_root/build_artifacts/pip/work","dir_info":{}}"""u8.ToArray());
        Assert.Equal(["pip==26.1"], Lines(EnvironmentExporter.Export(Of([Pip("pip", "26.1", direct: direct, installer: "conda")]), s_options)));
    }

    [Theory]
    [InlineData("https://user:pw@h/a.whl", "https://h/a.whl")]
    [InlineData("https://token@h/a.whl?key=abc", "https://h/a.whl")]
    [InlineData("https://h/t/tk-1/a.whl", "https://h/t/<TOKEN>/a.whl")]
    public void Credentials_are_left_out_unless_asked_for(string url, string clean)
    {
        EnvironmentContents contents = Of([PipFrom("a", $$$$"""{"url":"{{{{url}}}}","archive_info":{}}""")]);
        ExportText text = EnvironmentExporter.Export(contents, s_options);
        Assert.Equal(["a @ " + clean], Lines(text));
        Assert.Equal("a", Assert.Single(text.Losses, static l => l.Code == "SecretRemoved").Package);
        Assert.Equal(["a @ " + url], Lines(EnvironmentExporter.Export(contents, s_options with { IncludeSecret = true })));
    }

    [Fact]
    public void What_names_no_package_is_a_loss()
    {
        ExportText text = EnvironmentExporter.Export(Of([Pip(""), Pip("-bad"), Pip("evil\n-e .", "1.0"), Pip("good", "1.0\n--index-url x")]), s_options);
        Assert.Empty(Lines(text));
        Assert.Equal(4, text.Losses.Count(static l => l is { Code: "PackageOmitted", Severity: LossSeverity.Error }));
    }

    private static string[] Lines(ExportText text) => [.. text.Text.TrimEnd('\n').Split('\n').Where(static l => l[0] != '#')];
}
