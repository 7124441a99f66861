using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Adapters;
using CondaEnv.Formats.Catalog;
using CondaEnv.Lint;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Lint;

/// <summary>Files as they are found: what people paste, download, and write for other tools.</summary>
public sealed class WildFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static string Wild(string name) => Path.Combine(Fixtures.Root, "wild", name);

    private static EnvironmentFileReader Reader(Action<CondaEnvException>? report = null, Action<string>? warn = null) =>
        new(static () => new YamlDotNetReader(), ChannelConfiguration.Default, report ?? (static e => throw e), warn);

    private static IReadOnlyList<CondaEnvIssue> Issues(string path) => FileAudit.Check(Reader(), ChannelConfiguration.Default, path);

    private static string[] Findings(string path) => [.. Issues(path).Select(static i => $"{i.Line}:{i.Column} {i.RuleName}")];

    private string[] Of(string text, string name = "environment.yml") => Findings(Write(text, name));

    private string Write(string text, string name)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private static string[] Rows(CondaEnvFile file) => [.. file.Dependencies.Select(static d => $"{d.Manager} {d.Name} {d.Version} {d.Build}".TrimEnd())];

    [Fact]
    public void A_selector_in_a_comment_is_a_finding_and_hides_nothing() => Assert.Equal(
        ["6:5 SelectorIgnored", "7:5 ContradictingPins", "7:5 DuplicateDependency", "7:5 SelectorIgnored", "8:5 SelectorIgnored", "12:9 SelectorIgnored"],
        Findings(Wild("selectors.yml")));

    [Fact]
    public void A_place_of_this_machine_is_a_finding()
    {
        Assert.Equal(
            ["3:5", "4:5", "5:5", "6:5", "7:5", "8:5", "9:5", "14:5", "15:5", "16:5"],
            Issues(Wild("local-places.yml")).Where(static i => i.RuleName == "LocalPath").Select(static i => $"{i.Line}:{i.Column}"));
        Assert.Equal(["2:1 LocalPath"], Of("@EXPLICIT\nfile:///srv/pkgs/zlib-1.3-0.conda#0123456789abcdef0123456789abcdef\n", "explicit.txt"));
        Assert.Equal(["1:1 LocalPath"], Of("/srv/chan::zlib\nzlib_ng=2=h1_0\n", "spec.txt"));
    }

    [Theory]
    [InlineData("tag", "name: x\nchannels: [c]\ndependencies:\n  - !tag\n  - b\n", "4:5 YamlTag")]
    [InlineData("tagged", "name: x\nchannels: [!c c]\ndependencies:\n  - !tag a\n  - !!str b\n  - ! c\n", "2:12 YamlTag", "4:5 YamlTag", "5:5 YamlTag")]
    [InlineData("zero width", "name: x\nchannels: [c]\ndependencies:\n  - a\u200B\n", "4:6 InvalidSpec")]
    [InlineData("no-break", "name: x\nchannels: [c]\ndependencies:\n-\u00A0a\n- b\n", "4:2 UnexpectedCharacter")]
    [InlineData("separator", "name: x\nchannels: [c]\ndependencies:\n  - a # b\u2028c\n  - d\n", "4:10 UnexpectedCharacter")]
    [InlineData("quotes", "name: \u201Cx\u201D\nchannels: [c]\ndependencies:\n  - a\n", "1:7 UnexpectedCharacter")]
    [InlineData("channel", "name: x\nchannels: [\"c\u00A0\"]\ndependencies:\n  - a\n", "2:14 UnexpectedCharacter")]
    [InlineData("remarks", "name: x # \u201Cso\u201D\u00A0\nchannels: [c]\ndependencies:\n  - a\nvariables:\n  A: \u201Cso\u201D\n")]
    [InlineData("alias", "name: x\nchannels: [c]\nx-spec: &a numpy>=,\ndependencies:\n  - *a\n", "3:1 UnknownKey", "5:5 InvalidSpec")]
    [InlineData("tabs", "name: x\nchannels: [c]\ndependencies:\n  - a\t# c\n  - \"b\"\t\n  - 'c\td'\n", "4:6 TabCharacter", "5:8 TabCharacter", "6:7 InvalidSpec")]
    [InlineData("flow", "name: x\nchannels: [c\t]\ndependencies: [a,\tb]\n", "2:13 TabCharacter", "3:18 TabCharacter")]
    [InlineData("pip", "name: x\nchannels: [c]\ndependencies:\n  - pip\n  - pip:\n    - six\u200B==1.0\n", "6:7 InvalidPipRequirement")]
    [InlineData("before", "name: x\t\nchannels: [c]\ndependencies:\n- a: [\n", "1:8 TabCharacter")]
    public void What_YAML_refuses(string name, string text, params string[] expected) => Assert.Equal(expected, Of(text, name + ".yml"));

    [Fact]
    public void A_character_that_nobody_sees_is_named()
    {
        Assert.Contains("U+200B", Assert.Single(Issues(Write("name: x\nchannels: [c]\ndependencies:\n  - a\u200B\n", "a.yml"))).Message, StringComparison.Ordinal);
        Assert.Contains("U+00A0", Assert.Single(Issues(Write("name: x\nchannels: [c]\ndependencies:\n- a\n-\u00A0b\n", "b.yml"))).Message, StringComparison.Ordinal);
        Assert.Contains("U+2013", Assert.Throws<CondaEnvException>(() => Reader().Read(Write("numpy\u20131.0\nscipy::x=1\n", "spec.txt"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("template.yml", "1:13 InvalidFile", "template")]
    [InlineData("page.yml", "1:1 InvalidFile", "web page")]
    [InlineData("conflict.yml", "3:1 InvalidFile", "merge conflict")]
    [InlineData("pixi-list.txt", "1:1 InvalidFile", "pixi list --json")]
    public void A_file_that_is_something_else_gets_one_message(string name, string finding, string what)
    {
        CondaEnvIssue issue = Assert.Single(Issues(Wild(name)));
        Assert.Equal(finding, $"{issue.Line}:{issue.Column} {issue.RuleName}");
        Assert.Contains(what, issue.Message, StringComparison.Ordinal);
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Reader().Read(Wild(name)));
        Assert.Equal(CondaErrorKind.FileInvalid, error.Kind);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{# made by hand #}\nname: x\ndependencies: [a]\n", "1:1")]
    [InlineData("=======\nname: x\n>>>>>>> mine\ndependencies: [a]\n", "3:1")]
    [InlineData("<?xml version=\"1.0\"?>\n<html></html>\n", "1:1")]
    [InlineData("<!-- saved from a page -->\n<html></html>\n", "1:1")]
    public void Parts_of_such_files_tell_as_well(string text, string place) => Assert.Equal([place + " InvalidFile"], Of(text));

    [Theory]
    [InlineData("name: x\nchannels: [c]\ndependencies: [a]\nvariables:\n  FORMAT: '{{ x }}'\n")]
    [InlineData("# {{ not }} one\nname: x\nchannels: [c]\ndependencies: [a] # {% nor %} this\n")]
    [InlineData("name: x\nchannels: [c]\ndependencies:\n- a\n- {npm: {}}\n", "5:4 UnknownSection")]
    public void What_only_looks_like_a_template_is_read(string text, params string[] expected) =>
        Assert.Equal(expected.Where(static e => !e.EndsWith("UnknownSection", StringComparison.Ordinal)), Of(text).Where(static f => !f.EndsWith("UnknownSection", StringComparison.Ordinal)));

    [Fact]
    public void A_quoted_place_holder_makes_a_template_as_well() => Assert.Equal(["1:8 InvalidFile"], Of("name: \"{{ name }}\"\ndependencies:\n  - \"python={{ py }}\"\n"));

    [Fact]
    public void Operators_the_wrong_way_round() =>
        Assert.Equal(["4:5 ReversedOperator", "5:5 ReversedOperator", "6:10 InvalidSpec", "9:5 ReversedOperator"], Findings(Wild("operators.yml")));

    [Theory]
    [InlineData("a =1,>2", 0)]
    [InlineData("a =  >2", 1)]
    [InlineData("a=>2", 1)]
    public void An_operator_is_the_wrong_way_round_only_right_behind_the_sign(string spec, int findings) =>
        Assert.Equal(findings, Issues(Write($"name: x\nchannels: [c]\ndependencies:\n  - '{spec}'\n", "environment.yml")).Count(static i => i.RuleName == "ReversedOperator"));

    [Fact]
    public void Of_many_platforms_in_a_heading_the_message_names_a_few()
    {
        string heading = string.Concat(Enumerable.Range(0, 30).Select(static i => $"# platform: p{i}-64\n"));
        CondaEnvIssue issue = Assert.Single(Issues(Write(heading + "@EXPLICIT\nhttps://c.example/c/osx-64/a-1-0.conda#" + new string('a', 32) + "\n", "explicit.txt")), static i => i.RuleName == "WrongPlatform");
        Assert.Contains("the file says p0-64, p1-64, p2-64 and 27 more", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_another_platform_is_a_finding()
    {
        CondaEnvIssue issue = Assert.Single(Issues(Wild("wrong-platform.txt")));
        Assert.Equal((4, "WrongPlatform"), (issue.Line, issue.RuleName));
        Assert.Contains("linux-64", issue.Message, StringComparison.Ordinal);
        Assert.Contains("win-64", issue.Message, StringComparison.Ordinal);
        string hash = "#" + new string('a', 32);
        Assert.Equal(["3:1 WrongPlatform"], Of($"@EXPLICIT\nhttps://c.example/c/osx-64/a-1-0.conda{hash}\nhttps://c.example/c/osx-arm64/b-1-0.conda{hash}\nhttps://c.example/c/noarch/d-1-0.conda{hash}\n", "explicit.txt"));
    }

    [Fact]
    public void Names_that_only_conda_has_make_a_list_of_specs()
    {
        CondaEnvFile file = Reader().Read(Wild("names.txt"));
        Assert.Equal(CondaEnvFileKind.CondaRequirements, file.Kind);
        Assert.Equal(["Conda ca-certificates 2024.7.4", "Conda _openmp_mutex 4.5", "Conda zlib 1.3.1"], Rows(file));
        Assert.Empty(Findings(Wild("names.txt")));
    }

    [Fact]
    public void The_table_of_an_old_conda_is_read()
    {
        CondaEnvFile file = Reader().Read(Wild("conda-list-old.txt"));
        Assert.Equal((CondaEnvFileKind.CondaList, @"C:\Users\me\Anaconda3\envs\w", true), (file.Kind, file.Prefix, file.IsExact));
        Assert.Equal(["Conda _license 1.1 py27_0", "Pip jinja2-time 0.2.0 <pip>", "Conda numpy 1.11.1 py27_0", "Conda vs2015_runtime 14.0.25123 0"], Rows(file));
        Assert.Equal("conda-forge", file.Dependencies[2].Channel);
    }

    [Theory]
    [InlineData("pip-list-editable.txt", "Pip jinja2-time 0.2.0", "Pip my-tool 1.2.dev3", "Pip six 1.17.0")]
    [InlineData("pip-list-old.txt", "Pip argparse 1.4.0", "Pip mytool 0.1.0", "Pip six 1.10.0")]
    [InlineData("pip-list.json", "Pip jinja2-time 0.2.0", "Pip mytool 0.1")]
    public void What_pip_lists_is_pips(string name, params string[] expected)
    {
        CondaEnvFile file = Reader().Read(Wild(name));
        Assert.Equal((CondaEnvFileKind.PipList, false, expected.Length), (file.Kind, file.IsExact, file.PipPackageCount));
        Assert.Equal(expected, Rows(file));
        Assert.Equal("LocalPath", Assert.Single(Issues(Wild(name))).RuleName);
    }

    [Fact]
    public void Rows_that_conda_cannot_install_are_findings()
    {
        Assert.Equal(["5:1 PipPackageListed", "6:1 PipPackageListed"], Findings(Wild("conda-export.txt")));
        Assert.Equal(["4:5 BuildPinned", "4:5 PipPackageListed"], Of("name: x\nchannels: [c]\ndependencies:\n  - rich=13.7.1=pypi_0\n"));
    }

    [Fact]
    public void A_line_that_pip_refuses_is_the_same_finding_in_a_requirements_file()
    {
        Assert.Equal(["2:1 InvalidPipRequirement", "3:1 InvalidPipRequirement"], Of("--pre\nnumpy>=1.16.*\nscipy~=1\nsix\n", "requirements.in").Select(static f => f.Split(':')[0] + ":1 " + f.Split(' ')[1]));
        Assert.Equal(["6:9 InvalidPipRequirement"], Of("name: x\nchannels: [c]\ndependencies:\n  - pip\n  - pip:\n      - numpy>=1.16.*\n"));
    }

    [Fact]
    public void Comments_that_name_pip_packages_are_not_lost_silently()
    {
        List<string> warnings = [];
        CondaEnvFile file = Reader(warn: warnings.Add).Read(Wild("conda-lock-explicit.txt"));
        Assert.Equal(["zlib"], file.Dependencies.Select(static d => d.Name));
        Assert.Contains("six, idna", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(["5:1 PipComment"], Findings(Wild("conda-lock-explicit.txt")));
    }

    [Theory]
    [InlineData("x.csv", "who,age\nann,4\nbob,5\n")]
    [InlineData("x.csv", "")]
    [InlineData("x.json", "[1, 2, 3]")]
    [InlineData("x.json", "[{\"a\": 1}, {\"b\": 2}]")]
    [InlineData("x.clixml", "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><S>a</S><S>b</S></Objs>")]
    [InlineData("x.clixml", "no XML")]
    [InlineData("x.clixml", "<Objs Version=\"1.1.0.1\"><Obj>")]
    [InlineData("x.txt", "! one\n! two\n! three\n")]
    public void A_file_that_is_no_list_gets_one_error(string name, string text)
    {
        string path = Write(text, name);
        Assert.Equal(CondaErrorKind.FileInvalid, Assert.Throws<CondaEnvException>(() => Reader().Read(path)).Kind);
        Assert.Equal("InvalidFile", Assert.Single(Issues(path)).RuleName);
    }

    public void Dispose() => _folder.Dispose();
}
