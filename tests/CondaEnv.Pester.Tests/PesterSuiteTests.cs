using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests;

/// <summary>The Pester suite, each file in a fresh process of the PowerShell under test.</summary>
public sealed class PesterSuiteTests(PesterSummary summary) : IClassFixture<PesterSummary>
{
    private static readonly string s_suite = Path.Combine(Repository.Root, "tests", "pester");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(s_suite, "*.Tests.ps1").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_test_passes_in(string file)
    {
        ProcessStartInfo start = new(PowerShell.Program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in new[] { "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", Path.Combine(s_suite, "run.ps1"), "-Path", Path.Combine(s_suite, file) })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        using Heartbeat heartbeat = new(file);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        string text = await output;
        Assert.True(summary.Add(text) && process.ExitCode == 0, text + await error);
    }
}
