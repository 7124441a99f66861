using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

/// <summary><c>condaenv check</c> with environments.</summary>
public sealed class CheckEnvironmentTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    private string Env(string name, params (string File, string Text)[] files)
    {
        string prefix = Path.Combine(_cli.Current, name);
        foreach ((string file, string text) in files.Append(("conda-meta/history", "")))
        {
            string path = Path.Combine(prefix, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return prefix;
    }

    private static (string, string) Record(string name, string depends = "") => (
        $"conda-meta/{name}-1.0-0.json",
        $$"""{"name": "{{name}}", "version": "1.0", "build": "0", "build_number": 0, "channel": "https://conda.anaconda.org/c/linux-64", "subdir": "linux-64", "depends": [{{depends}}], "files": []}""");

    [Fact]
    public void A_sound_environment_is_zero_and_silent()
    {
        string prefix = Env("sound", Record("a"));
        CliResult result = _cli.Run("check", "--prefix", prefix);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public void An_error_is_one_and_a_warning_is_zero()
    {
        string broken = Env("broken", Record("a", "\"gone\""));
        string warned = Env("warned", Record("a"), ("conda-meta/state", "{"));
        CliResult result = _cli.Run("check", "-p", broken, "-p", warned);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(2, result.Lines.Length);
        Assert.EndsWith(": error UnmetDependency: a 1.0 needs 'gone', but gone is not installed.", result.Lines[0], StringComparison.Ordinal);
        Assert.Contains(": warning StateInvalid: ", result.Lines[1], StringComparison.Ordinal);
        Assert.Equal(0, _cli.Run("check", "-p", warned).ExitCode);
        Assert.Equal("", _cli.Run("check", "-p", warned, "--severity", "error").Output);
        Assert.Equal((0, ""), (_cli.Run("check", "-p", broken, "--exclude-rule", "Unmet*").ExitCode, _cli.Run("check", "-p", broken, "--rule", "Pin*").Output));
    }

    [Fact]
    public void Files_and_environments_are_checked_together()
    {
        File.WriteAllText(Path.Combine(_cli.Current, "bad.yml"), "name: a b\nchannels: [c]\ndependencies: [zlib]\n");
        CliResult result = _cli.Run("check", "bad.yml", "-p", Env("broken", Record("a", "\"gone\"")));
        Assert.Equal((1, 2), (result.ExitCode, result.Lines.Length));
    }

    [Fact]
    public void An_environment_that_is_not_there_is_two_and_the_others_are_checked()
    {
        CliResult result = _cli.Run("check", "-n", "none", "-p", Env("broken", Record("a", "\"gone\"")));
        Assert.Equal((2, 1), (result.ExitCode, result.Lines.Length));
        Assert.StartsWith("condaenv: EnvironmentNotFound: ", result.Errors[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("check", "--all", "--name", "x")]
    [InlineData("check", "--all", "--json", "--sarif")]
    [InlineData("check", "--all", "--one-line", "--sarif")]
    [InlineData("check", "--all", "--rule", "Nope")]
    [InlineData("check", "--all", "--severity", "bad")]
    public void Wrong_command_lines_are_two_and_nothing_is_done(params string[] arguments)
    {
        CliResult result = _cli.Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.Errors);
    }

    [Fact]
    public void Json_has_all_properties()
    {
        string prefix = Env("broken", Record("a", "\"gone\""));
        JsonElement row = Assert.Single(_cli.Run("check", "-p", prefix, "--json").Json().EnumerateArray());
        Assert.Equal(typeof(CondaEnvIssue).GetProperties().Select(static p => p.Name), row.EnumerateObject().Select(static p => p.Name));
        Assert.Equal(("a", "gone", prefix, JsonValueKind.Null), (row.GetProperty("Package").GetString(), row.GetProperty("Expected").GetString(), row.GetProperty("Prefix").GetString(), row.GetProperty("Path").ValueKind));
    }

    [Fact]
    public void Sarif_has_the_rules_the_levels_and_the_places()
    {
        File.WriteAllText(Path.Combine(_cli.Current, "b d.yml"), "name: a b\nchannels: [c]\ndependencies: [zlib]\n");
        string prefix = Env("broken", Record("a", "\"gone\""), ("conda-meta/bad-1.0-0.json", "{"));
        CliResult result = _cli.Run("check", "b d.yml", "-p", prefix, "--sarif");
        JsonElement run = Assert.Single(result.Json().GetProperty("runs").EnumerateArray());
        Assert.Equal("2.1.0", result.Json().GetProperty("version").GetString());
        JsonElement[] rules = [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];
        Assert.Equal(["DamagedRecord", "NameRefused", "UnmetDependency"], rules.Select(static r => r.GetProperty("id").GetString()!));
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.All(results, r => Assert.Equal(r.GetProperty("ruleId").GetString(), rules[r.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        Assert.All(results, static r => Assert.Equal("error", r.GetProperty("level").GetString()));
        JsonElement[] places = [.. results.Select(static r => r.GetProperty("locations")[0].GetProperty("physicalLocation"))];
        Assert.EndsWith("/b%20d.yml", places[0].GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, places[0].GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal(("conda-meta/bad-1.0-0.json", "PREFIX"), (places[1].GetProperty("artifactLocation").GetProperty("uri").GetString(), places[1].GetProperty("artifactLocation").GetProperty("uriBaseId").GetString()));
        Assert.Equal(new Uri(prefix).AbsoluteUri + "/", run.GetProperty("originalUriBaseIds").GetProperty("PREFIX").GetProperty("uri").GetString());
    }

    [Fact]
    public void One_line_is_one_line_of_at_most_2048_characters()
    {
        string prefix = Env("broken", [Record("a", "\"gone\""), .. Enumerable.Range(0, 5).Select(static i => Record("p" + i, "\"x" + i + "\""))]);
        string line = Assert.Single(_cli.Run("check", "-p", prefix, "--one-line").Lines);
        Assert.Equal($"6 errors, 0 warnings, 0 notes in 1 target: {prefix}: UnmetDependency 6 (a, p0, p1, ...)", line);
        string[] many = [.. Enumerable.Range(0, 60).SelectMany(i => (string[])["-p", Env("environment-with-a-long-name-" + i, Record("a", "\"gone\""))])];
        string longest = Assert.Single(_cli.Run(["check", "--one-line", .. many]).Lines);
        Assert.True(longest.Length <= 2048, longest);
        Assert.EndsWith(" ...", longest, StringComparison.Ordinal);
        Assert.StartsWith("60 errors, ", longest, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
