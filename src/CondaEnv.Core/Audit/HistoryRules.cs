using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Audit;

/// <summary>The rule that compares <c>conda-meta</c> with the history.</summary>
internal static class HistoryRules
{
    private const int Shown = 5;

    /// <summary>Returns the findings.</summary>
    public static IEnumerable<CondaEnvIssue> Check(AuditedEnvironment environment)
    {
        // A history without changes, such as pixi's, describes nothing.
        IReadOnlyList<CondaEnvRevision> revisions = environment.Revisions;
        if (revisions.Count == 0 || revisions.All(static r => r.AddedCount + r.RemovedCount + r.ChangedCount == 0)
            || revisions[revisions.Count - 1].Drift is not { Count: > 0 } drift)
        {
            yield break;
        }

        string names = string.Join(", ", drift.Take(Shown).Select(static d => d.Change switch
        {
            PackageChange.Added => d.Name + " (not in the history)",
            PackageChange.Removed => d.Name + " (no record)",
            _ => Changed(d),
        }));
        yield return environment.Issue(
            "HistoryDrift",
            $"{(drift.Count == 1 ? "1 package is" : $"{drift.Count} packages are")} not as the history describes: {names}{(drift.Count > Shown ? ", ..." : "")}.",
            drift.Count == 1 ? drift[0].Name : null,
            "conda-meta/history",
            suggestion: "Get-CondaEnvHistory shows the differences (Drift). Change the environment with one tool, so that its history stays complete.");
    }

    /// <summary>What differs first: the version, the build or the channel.</summary>
    private static string Changed(CondaEnvDifference d)
    {
        (string? before, string? now) = d.ReferenceVersion?.Text != d.DifferenceVersion?.Text ? (d.ReferenceVersion?.Text, d.DifferenceVersion?.Text)
            : d.ReferenceBuild != d.DifferenceBuild ? (d.ReferenceBuild, d.DifferenceBuild)
            : (d.ReferenceChannel, d.DifferenceChannel);
        return $"{d.Name} ({before} in the history, {now} now)";
    }
}
