using System;
using System.IO;
using CondaEnv.Cli.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

/// <summary><c>condaenv export --style portable</c>, and what goes with it only.</summary>
public sealed class PortableTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    [Fact]
    public void The_file_to_share_is_what_was_asked_for()
    {
        CliResult result = _cli.Run("export", "-n", "mkdocs-env", "--style", "portable");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            "name: mkdocs-env\nchannels:\n  - defaults\ndependencies:\n  - python=3.12\n  - pip\n  - pip:\n      - mkdocs\n      - mkdocs-material\n      - mkdocstrings[python]\n",
            result.Output);
    }

    [Theory]
    [InlineData("--pin minor", "  - pip=26.1\n")]
    [InlineData("--pin minor --pin-package pip=exact", "  - pip==26.1.2\n")]
    [InlineData("--pin-package p*=major --pin-package pip=none", "  - pip\n")]
    [InlineData("--pin major --allow-looser-pin", "  - python=3\n")]
    [InlineData("--pin exact", "      - mkdocs==1.6.1\n")]
    [InlineData("--pip all", "      - jinja2\n")]
    [InlineData("--start-from leaves", "  - pip\n")]
    [InlineData("--platform win-64 --platform linux-64", "platforms:\n  - win-64\n  - linux-64\n")]
    [InlineData("--format requirements", "\npython=3.12\npip\n")]
    [InlineData("--json", "\"dependencies\": [\n")]
    public void The_dial_is_turned(string options, string expected) =>
        Assert.Contains(expected, _cli.Run([.. $"export -n mkdocs-env --style portable {options}".Split(' ')]).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("--pin minor", "--pin goes with --style portable.")]
    [InlineData("--pin-package a=minor", "--pin-package goes with --style portable.")]
    [InlineData("--start-from both --style full", "--start-from goes with --style portable.")]
    [InlineData("--allow-looser-pin --style history", "--allow-looser-pin goes with --style portable.")]
    [InlineData("--pip all", "--pip goes with --style portable.")]
    [InlineData("--platform win-64", "--platform goes with --style portable.")]
    [InlineData("--style portable --pin minro", "--pin takes one of as-requested, none, major, minor, patch, exact, build, not 'minro'.")]
    [InlineData("--style portable --pin-package a", "--pin-package takes NAME=PRECISION, with a precision of as-requested, none, major, minor, patch, exact, build; not 'a'.")]
    [InlineData("--style portable --pin-package =minor", "not '=minor'.")]
    [InlineData("--style portable --pin-package a=1", "not 'a=1'.")]
    [InlineData("--style portable --start-from all", "--start-from takes one of history, leaves, both, not 'all'.")]
    [InlineData("--style portable --pip some", "--pip takes one of top-level, all, none, not 'some'.")]
    [InlineData("--style portable --format explicit", "--style portable does not go with --format explicit")]
    public void What_does_not_fit_is_said(string options, string expected)
    {
        CliResult result = _cli.Run([.. $"export -n mkdocs-env {options}".Split(' ')]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Strict_writes_nothing_where_an_environment_would_differ()
    {
        string path = Path.Combine(_cli.Current, "x.yml");
        CliResult result = _cli.Run("export", "-n", "pip-mixed", "--style", "portable", "--strict", "-o", path);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("condaenv: LossRefused: ", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        Assert.Equal(0, _cli.Run("export", "-n", "mkdocs-env", "--style", "portable", "--strict", "-o", path).ExitCode);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Values_of_variables_are_written_with_include_secret_only()
    {
        CliResult result = _cli.Run("export", "-n", "envvars", "--style", "portable");
        Assert.DoesNotContain("variables:", result.Output, StringComparison.Ordinal);
        Assert.Contains("21 variables not in the text", result.Error, StringComparison.Ordinal);
        Assert.Contains("\nvariables:\n  FOO: ", _cli.Run("export", "-n", "envvars", "--style", "portable", "--include-secret").Output, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
