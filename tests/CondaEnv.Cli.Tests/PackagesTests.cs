using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class PackagesTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    [Fact]
    public void Packages_are_a_table()
    {
        CliResult result = _cli.Run("packages", "-n", "mkdocs-env");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches("^Name +Version +Build +Channel +Requested$", result.Lines[0]);
        Assert.Equal(61, result.Lines.Length);
        Assert.Contains(result.Lines, static line => line.StartsWith("mkdocs ", StringComparison.Ordinal) && line.Contains(" pypi ", StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_of_json_are_the_properties()
    {
        JsonElement rows = _cli.Run("packages", "-n", "mkdocs-env", "--json").Json();
        Assert.Equal(typeof(CondaPackage).GetProperties().Select(static p => p.Name), rows[0].EnumerateObject().Select(static p => p.Name));
        Assert.Equal(60, rows.GetArrayLength());
        Assert.Equal(32, rows.EnumerateArray().Count(static p => p.GetProperty("Manager").GetString() == "Pip"));
    }

    [Fact]
    public void An_editable_install_from_another_machine_is_a_warning_and_no_failure()
    {
        CliResult result = _cli.Run("packages", "-n", "pip-mixed");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("condaenv: warning: The editable install 'develop-proj' cannot be read", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_state_is_refused_where_only_an_environment_is_meant()
    {
        CliResult result = _cli.Run("packages", "-n", "mkdocs-env@0");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("condaenv: EnvironmentNotFound: 'mkdocs-env@0' is an earlier state of an environment", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void What_pip_has_replaced_is_reachable()
    {
        JsonElement rows = _cli.Run("packages", "-n", "pip-upgraded", "--json", "--manager", "pip").Json();
        JsonElement replaced = rows.EnumerateArray().First(static p => p.GetProperty("Replaces").ValueKind == JsonValueKind.Object).GetProperty("Replaces");
        Assert.Equal("Conda", replaced.GetProperty("Manager").GetString());
        Assert.NotEmpty(replaced.GetProperty("Url").GetString()!);
    }

    [Fact]
    public void Csv_reads_back()
    {
        using TempFolder folder = new();
        string prefix = folder.Copy(Fixtures.Env("envvars"), "a \"b\", c");
        CliResult result = _cli.Run("packages", "-p", prefix, "--csv", "python");
        Assert.Equal(2, result.Lines.Length);
        Assert.DoesNotContain('\r', result.Output);
        Assert.Contains("a \"\"b\"\", c\"", result.Lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"[\"\"__glibc >=2.17,<3.0.a0\"\", \"\"bzip2 >=1.0.8,<2.0a0\"\", \"\"ld_impl_linux-64 >=2.36.1\"\", ", result.Lines[1], StringComparison.Ordinal);
        Assert.Contains(",Conda,true,", result.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_chosen()
    {
        Assert.Equal(["pip", "python"], Names("pip", "PYTHON"));
        Assert.Equal(["mkdocs", "mkdocs-autorefs"], Names("mkdocs", "mkdocs-a*"));
        Assert.Equal(["pymdown-extensions"], Names("pymdown_extensions", "--manager", "pip").Concat(Names("pymdown-*", "--manager", "pip")).Distinct());
        Assert.Equal(["pip", "python", "mkdocs", "mkdocs-material", "mkdocstrings"], Names("--requested"));
        Assert.Equal(["pip", "python"], Names("--requested", "--manager", "conda"));
        Assert.Empty(Names("nothing-like-it"));
    }

    [Fact]
    public void Several_environments_are_told_apart()
    {
        CliResult result = _cli.Run("packages", "-n", "mkdocs-env", "-p", Fixtures.Env("envvars"), "python");
        Assert.StartsWith("Environment ", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["mkdocs-env", "envvars"], result.Lines.Skip(1).Select(static line => line.Split(' ')[0]));
    }

    [Fact]
    public void The_active_environment_is_the_default()
    {
        CliResult none = _cli.Run("packages");
        Assert.Equal(1, none.ExitCode);
        Assert.StartsWith("condaenv: NoActiveEnvironment: ", Assert.Single(none.Errors), StringComparison.Ordinal);

        _cli.Set("CONDA_PREFIX", Fixtures.Env("mkdocs-env"));
        Assert.Equal(61, _cli.Run("packages").Lines.Length);
    }

    [Fact]
    public void Damaged_records_are_said_and_the_rest_is_printed()
    {
        using TempFolder folder = new();
        string prefix = folder.Copy(Fixtures.Env("mkdocs-env"), "env");
        string[] records = [.. Directory.EnumerateFiles(Path.Combine(prefix, "conda-meta"), "*.json").Order(StringComparer.Ordinal)];
        File.WriteAllText(records[1], "");
        File.WriteAllText(records[2], File.ReadAllText(records[2])[..500]);
        File.WriteAllBytes(records[3], [0xff, 0xfe, 0x00]);
        CliResult result = _cli.Run("packages", "-p", prefix, "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(57, result.Json().GetArrayLength());
        Assert.Equal(3, result.Errors.Length);
        Assert.All(result.Errors, static line => Assert.StartsWith("condaenv: RecordInvalid: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bad_target_does_not_end_the_run()
    {
        using TempFolder folder = new();
        CliResult result = _cli.Run("packages", "-n", "nosuch", "-n", "mkdocs-env", "-p", folder.Path, "-p", "/no/such/folder", "python", "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(1, result.Json().GetArrayLength());
        Assert.Equal(
            ["condaenv: EnvironmentNotFound", "condaenv: NotAnEnvironment", "condaenv: EnvironmentNotFound"],
            result.Errors.Select(static line => string.Join(':', line.Split(':')[..2])));
    }

    public void Dispose() => _cli.Dispose();

    private string[] Names(params string[] args) =>
        [.. _cli.Run(["packages", "-n", "mkdocs-env", "--json", .. args]).Json().EnumerateArray().Select(static p => p.GetProperty("Name").GetString()!)];
}
