using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Sdk;
using Xunit.v3;

namespace CondaEnv.Tests;

/// <summary>What all files of the suite come to. The end of the run says it, and what was not tested for want of a program.</summary>
public sealed partial class PesterSummary(IMessageSink messages) : IDisposable
{
    private readonly SortedSet<string> _notTested = new(StringComparer.Ordinal);
    private string _engine = "";
    private int _passed;
    private int _failed;
    private int _skipped;

    /// <summary>Adds the last lines of run.ps1; false where it did not come as far as these.</summary>
    public bool Add(string output)
    {
        foreach (Match line in NotTested().Matches(output))
        {
            _notTested.Add(line.Value.TrimEnd());
        }

        Match result = Result().Match(output);
        if (!result.Success)
        {
            _failed++;
            return false;
        }

        _engine = result.Groups["engine"].Value;
        _passed += Number(result.Groups["passed"]);
        _failed += Number(result.Groups["failed"]);
        _skipped += Number(result.Groups["skipped"]);
        return true;
    }

    public void Dispose()
    {
        foreach (string line in _notTested)
        {
            messages.OnMessage(new DiagnosticMessage(line));
        }

        messages.OnMessage(new DiagnosticMessage($"Pester in {_engine}: {_passed} passed, {_failed} failed, {_skipped} skipped"));
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Pester in (?<engine>.+): (?<passed>\d+) passed, (?<failed>\d+) failed, (?<skipped>\d+) skipped\r?$", RegexOptions.Multiline)]
    private static partial Regex Result();

    [GeneratedRegex("^Not tested: .+$", RegexOptions.Multiline)]
    private static partial Regex NotTested();
}
