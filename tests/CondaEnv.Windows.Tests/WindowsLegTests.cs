using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Windows;

/// <summary>
/// The Windows build, under Wine: not a machine of Windows. Tests that Wine cannot run say why, by the trait 'Wine' (xunit) or a
/// tag 'Wine: …' (Pester); nothing else is left out.
/// </summary>
public sealed partial class WindowsLegTests(WindowsCheckout checkout) : IClassFixture<WindowsCheckout>
{
    private static readonly TimeSpan s_coreLimit = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan s_fileLimit = TimeSpan.FromMinutes(12);

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(WindowsCheckout.Repository, "tests", "pester"), "*.Tests.ps1").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task The_tests_of_the_core_pass()
    {
        Assert.SkipWhen(WindowsCheckout.Absent is not null, WindowsCheckout.Absent ?? "");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Heartbeat heartbeat = new("Tests of the core under Wine");
        await checkout.MakeCoreTestsAsync(cancellation);
        (int? exitCode, string output) = await checkout.Wine.RunAsync(s_coreLimit, cancellation, checkout.At("tests/runner/CondaEnv.WindowsRunner.exe"), "--without", "Wine");
        Match total = Total().Match(output);
        Assert.True(exitCode == 0 && total.Success, exitCode is null ? $"Not done after {s_coreLimit.TotalMinutes} minutes:\n{output}" : output);
        TestContext.Current.SendDiagnosticMessage(
            "xunit under Wine, Windows build: {0} passed, {1} failed, {2} skipped",
            total.Groups["passed"].Value, total.Groups["failed"].Value, Number(total.Groups["skipped"]) + Number(total.Groups["excluded"]));
        foreach (IGrouping<string, Match> reason in Excluded().Matches(output).GroupBy(static m => m.Groups["reason"].Value.Trim()))
        {
            TestContext.Current.SendDiagnosticMessage("Left out under Wine: {0} of the core's tests. {1}", reason.Count(), reason.Key);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_Pester_test_passes_in(string file)
    {
        Assert.SkipWhen(WindowsCheckout.Absent is not null, WindowsCheckout.Absent ?? "");
        Assert.SkipWhen(WindowsCheckout.Wanted != "full", "CONDAENV_WINE is not 'full'.");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Heartbeat heartbeat = new(file + " under Wine");
        await checkout.MakePowerShellAsync(cancellation);
        (int? exitCode, string output) = await checkout.Wine.RunWithTerminalAsync(
            s_fileLimit, cancellation, checkout.At("tests/CondaEnv.PowerShell/bin/Debug/net10.0/win-x64/pwsh.exe"), "-NoProfile", "-NonInteractive",
            "-File", Wine.PathOf(checkout.At("tests/pester/run.ps1")), "-Path", Wine.PathOf(checkout.At("tests/pester/" + file)), "-ExcludeTag", "Wine:*");
        Match result = Result().Match(output);
        checkout.Count(Number(result.Groups["passed"]), result.Success ? Number(result.Groups["failed"]) : 1, Number(result.Groups["skipped"]));
        Assert.True(exitCode == 0 && result.Success, exitCode is null ? $"Not done after {s_fileLimit.TotalMinutes} minutes:\n{output}" : output);
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^Total: \d+, Passed: (?<passed>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+), Excluded: (?<excluded>\d+)", RegexOptions.Multiline)]
    private static partial Regex Total();

    [GeneratedRegex(@"^Excluded: [^\n]*: (?<reason>[^:\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Excluded();

    [GeneratedRegex(@": (?<passed>\d+) passed, (?<failed>\d+) failed, (?<skipped>\d+) skipped\r?$", RegexOptions.Multiline)]
    private static partial Regex Result();
}
