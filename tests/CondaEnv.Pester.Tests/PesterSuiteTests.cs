using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests;

public sealed class PesterSuiteTests
{
    private const string Absent = "PowerShell or Pester 5 is not here: the Pester suite was not run.";
    private const int NoPester = 3;

    [Fact]
    public async Task The_Pester_suite_passes()
    {
        string? powerShell = FindPowerShell();
        SkipWhen(powerShell is null);

        ProcessStartInfo start = new(powerShell!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in new[] { "-NoProfile", "-NonInteractive", "-File", Path.Combine(Repository.Root, "tests", "pester", "run.ps1") })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        using Heartbeat heartbeat = new("Pester");
        using Process process = Process.Start(start)!;
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

        SkipWhen(process.ExitCode == NoPester);
        string text = await output + await error;
        Assert.True(process.ExitCode == 0, text);
        TestContext.Current.SendDiagnosticMessage("Pester: {0}", text.Split('\n').Last(static line => line.StartsWith("Tests Passed:", StringComparison.Ordinal)).Trim());
    }

    /// <summary>The console shows that a test was skipped, but not why; it does show diagnostic messages.</summary>
    private static void SkipWhen(bool condition)
    {
        if (condition)
        {
            TestContext.Current.SendDiagnosticMessage(Absent);
            Assert.Skip(Absent);
        }
    }

    private static string? FindPowerShell() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(static folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);
}
