using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class RecordTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    [Fact]
    public void The_folder_of_each_record_is_printed()
    {
        string[] expected = [Path.Combine(_cli.Current, "records", "mkdocs-env-linux-64"), Path.Combine(_cli.Current, "records", "packaging-env-linux-64")];
        CliResult result = _cli.Run("record", "-n", "mkdocs-env", "-n", "packaging-env", "--output", "records");
        Assert.Equal((0, string.Join("\n", expected) + "\n"), (result.ExitCode, result.Output));
        Assert.All(expected, static folder => Assert.True(File.Exists(Path.Combine(folder, "record.json"))));

        string before = TreeHash.Of(Path.Combine(_cli.Current, "records"));
        result = _cli.Run("record", "-n", "mkdocs-env", "-p", Fixtures.Env("packaging-env"), "-o", "./records/");
        Assert.Equal((0, string.Join("\n", expected) + "\n"), (result.ExitCode, result.Output));
        Assert.Equal(before, TreeHash.Of(Path.Combine(_cli.Current, "records")));
    }

    [Fact]
    public void Json_is_rows()
    {
        CliResult result = _cli.Run("record", "-n", "envvars", "-o", "records", "--json");
        JsonElement row = Assert.Single(result.Json().EnumerateArray());
        Assert.Equal(typeof(CondaEnvRecord).GetProperties().Select(static p => p.Name), row.EnumerateObject().Select(static p => p.Name));
        Assert.Equal("envvars", row.GetProperty("EnvironmentName").GetString());
        Assert.True(row.GetProperty("IsChanged").GetBoolean());
        Assert.Equal(28, row.GetProperty("PackageCount").GetInt32());
        Assert.Equal("record.json", row.GetProperty("Files").EnumerateArray().Last().GetString());
        JsonElement loss = Assert.Single(row.GetProperty("Losses").EnumerateArray(), static l => l.GetProperty("Severity").GetString() == "Warning");
        Assert.Equal(typeof(ExportLoss).GetProperties().Select(static p => p.Name), loss.EnumerateObject().Select(static p => p.Name));
        Assert.Equal("VariableWithheld", loss.GetProperty("Code").GetString());
        Assert.Contains(result.Errors, static e => e.StartsWith("condaenv: warning: 21 variables", StringComparison.Ordinal));
        Assert.False(_cli.Run("record", "-n", "envvars", "-o", "records", "--json").Json()[0].GetProperty("IsChanged").GetBoolean());
        Assert.Equal("[]\n", _cli.Run("record", "-n", "nosuch", "-o", "records", "--json").Output);
    }

    [Fact]
    public void Safe_csv_holds_no_formula_and_reads_back_the_same()
    {
        using MiniEnv env = new();
        env.Record("zlib");
        env.Record("evil", more: "\"license\": \"=HYPERLINK(\\\"http://evil.example\\\")\"");
        CliResult packages = _cli.Run("packages", "-p", env.Prefix, "--csv", "--safe-csv");
        Assert.Equal((0, ""), (packages.ExitCode, packages.Error));
        Assert.Contains("\"'=HYPERLINK(", packages.Output, StringComparison.Ordinal);
        Assert.Contains(",\"=HYPERLINK(", _cli.Run("packages", "-p", env.Prefix, "--csv").Output, StringComparison.Ordinal);

        string folder = Assert.Single(_cli.Run("record", "-p", env.Prefix, "-o", "records", "--safe-csv").Lines);
        Assert.Contains("\"'=HYPERLINK(", File.ReadAllText(Path.Combine(folder, "packages.csv")), StringComparison.Ordinal);
        Assert.Equal((0, ""), (_cli.Run("compare", env.Prefix, folder).ExitCode, _cli.Run("check", folder).Error));
    }

    [Fact]
    public void One_that_fails_does_not_end_the_run()
    {
        CliResult result = _cli.Run("record", "-n", "nosuch", "-n", "packaging-env", "-o", "records");
        Assert.Equal(1, result.ExitCode);
        Assert.Single(result.Lines);
        Assert.StartsWith("condaenv: EnvironmentNotFound: ", result.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Strict_refuses_what_would_differ()
    {
        CliResult result = _cli.Run("record", "-n", "pip-mixed", "-n", "packaging-env", "-o", "records", "--strict");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.Errors, static e => e.StartsWith("condaenv: LossRefused: ", StringComparison.Ordinal));
        Assert.Equal([Path.Combine(_cli.Current, "records", "packaging-env-linux-64")], Directory.GetFileSystemEntries(Path.Combine(_cli.Current, "records")));
    }

    [Fact]
    public void Pins_and_secrets_are_as_asked_for()
    {
        string yml = Path.Combine(_cli.Current, "r", "envvars-linux-64", "environment.yml");
        _cli.Run("record", "-n", "envvars", "-o", "r", "--pin", "minor", "--pin-package", "py*=exact");
        string text = File.ReadAllText(yml);
        Assert.Contains("  - python==3.12.13\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("variables:", text, StringComparison.Ordinal);
        CliResult result = _cli.Run("record", "-n", "envvars", "-o", "r", "--include-secret");
        Assert.Contains("variables:\n  FOO: ", File.ReadAllText(yml), StringComparison.Ordinal);
        Assert.Contains(result.Errors, static e => e.Contains("values of 21 variables", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_in_the_way_is_an_error()
    {
        File.WriteAllText(Path.Combine(_cli.Current, "r"), "mine");
        CliResult result = _cli.Run("record", "-n", "envvars", "-o", "r");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("condaenv: FileWriteFailed: ", result.Errors[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_waits_for_the_lock()
    {
        using TempFolder folder = new();
        using (new FileStream(Path.Combine(folder.Path, "condaenv.lock~"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            (int exitCode, byte[] output, string error) = await CliProcess.Run("record", "-n", "packaging-env", "-o", folder.Path);
            Assert.Equal((1, 0), (exitCode, output.Length));
            Assert.Contains("Another process", error, StringComparison.Ordinal);
        }

        (int done, byte[] written, _) = await CliProcess.Run("record", "-n", "packaging-env", "-o", folder.Path);
        Assert.Equal((0, Path.Combine(folder.Path, "packaging-env-linux-64") + "\n"), (done, CliProcess.Text(written)));
        Assert.Equal(["packaging-env-linux-64"], Directory.EnumerateFileSystemEntries(folder.Path).Select(static p => Path.GetFileName(p)));
    }

    public void Dispose() => _cli.Dispose();
}
