using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class TreeTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    [Fact]
    public void The_tree_is_a_text()
    {
        CliResult result = _cli.Run("tree", "-n", "mkdocs-env");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            ["mkdocs 1.6.1 (pip, requested)", "├─ click 8.1.8 [>=7.0] (pip)", "├─ ghp-import 2.1.0 [>=1.0] (pip)", "│  └─ python-dateutil 2.9.0.post0 [>=2.8.1] (pip)"], result.Lines.Take(4));
        Assert.Equal(["mkdocs", "mkdocs-material", "mkdocstrings", "pip", "python"], result.Lines.Where(static l => l.EndsWith("requested)", StringComparison.Ordinal) && char.IsLetter(l[0])).Select(static l => l.Split(' ')[0]));
    }

    [Fact]
    public void The_reverse_says_why_a_package_is_there() => Assert.Equal(
        "openssl 3.6.3\n└─ python 3.12.13 [>=3.5.5,<4.0a0] (requested)\n", _cli.Run("tree", "openssl", "--reverse", "-n", "mkdocs-env").Output);

    [Theory]
    [InlineData("--depth 1 mkdocs", "mkdocs click ghp-import jinja2 markdown markupsafe mergedeep mkdocs-get-deps packaging pathspec pyyaml pyyaml-env-tag watchdog")]
    [InlineData("--depth 0 mkdocs*", "mkdocs mkdocs-autorefs mkdocs-get-deps mkdocs-material mkdocs-material-extensions mkdocstrings mkdocstrings-python")]
    [InlineData("--depth 0 markdown>=3", "markdown")]
    [InlineData("GHP-import --all", "ghp-import python-dateutil six")]
    public void Options_shape_the_tree(string options, string names) =>
        Assert.Equal(names.Split(' '), _cli.Run(["tree", "-n", "mkdocs-env", "--json", .. options.Split(' ')]).Json().EnumerateArray().Select(static r => r.GetProperty("Name").GetString()));

    [Fact]
    public void Leaves_and_cycles_are_rows_too()
    {
        string[] leaves = [.. _cli.Run("tree", "-n", "mkdocs-env", "--leaf").Lines.Select(static l => l.Split(' ')[0])];
        string[] needed = [.. _cli.Run("packages", "-n", "mkdocs-env", "--json").Json().EnumerateArray().Where(static p => p.GetProperty("RequiredBy").GetArrayLength() > 0).Select(static p => p.GetProperty("Name").GetString()!)];
        Assert.NotEmpty(leaves);
        Assert.Empty(leaves.Intersect(needed));
        Assert.Equal(60, leaves.Length + needed.Length);
        Assert.Equal(
            ["pip 26.1.2 (requested)", "└─ python 3.12.13 [>=3.12,<3.13.0a0] (requested)", "   └─ pip 26.1.2 (requested) (*)", "pip 26.1.2 (requested)", "└─ setuptools 83.0.0"],
            _cli.Run("tree", "-n", "mkdocs-env", "--cycle").Lines.Take(5));
        Assert.Equal("", _cli.Run("tree", "-n", "mkdocs-env", "--cycle", "mkdocs").Output);
    }

    [Fact]
    public void A_summary_is_a_table_or_an_object()
    {
        CliResult table = _cli.Run("tree", "-n", "mkdocs-env", "-n", "envvars", "--summary");
        Assert.Matches("^Environment +Packages +Pip +Requested +Transitive +Unexplained +Depth +Cycles +Unmet +Conflicts +Licences +Size$", table.Lines[0]);
        Assert.Equal(["mkdocs-env", "envvars"], table.Lines.Skip(1).Select(static l => l.Split(' ')[0]));
        JsonElement summary = _cli.Run("tree", "-n", "mkdocs-env", "--summary", "--json").Json()[0];
        Assert.Equal(typeof(CondaDependencySummary).GetProperties().Select(static p => p.Name), summary.EnumerateObject().Select(static p => p.Name));
        Assert.Equal((60, 32, 5), (summary.GetProperty("PackageCount").GetInt32(), summary.GetProperty("PipPackageCount").GetInt32(), summary.GetProperty("RequestedCount").GetInt32()));
    }

    [Fact]
    public void Rows_are_csv_and_json_and_texts()
    {
        CliResult csv = _cli.Run("tree", "-n", "mkdocs-env", "mergedeep", "--csv");
        Assert.Equal("Name,Version,Manager,Depth,Parent,Requirement,State,Requested,Repeated,Branch,EnvironmentName,Prefix,ComputerName", csv.Lines[0]);
        Assert.StartsWith("mergedeep,1.3.4,Pip,0,,,Met,false,false,,mkdocs-env,", csv.Lines[1], StringComparison.Ordinal);
        Assert.Equal(_cli.Run("tree", "-n", "mkdocs-env", "--json").Output, _cli.Run("tree", "-n", "mkdocs-env", "--as", "json").Output);
        Assert.Equal(_cli.Run("tree", "-n", "mkdocs-env").Output, _cli.Run("tree", "-n", "mkdocs-env", "--as", "text").Output);
        Assert.StartsWith("digraph dependencies {\n", _cli.Run("tree", "-n", "mkdocs-env", "--as", "dot").Output, StringComparison.Ordinal);
        Assert.StartsWith("flowchart LR\n", _cli.Run("tree", "-n", "mkdocs-env", "--as", "mermaid").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_environments_have_their_names() => Assert.Equal(
        "Environment: mkdocs-env\npython 3.12.13 [=3.12] (requested)\n\nEnvironment: envvars\npython 3.12.13 [=3.12] (requested)\n",
        _cli.Run("tree", "python", "--depth", "0", "-n", "mkdocs-env", "-n", "envvars").Output);

    /// <summary>One question, one answer: the record of an environment has its tree.</summary>
    [Theory]
    [InlineData("mkdocs-env")]
    [InlineData("pip-upgraded")]
    [InlineData("history-specs")]
    public void Records_and_lists_have_the_tree_of_their_environment(string name)
    {
        Assert.Equal(0, _cli.Run("record", "-n", name, "-o", "records").ExitCode);
        string expected = _cli.Run("tree", "-n", name).Output;
        Assert.NotEmpty(expected);
        string record = Path.Combine("records", name + "-linux-64");
        Assert.Equal(expected, _cli.Run("tree", "-f", record).Output);
        Assert.Equal(expected, _cli.Run("tree", "--file", Path.Combine(record, "packages.csv")).Output);
        File.WriteAllText(Path.Combine(_cli.Current, "packages.json"), _cli.Run("packages", "-n", name, "--json").Output);
        Assert.Equal(expected, _cli.Run("tree", "-f", "packages.json").Output);
    }

    [Fact]
    public void A_lock_has_the_dependencies_of_its_packages()
    {
        foreach (string file in new[] { "pixi.lock", "conda-lock.yml" })
        {
            Assert.Equal(0, _cli.Run("export", "-n", "mkdocs-env", "-o", file).ExitCode);
            Assert.Equal(["openssl 3.6.3", "└─ python 3.12.13 [>=3.5.5,<4.0a0]"], _cli.Run("tree", "-f", file, "--platform", "linux-64", "openssl", "-r", "-d", "1").Lines);
        }
    }

    [Fact]
    public void A_file_that_asks_has_no_tree()
    {
        File.WriteAllText(Path.Combine(_cli.Current, "environment.yml"), "name: x\ndependencies: [python=3.12]\n");
        CliResult result = _cli.Run("tree", "-f", "environment.yml");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("condaenv: FormatUnsupported: ", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Contains("environment.yml' lists what is requested, not what is installed.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_knows_no_dependencies_says_so()
    {
        File.WriteAllText(Path.Combine(_cli.Current, "list.json"), """[{"name":"a","version":"1","build_string":"0","channel":"c"},{"name":"b","version":"1","build_string":"0","channel":"c"}]""");
        CliResult result = _cli.Run("tree", "-f", "list.json");
        Assert.Equal((0, "a 1\nb 1\n"), (result.ExitCode, result.Output));
        Assert.Contains("does not record what its packages depend on", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pyhton", "'mkdocs-env' has no package 'pyhton'. Did you mean 'python'?")]
    [InlineData("xyzzy", "'mkdocs-env' has no package 'xyzzy'. Leave the name out to see all of its packages.")]
    [InlineData("python<3", "'mkdocs-env' has no package 'python<3'. It has 'python==3.12.13=h5148396_0'.")]
    public void A_name_that_no_package_has_is_an_error_and_the_others_are_shown(string name, string message)
    {
        CliResult result = _cli.Run("tree", "-n", "mkdocs-env", "--depth", "0", name, "six", "nothing-like-*");
        Assert.Equal((1, "six 1.17.0 (pip)\n"), (result.ExitCode, result.Output));
        Assert.Equal("condaenv: PackageNotFound: " + message, Assert.Single(result.Errors));
    }

    [Theory]
    [InlineData("--leaf --cycle", "--leaf and --cycle cannot be combined.")]
    [InlineData("--summary --reverse", "--summary and --reverse cannot be combined.")]
    [InlineData("--cycle --include-optional", "--cycle and --include-optional cannot be combined.")]
    [InlineData("--summary --as dot", "--summary and --as cannot be combined.")]
    [InlineData("--as dot --json", "--as cannot be combined with --json or --csv.")]
    [InlineData("--depth two", "--depth takes a whole number, not 'two'.")]
    [InlineData("--depth -1", "--depth takes 0 or a larger number, not -1.")]
    [InlineData("--as svg", "--as takes one of text, dot, mermaid, json, not 'svg'.")]
    public void What_does_not_go_together_is_refused(string options, string message)
    {
        CliResult result = _cli.Run(["tree", "-n", "mkdocs-env", .. options.Split(' ')]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("condaenv: Usage: " + message, result.Errors);
    }

    [Fact]
    public void A_tree_that_would_never_end_is_an_error()
    {
        using TempFolder folder = new();
        string meta = Directory.CreateDirectory(Path.Combine(folder.Path, "env", "conda-meta")).FullName;
        for (int i = 0; i < 60; i++)
        {
            File.WriteAllText(Path.Combine(meta, $"p{i}-1-0.json"), MiniEnv.RecordText($"p{i}", "1", depends: i < 58 ? $"\"p{(i / 2 * 2) + 2}\", \"p{(i / 2 * 2) + 3}\"" : ""));
        }

        CliResult result = _cli.Run("tree", "-p", Path.Combine(folder.Path, "env"), "p0", "--all");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("condaenv: TreeTooLarge: ", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_are_masked()
    {
        using TempFolder folder = new();
        string meta = Directory.CreateDirectory(Path.Combine(folder.Path, "env", "conda-meta")).FullName;
        File.WriteAllText(Path.Combine(meta, "a-1-0.json"), MiniEnv.RecordText("a", "1", depends: "\"b\\u001b[2J >=\\u202e1\""));
        Assert.Equal("a 1\n└─ b? [[2J >=?1] (unmet)\n", _cli.Run("tree", "-p", Path.Combine(folder.Path, "env")).Output);
    }

    public void Dispose() => _cli.Dispose();
}
