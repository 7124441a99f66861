using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class ListTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    [Fact]
    public void All_environments_are_a_table()
    {
        CliResult result = _cli.Run("list");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches("^Name +Python +Packages +Kind +Distribution +Prefix$", result.Lines[0]);
        Assert.Equal(Fixtures.Envs.Select(Path.GetFileName), result.Lines.Skip(1).Select(static line => line.Split(' ')[0]));
        Assert.DoesNotContain(result.Lines, static line => line.EndsWith(' '));
    }

    [Fact]
    public void Keys_of_json_are_the_properties()
    {
        string[] all = [.. typeof(CondaEnvironment).GetProperties().Select(static p => p.Name)];
        Assert.Equal(all, _cli.Run("list", "--json", "--full").Json()[0].EnumerateObject().Select(static p => p.Name));
        Assert.Equal(
            all.Except(["PipPackageCount", "Channels", "Fingerprint"], StringComparer.Ordinal),
            _cli.Run("list", "--json").Json()[0].EnumerateObject().Select(static p => p.Name));
    }

    [Fact]
    public void Json_holds_values_of_their_types()
    {
        JsonElement row = _cli.Run("list", "-n", "mkdocs-env", "--json", "--full").Json()[0];
        Assert.Equal("mkdocs-env", row.GetProperty("Name").GetString());
        Assert.Equal("Conda", row.GetProperty("Kind").GetString());
        Assert.Equal(28, row.GetProperty("PackageCount").GetInt32());
        Assert.Equal(32, row.GetProperty("PipPackageCount").GetInt32());
        Assert.False(row.GetProperty("IsActive").GetBoolean());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("RootPrefix").ValueKind);
        Assert.Equal(["defaults"], row.GetProperty("Channels").EnumerateArray().Select(static c => c.GetString()));
        Assert.EndsWith("Z", row.GetProperty("LastModified").GetString(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{64}$", row.GetProperty("Fingerprint").GetString()!);
    }

    [Fact]
    public void Csv_has_a_header_and_a_line_each()
    {
        CliResult result = _cli.Run("list", "--csv");
        Assert.StartsWith("Name,Prefix,Kind,", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal(1 + Fixtures.Envs.Count(), result.Lines.Length);
        Assert.DoesNotContain('\r', result.Output);
    }

    [Fact]
    public void The_active_environment_is_marked()
    {
        _cli.Set("CONDA_PREFIX", Fixtures.Env("envvars"));
        Assert.Contains(_cli.Run("list").Lines, static line => line.StartsWith("envvars", StringComparison.Ordinal) && line.Contains(" * ", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_may_be_patterns()
    {
        CliResult result = _cli.Run("list", "--name", "PIP-*", "--json");
        Assert.Equal(["pip-mixed", "pip-upgraded"], result.Json().EnumerateArray().Select(static e => e.GetProperty("Name").GetString()));
        Assert.Equal("[]\n", _cli.Run("list", "--name", "nothing*", "--json").Output);
    }

    [Fact]
    public void A_folder_is_searched()
    {
        using TempFolder folder = new();
        folder.Copy(Fixtures.Env("envvars"), "a/b/env");
        Assert.Equal("", _cli.Run("list", "--search-path", folder.Path).Output);
        Assert.Equal("", _cli.Run("list", "--search-path", folder.Path, "--depth", "1").Output);
        Assert.EndsWith("/a/b/env", Assert.Single(_cli.Run("list", "--search-path", folder.Path, "--recurse").Lines.Skip(1)), StringComparison.Ordinal);
        Assert.Single(_cli.Run("list", "--search-path", folder.Path, "--depth", "2").Lines.Skip(1));

        CliResult missing = _cli.Run("list", "--search-path", folder.Path + "/none", "--search-path", folder.Path, "--recurse");
        Assert.Equal(1, missing.ExitCode);
        Assert.StartsWith("condaenv: PathNotFound: ", Assert.Single(missing.Errors), StringComparison.Ordinal);
        Assert.Equal(2, missing.Lines.Length);
    }

    [Fact]
    public void Stale_entries_are_said_where_asked_for()
    {
        Directory.CreateDirectory(Path.Combine(_cli.Home, ".conda"));
        File.WriteAllText(Path.Combine(_cli.Home, ".conda", "environments.txt"), "/gone/env\n");
        Assert.Equal("", _cli.Run("list").Error);
        CliResult verbose = _cli.Run("list", "--verbose");
        Assert.Equal(0, verbose.ExitCode);
        Assert.Contains(verbose.Errors, static line => line.StartsWith("condaenv: note: ", StringComparison.Ordinal) && line.Contains("'/gone/env'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_virtual_environment_is_taken_by_its_path()
    {
        using TempFolder folder = new();
        folder.Write("venv/pyvenv.cfg", "home = /usr/bin\nversion = 3.12.3\n");
        JsonElement row = _cli.Run("list", "-p", Path.Combine(folder.Path, "venv"), "--json").Json()[0];
        Assert.Equal("Venv", row.GetProperty("Kind").GetString());
        Assert.Equal("3.12.3", row.GetProperty("PythonVersion").GetString());
    }

    public void Dispose() => _cli.Dispose();
}
