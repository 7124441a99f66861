using System;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    [Fact]
    public void Revisions_are_a_table()
    {
        CliResult result = _cli.Run("history", "-n", "history-specs");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches("^Revision +Date +Action +Changes +Packages +Drift +Request$", result.Lines[0]);
        Assert.Equal(6, result.Lines.Length);
        Assert.Matches(@"^3 +2026-11-22 07:21 +install +\+3 +\d+ +weirdver=1!0.5; dotted.name_pkg; ", result.Lines[4]);
    }

    [Fact]
    public void Keys_of_json_are_the_properties()
    {
        JsonElement rows = _cli.Run("history", "-n", "history-specs", "--json").Json();
        Assert.Equal(typeof(CondaEnvRevision).GetProperties().Select(static p => p.Name).Order(StringComparer.Ordinal), rows[0].EnumerateObject().Select(static p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal("2026-11-22T07:21:27", rows[0].GetProperty("Date").GetString());
        Assert.Equal(rows[0].GetProperty("AddedCount").GetInt32(), rows[0].GetProperty("Added").GetArrayLength());
        Assert.Equal("create", rows[0].GetProperty("Arguments")[1].GetString());
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("Drift").ValueKind);
        Assert.Equal(JsonValueKind.Array, rows[4].GetProperty("Drift").ValueKind);
    }

    [Fact]
    public void Keys_of_differences_are_the_properties()
    {
        JsonElement drift = _cli.Run("history", "-n", "pip-upgraded", "--json").Json()[0].GetProperty("Drift");
        Assert.Equal(0, drift.GetArrayLength());
        Assert.Equal(typeof(CondaEnvDifference).GetProperties().Select(static p => p.Name), CondaEnvDifference.Schema.All.Select(static c => c.Name));
    }

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("PK rubbish\nmore\n")]
    public void A_history_that_is_none_is_an_error(string text)
    {
        using MiniEnv env = new();
        env.Record("zlib");
        env.Write("conda-meta/history", text);
        CliResult result = _cli.Run("history", "-p", env.Prefix);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("condaenv: HistoryInvalid: ", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_is_one_line_a_revision()
    {
        CliResult result = _cli.Run("history", "-n", "history-specs", "--csv");
        Assert.Equal(6, result.Lines.Length);
        Assert.Contains(",2026-11-22T07:21:50,install,\"[\"\"weirdver=1!0.5\"\", \"\"dotted.name_pkg\"\", ", "," + result.Lines[4], StringComparison.Ordinal);
    }

    /// <summary>The list of forms is one: for options, and behind the name of an environment.</summary>
    [Theory]
    [InlineData("2030-01-15")]
    [InlineData("2030-01-15T09:30")]
    [InlineData("2030-01-15 09:30")]
    [InlineData("2030-01-15T09:30:00")]
    [InlineData("2030-01-15 09:30:00")]
    public void Every_place_takes_the_same_dates(string date)
    {
        Assert.Equal([0, 1, 2, 3, 4], Revisions("--until", date));
        Assert.Empty(Revisions("--since", date));
        Assert.Equal((0, ""), Result(_cli.Run("compare", $"history-specs@{date}", "history-specs@-1")));
        CliResult packages = _cli.Run("packages", "-n", "history-specs", "--at-date", date);
        Assert.Equal((0, ""), (packages.ExitCode, packages.Error));
        Assert.True(packages.Lines.Length > 1);

        static (int ExitCode, string Error) Result(CliResult result) => (result.ExitCode, result.Error);
    }

    [Fact]
    public void Revisions_are_chosen()
    {
        Assert.Equal([1], Revisions("--revision", "1"));
        Assert.Equal([4], Revisions("--revision=-1"));
        Assert.Equal([4], Revisions("--revision", "-1"));
        Assert.Equal([2, 3, 4], Revisions("--since", "2026-11-22T07:21:41"));
        Assert.Equal([0, 1, 2, 3, 4], Revisions("--since", "2026-11-22", "--until", "2026-11-22"));
        Assert.Empty(Revisions("--until", "2026-11-21"));
    }

    [Fact]
    public void Packages_are_those_of_a_revision_or_a_date()
    {
        int now = Packages().GetArrayLength();
        Assert.Equal(now, Packages("--manager", "conda").GetArrayLength());
        Assert.True(Packages("--at-revision", "0").GetArrayLength() < Packages("--at-revision", "2").GetArrayLength());
        Assert.Equal(Packages("--at-revision", "1").GetArrayLength(), Packages("--at-date", "2026-11-22T07:21:36").GetArrayLength());
        Assert.Equal(
            Packages().EnumerateArray().Select(static p => p.GetProperty("Name").GetString()),
            Packages("--at-date", "2026-11-22").EnumerateArray().Select(static p => p.GetProperty("Name").GetString()));
    }

    [Theory]
    [InlineData("packages -n history-specs --at-revision 5", "it has 0 to 4")]
    [InlineData("history -n history-specs --revision 5", "it has 0 to 4")]
    [InlineData("packages -n history-specs --at-date 2020-01-01", "begins at 2026-11-22 07:21:27")]
    public void What_the_history_does_not_have_is_said(string line, string message)
    {
        CliResult result = _cli.Run(line.Split(' '));
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("condaenv: RevisionNotFound: ", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_environments_are_told_apart()
    {
        CliResult result = _cli.Run("history", "-n", "mkdocs-env", "-n", "envvars");
        Assert.StartsWith("Environment ", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["mkdocs-env", "envvars"], result.Lines.Skip(1).Select(static line => line.Split(' ')[0]));
    }

    public void Dispose() => _cli.Dispose();

    private int[] Revisions(params string[] args) =>
        [.. _cli.Run(["history", "-n", "history-specs", "--json", .. args]).Json().EnumerateArray().Select(static r => r.GetProperty("Revision").GetInt32())];

    private JsonElement Packages(params string[] args) => _cli.Run(["packages", "-n", "history-specs", "--json", .. args]).Json();
}
