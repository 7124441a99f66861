using System;
using System.IO;
using System.Linq;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    [Fact]
    public void The_prefix_is_left_out_unless_asked_for()
    {
        string with = _cli.Run("export", "-n", "envvars", "--include-prefix").Output;
        string without = _cli.Run("export", "-n", "envvars").Output;
        Assert.Equal(with, without + $"prefix: {Fixtures.Env("envvars")}\n");
    }

    [Fact]
    public void Losses_are_warnings()
    {
        CliResult result = _cli.Run("export", "-n", "envvars");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("condaenv: warning: the values of 21 variables are in the text, in clear: ", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_format_is_an_error()
    {
        CliResult result = _cli.Run("export", "-n", "mkdocs-env", "-n", "envvars", "--format", "explicit", "--hash", "none");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.Errors, static line => line.StartsWith("condaenv: FormatUnsupported: ", StringComparison.Ordinal));
        Assert.Contains("@EXPLICIT\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_documents_are_divided()
    {
        string[] documents = _cli.Run("export", "-n", "nosuch", "-n", "envvars", "-n", "mkdocs-env").Output.Split("---\n");
        Assert.Equal(2, documents.Length);
        Assert.StartsWith("name: envvars\n", documents[0], StringComparison.Ordinal);
        Assert.StartsWith("name: mkdocs-env\n", documents[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_a_format()
    {
        CliResult result = _cli.Run("export", "-n", "envvars", "--json");
        Assert.Equal(result.Output, _cli.Run("export", "-n", "envvars", "--format", "environment-json").Output);
        Assert.Equal("envvars", result.Json().GetProperty("name").GetString());
    }

    [Fact]
    public void A_file_is_written_whole()
    {
        using TempFolder folder = new();
        string path = folder.Write("environment.yml", "old");
        CliResult result = _cli.Run("export", "-n", "mkdocs-env", "-o", path);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        byte[] data = File.ReadAllBytes(path);
        Assert.Equal(_cli.Run("export", "-n", "mkdocs-env").Output, System.Text.Encoding.UTF8.GetString(data));
        Assert.Equal((byte)'n', data[0]);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_relative_file_lies_in_the_current_folder()
    {
        _cli.Run("export", "-n", "envvars", "-o", "out.yml");
        Assert.True(File.Exists(Path.Combine(_cli.Current, "out.yml")));
    }

    [Fact]
    public void Where_the_export_fails_the_file_stays()
    {
        using TempFolder folder = new();
        string path = folder.Write("explicit.txt", "old");
        CliResult result = _cli.Run("export", "-n", "mkdocs-env", "--format", "explicit", "--hash", "none", "-o", path);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder.Path));

        result = _cli.Run("export", "-n", "mkdocs-env", "-o", Path.Combine(folder.Path, "none", "x.yml"));
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("condaenv: PathNotFound: ", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Equal(1, _cli.Run("export", "-n", "mkdocs-env", "-o", folder.Path).ExitCode);
    }

    [Fact]
    public void The_name_of_the_file_says_the_format_and_pip_packages_stand_beside_an_explicit_one()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "explicit.txt");
        CliResult result = _cli.Run("export", "-n", "mkdocs-env", "-o", path);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Equal("condaenv: note: 32 pip packages are in the requirements file next to the text.", Assert.Single(result.Errors));
        Assert.Contains("\n@EXPLICIT\n", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Contains("\nmkdocs==1.6.1\n", File.ReadAllText(Path.Combine(folder.Path, "explicit.pip.txt")), StringComparison.Ordinal);

        _cli.Run("export", "-n", "mkdocs-env", "-o", Path.Combine(folder.Path, "pixi.toml"));
        Assert.Contains("[workspace]\n", File.ReadAllText(Path.Combine(folder.Path, "pixi.toml")), StringComparison.Ordinal);

        result = _cli.Run("export", "-n", "mkdocs-env", "--format", "explicit", "--hash", "md5");
        Assert.Matches(@"\.conda#[0-9a-f]{32}\n$", result.Output);
        Assert.StartsWith("condaenv: warning: pip's packages are not in the text", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_of_many_does_not_go_into_one_file()
    {
        CliResult result = _cli.Run("export", "-n", "*", "-o", "x.yml");
        Assert.Equal(1, result.ExitCode);
        Assert.False(File.Exists(Path.Combine(_cli.Current, "x.yml")));
    }

    [Fact]
    public void A_damaged_record_is_said_once_and_the_rest_exported()
    {
        using TempFolder folder = new();
        string prefix = folder.Copy(Fixtures.Env("envvars"), "env");
        File.WriteAllText(Directory.EnumerateFiles(Path.Combine(prefix, "conda-meta"), "bzip2-*.json").Single(), "{");
        CliResult result = _cli.Run("export", "-p", prefix);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(27, result.Lines.Count(static line => line.StartsWith("  - ", StringComparison.Ordinal) && line.Contains('=')));
        Assert.Single(result.Errors, static line => line.Contains("RecordInvalid", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plain_folder_is_empty_as_conda_has_it_and_an_error()
    {
        using TempFolder folder = new();
        CliResult result = _cli.Run("export", "-p", folder.Path);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"name: {folder.Path}\ndependencies: []\n", result.Output);
        Assert.StartsWith("condaenv: NotAnEnvironment: ", Assert.Single(result.Errors), StringComparison.Ordinal);

        string file = Path.Combine(folder.Path, "plain.yml");
        result = _cli.Run("export", "-p", folder.Path, "--output", file);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("condaenv: NotAnEnvironment: ", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_path_with_blanks_letters_and_length_is_read()
    {
        using TempFolder folder = new();
        string prefix = folder.Copy(Fixtures.Env("envvars"), $"žluťoučký kůň/{new string('x', 140)}/{new string('y', 140)}/ünï");
        CliResult result = _cli.Run("export", "-p", prefix);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("ünï", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
