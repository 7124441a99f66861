using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests;

/// <summary>Runs the same tests on the other runtime that is to be had here.</summary>
public sealed class FrameworkTests
{
    private const string Absent = "Not tested: the core as a program of .NET Framework 4.7.2: mono is not installed.";

    [Fact]
    public async Task The_tests_pass_as_a_program_of_NET_Framework_under_mono()
    {
        string? mono = FindMono();
        if (mono is null)
        {
            // The console shows that a test was skipped, but not why; it does show diagnostic messages.
            TestContext.Current.SendDiagnosticMessage(Absent);
            Assert.Skip(Absent);
        }

        string program = typeof(FrameworkTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "FrameworkTests").Value!;

        // In a folder of its own: mono leaves reports of its crashes where it runs.
        using TempFolder folder = new();
        ProcessStartInfo start = new(mono) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder.Path };
        start.ArgumentList.Add(program);
        start.ArgumentList.Add("-noColor");
        start.Environment["CONDAENV_ORACLE"] = Oracle.Root;

        using Heartbeat heartbeat = new("Tests under mono");
        using Process process = Process.Start(start)!;
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            // mono itself may abort when all is done and the threads of the test runner end, so the summary decides: it is
            // written last, and counts what a crash on the way would have left out.
            string summary = (output.Split('\n').SingleOrDefault(static line => line.Contains("Total:", StringComparison.Ordinal)) ?? "").Trim();
            Match counts = Regex.Match(summary, @"Total: (?<n>\d+), Errors: (?<n>\d+), Failed: (?<n>\d+), Skipped: (?<n>\d+), Not Run: (?<n>\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            Assert.True(counts.Success, output);
            int[] number = [.. counts.Groups["n"].Captures.Select(static number => int.Parse(number.Value, CultureInfo.InvariantCulture))];
            int failed = number[1] + number[2];
            int skipped = number[3] + number[4];
            TestContext.Current.SendDiagnosticMessage("xunit under mono, .NET Framework 4.7.2: {0} passed, {1} failed, {2} skipped", number[0] - failed - skipped, failed, skipped);
            Assert.True(failed == 0 && number[4] == 0, output);
            Assert.NotEqual(0, number[0]);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string? FindMono() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(static folder => Path.Combine(folder, "mono"))
        .FirstOrDefault(File.Exists);
}
