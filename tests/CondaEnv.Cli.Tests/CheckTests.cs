using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    private string Write(string name, string text)
    {
        string path = Path.Combine(_cli.Current, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void A_clean_file_is_zero_and_silent()
    {
        Write("good.yml", "name: x\nchannels: [conda-forge]\ndependencies: [zlib]\n");
        CliResult result = _cli.Run("check", "good.yml");
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public void A_warning_is_zero_and_a_line()
    {
        string path = Write("warn.yml", "name: x\nchannels: [conda-forge]\nprefix: /x\ndependencies: [zlib]\n");
        CliResult result = _cli.Run("check", "warn.yml");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith($"{path}:3:1: warning PrefixPresent: ", Assert.Single(result.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_one_and_json_and_csv_are_rows()
    {
        string path = Write("bad.yml", "name: a b\nchannels: [conda-forge]\ndependencies: [zlib]\n");
        Assert.Equal(1, _cli.Run("check", "bad.yml").ExitCode);
        CliResult result = _cli.Run("check", "bad.yml", "--json");
        JsonElement row = Assert.Single(result.Json().EnumerateArray());
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(typeof(CondaEnvIssue).GetProperties().Select(static p => p.Name), row.EnumerateObject().Select(static p => p.Name));
        Assert.Equal(("NameRefused", "Error", path, 1), (row.GetProperty("RuleName").GetString(), row.GetProperty("Severity").GetString(), row.GetProperty("Path").GetString(), row.GetProperty("Line").GetInt32()));
        Assert.StartsWith("RuleName,Severity,Message,Path,Line,Column,Package,File,Expected,Actual,Suggestion,EnvironmentName,Prefix,ComputerName\nNameRefused,Error,", _cli.Run("check", "bad.yml", "--csv").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_two_and_the_others_are_checked()
    {
        Write("bad.yml", "name: a b\nchannels: [conda-forge]\ndependencies: [zlib]\n");
        CliResult result = _cli.Run("check", "none.yml", "bad.yml");
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Lines);
        Assert.StartsWith("condaenv: PathNotFound: ", result.Errors[0], StringComparison.Ordinal);
        Assert.Equal(2, _cli.Run("check").ExitCode);
    }

    public void Dispose() => _cli.Dispose();
}
