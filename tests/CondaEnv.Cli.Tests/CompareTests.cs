using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class CompareTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Equal_is_0_different_is_1_and_an_error_is_2()
    {
        Assert.Equal((0, ""), Run("compare", "mkdocs-env", Fixtures.Env("mkdocs-env")));
        (int code, string output) = Run("compare", "packaging-env", "mkdocs-env");
        Assert.Equal(1, code);
        Assert.Matches("(?m)^Added +mkdocs +1\\.6\\.1$", output);
        CliResult missing = _cli.Run("compare", "nosuch", "mkdocs-env");
        Assert.Equal((2, ""), (missing.ExitCode, missing.Output));
        Assert.StartsWith("condaenv: EnvironmentNotFound: ", missing.Error, StringComparison.Ordinal);
        Assert.Equal(2, _cli.Run("compare", "mkdocs-env").ExitCode);
        Assert.Equal(2, _cli.Run("compare", "mkdocs-env", "nosuch.yml").ExitCode);
    }

    [Fact]
    public void The_environment_and_the_platform_of_a_lock_can_be_named()
    {
        string text = "version: 6\nenvironments:\n"
            + string.Concat("one two".Split(' ').Select(static e => $"  {e}:\n    channels: []\n    packages:\n      linux-64:\n      - conda: https://h/c/linux-64/{e}-1-0.conda\n      win-64:\n      - conda: https://h/c/win-64/{e}-1-0.conda\n"))
            + "packages:\n" + string.Concat("linux-64/one linux-64/two win-64/one win-64/two".Split(' ').Select(static p => $"- conda: https://h/c/{p}-1-0.conda\n"));
        File.WriteAllText(Path.Combine(_cli.Current, "pixi.lock"), text);
        CliResult open = _cli.Run("compare", "pixi.lock", "pixi.lock");
        Assert.Equal(2, open.ExitCode);
        Assert.Matches("^condaenv: LockEnvironmentRequired: .*'one', 'two'", open.Error);
        Assert.Equal((0, ""), Run("compare", "pixi.lock", "pixi.lock", "--lock-environment", "two", "--platform", "win-64"));
        Assert.StartsWith("condaenv: LockEnvironmentNotFound: ", _cli.Run("compare", "pixi.lock", "pixi.lock", "--lock-environment", "three").Error, StringComparison.Ordinal);
        Assert.StartsWith("condaenv: LockEnvironmentNotFound: ", _cli.Run("compare", "mkdocs-env", "mkdocs-env", "--platform", "win-64").Error, StringComparison.Ordinal);
        Assert.Equal(0, _cli.Run("check", "pixi.lock", "--lock-environment", "two").ExitCode);
        Assert.StartsWith("condaenv: LockEnvironmentNotFound: ", _cli.Run("check", "pixi.lock", "--platform", "osx-64").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--csv", "p.csv")]
    [InlineData("--json", "p.json")]
    [InlineData("--json", "p.txt")]
    public void What_packages_prints_is_the_environment(string format, string file)
    {
        File.WriteAllText(Path.Combine(_cli.Current, file), _cli.Run("packages", "-n", "mkdocs-env", format).Output);
        Assert.Equal((0, ""), Run("compare", "mkdocs-env", file));
        Assert.Equal((0, ""), Run("compare", file, "mkdocs-env"));
        Assert.Equal((0, ""), Run("check", file));
        Assert.Equal(1, Run("compare", "packaging-env", file).Item1);
    }

    [Fact]
    public void What_conda_ignores_is_a_warning_and_no_failure()
    {
        File.WriteAllText(Path.Combine(_cli.Current, "e.txt"), "@EXPLICIT\nhttps://h/c/linux-64/a-1-0.conda\n# pip six @ https://h/six-1.0-py3-none-any.whl\n");
        CliResult result = _cli.Run("compare", "e.txt", "e.txt");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("condaenv: warning: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("six", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_writes_nothing()
    {
        Assert.Equal((1, ""), Run("compare", "packaging-env", "mkdocs-env", "--quiet"));
        Assert.Equal((0, ""), Run("compare", "mkdocs-env", "mkdocs-env", "-q"));
    }

    /// <summary>What could not be read may hide a difference, so equal is not said of it.</summary>
    [Fact]
    public void A_damaged_side_is_an_error_whatever_the_rest()
    {
        string one = Path.Combine(_cli.Current, "one");
        Directory.CreateDirectory(Path.Combine(one, "conda-meta"));
        File.WriteAllText(Path.Combine(one, "conda-meta", "history"), "");
        File.WriteAllText(Path.Combine(one, "conda-meta", "a-1.0-0.json"), "{");
        CliResult result = _cli.Run("compare", "./one", "./one");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("condaenv: RecordInvalid: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_and_csv_hold_every_property()
    {
        JsonElement[] rows = [.. _cli.Run("compare", "packaging-env", "mkdocs-env", "--json").Json().EnumerateArray()];
        string[] names = [.. typeof(CondaEnvDifference).GetProperties().Select(static p => p.Name)];
        Assert.All(rows, row => Assert.Equal(names, row.EnumerateObject().Select(static p => p.Name)));
        JsonElement changed = rows.First(static r => r.GetProperty("Name").GetString() == "idna");
        Assert.Equal("SourceChanged", changed.GetProperty("Change").GetString());
        Assert.Equal("conda-forge", changed.GetProperty("ReferencePackage").GetProperty("Channel").GetString());
        Assert.Equal("[]\n", _cli.Run("compare", "mkdocs-env", "mkdocs-env", "--json").Output);

        string csv = _cli.Run("compare", "packaging-env", "mkdocs-env", "--csv").Output;
        Assert.StartsWith(string.Join(",", names) + "\n", csv, StringComparison.Ordinal);
        Assert.Equal(rows.Length + 1, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_summary_counts()
    {
        JsonElement row = Assert.Single(_cli.Run("compare", "packaging-env", "mkdocs-env", "--summary", "--json").Json().EnumerateArray());
        Assert.Equal(typeof(CondaEnvComparison).GetProperties().Select(static p => p.Name), row.EnumerateObject().Select(static p => p.Name));
        Assert.Equal(19, row.GetProperty("Added").GetInt32());
        Assert.False(row.GetProperty("IsEqual").GetBoolean());
        Assert.Matches("^Reference +Difference +DifferenceCount +Added +Removed", _cli.Run("compare", "packaging-env", "mkdocs-env", "--summary").Output);
    }

    [Fact]
    public void A_file_a_record_and_a_revision_are_sides()
    {
        File.WriteAllText(Path.Combine(_cli.Current, "environment.yml"), "dependencies: [python=3.12, pip, pip: [mkdocs, mkdocs-material, 'mkdocstrings[python]']]\n");
        Assert.Equal((0, ""), Run("compare", "environment.yml", "mkdocs-env"));
        File.WriteAllText(Path.Combine(_cli.Current, "wrong.yml"), "dependencies: [python=3.11]\n");
        Assert.Matches("(?m)^SpecViolated +python .* requested is 'python=3\\.11', installed is version 3\\.12\\.13$", Run("compare", "wrong.yml", "packaging-env").Output);
        _cli.Run("record", "-n", "mkdocs-env", "-o", "records");
        Assert.Equal((0, ""), Run("compare", "records/mkdocs-env-linux-64", "mkdocs-env"));
        CliResult revision = _cli.Run("compare", "mkdocs-env@0", "mkdocs-env");
        Assert.Equal(0, revision.ExitCode);
        Assert.StartsWith("condaenv: warning: pip packages are not compared", revision.Error, StringComparison.Ordinal);
        Assert.Contains("condaenv: RevisionNotFound: ", _cli.Run("compare", "mkdocs-env@77", "mkdocs-env").Error, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output) Run(params string[] args)
    {
        CliResult result = _cli.Run(args);
        return (result.ExitCode, result.Output);
    }
}
