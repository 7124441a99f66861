using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class SizeTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    [Fact]
    public void Sizes_are_a_table()
    {
        CliResult result = _cli.Run("size", "-n", "mkdocs-env", "-n", "envvars");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches("^Environment +Size +Exclusive +Cached +Shared +Pip +Files +Last used +Evidence$", result.Lines[0]);
        Assert.Matches(@"^mkdocs-env +\d+(\.\d)? [KM]B +(< )?\d+(\.\d)? [KM]B +0 B +0 B +\d+(\.\d)? [KM]B +\d+ +\d{4}-\d\d-\d\d +\w+$", result.Lines[1]);
        Assert.StartsWith("envvars ", result.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_json_are_the_properties_and_sizes_are_bytes()
    {
        JsonElement row = _cli.Run("size", "-n", "mkdocs-env", "--json").Json()[0];
        Assert.Equal(typeof(CondaEnvMeasure).GetProperties().Select(static p => p.Name), row.EnumerateObject().Select(static p => p.Name));
        Assert.InRange(row.GetProperty("PipSize").GetInt64(), 1, row.GetProperty("Size").GetInt64());
        Assert.Equal(0, row.GetProperty("CacheSize").GetInt64());
        Assert.Contains(row.GetProperty("LastUsedEvidence").GetString(), Enum.GetNames<UseEvidence>());
        Assert.Equal(Directory.EnumerateFiles(row.GetProperty("Prefix").GetString()!, "*", SearchOption.AllDirectories).Count(), row.GetProperty("FileCount").GetInt32());
    }

    [Fact]
    public void All_are_those_of_the_list()
    {
        string?[] listed = [.. _cli.Run("list", "--json").Json().EnumerateArray().Select(static e => e.GetProperty("Name").GetString())];
        CliResult result = _cli.Run("size", "--all", "--json");
        Assert.NotEmpty(listed);
        Assert.Equal(listed, result.Json().EnumerateArray().Select(static e => e.GetProperty("EnvironmentName").GetString()));
        Assert.Equal(listed.Length + 1, _cli.Run("size", "--all", "--csv").Lines.Length);
    }

    [Fact]
    public void All_and_some_cannot_be_combined()
    {
        CliResult result = _cli.Run("size", "--all", "-n", "mkdocs-env");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--all cannot be combined with --name or --prefix.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_is_an_error_and_the_rest_is_measured()
    {
        CliResult result = _cli.Run("size", "-n", "nowhere", "-n", "envvars");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("nowhere", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Equal(2, result.Lines.Length);
    }

    public void Dispose() => _cli.Dispose();
}
