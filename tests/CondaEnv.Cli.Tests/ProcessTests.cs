using System;
using System.IO;
using System.Threading.Tasks;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

/// <summary>What only a process of its own shows: bytes, exit codes, pipes.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Output_is_the_golden_bytes()
    {
        (int exitCode, byte[] output, string error) = await CliProcess.Run("export", "-n", "mkdocs-env", "--include-prefix");
        string golden = await File.ReadAllTextAsync(Path.Combine(Fixtures.Root, "golden", "mkdocs-env", "26.7.1", "env-export.out"), TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(golden.Replace("{{ROOT}}", Fixtures.Root, StringComparison.Ordinal), CliProcess.Text(output));
    }

    [Fact]
    public async Task Output_is_utf8_whatever_the_locale()
    {
        using TempFolder folder = new();
        string prefix = folder.Copy(Fixtures.Env("envvars"), "ünï kůň");
        (int exitCode, byte[] output, _) = await CliProcess.Run("export", "-p", prefix);
        Assert.Equal(0, exitCode);
        Assert.StartsWith("name: " + prefix + "\n", CliProcess.Text(output), StringComparison.Ordinal);
        Assert.DoesNotContain((byte)'\r', output);
    }

    [Fact]
    public async Task Errors_have_exit_codes_and_no_stack_trace()
    {
        (int exitCode, byte[] output, string error) = await CliProcess.Run("packages", "-n", "nosuch");
        Assert.Equal((1, 0), (exitCode, output.Length));
        Assert.StartsWith("condaenv: EnvironmentNotFound: ", error, StringComparison.Ordinal);
        Assert.Equal(error.TrimEnd('\n'), Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));

        (exitCode, output, error) = await CliProcess.Run("packages", "--nosuch");
        Assert.Equal((2, 0), (exitCode, output.Length));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| head -1", 0, "")]
    [InlineData("| true", 0, "")]
    [InlineData(">&-", 1, "condaenv: FileWriteFailed: ")]
    public async Task A_reader_that_goes_away_is_no_crash(string redirection, int exitCode, string error)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a Unix shell.");
        string script = $"'{CliProcess.DotNet}' '{CliProcess.Assembly}' packages -n history-specs --json {redirection}; exit $?";
        (int actual, _, string errors) = await CliProcess.Start("/bin/sh", ["-c", script]);
        Assert.Equal(exitCode, actual);
        Assert.StartsWith(error, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }
}
