using System;
using System.Collections.Generic;

namespace CondaEnv.Prefixes.Revisions;

/// <summary>Which revisions are wanted; all where nothing is said.</summary>
internal sealed class RevisionFilter
{
    /// <summary>Numbers; negative ones count from the end. All where there is none.</summary>
    public IReadOnlyList<int> Revisions { get; init; } = [];

    /// <summary>Nothing that is earlier; a revision without a date is left out.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Nothing that is later; a date without a time means its end.</summary>
    public DateTime? Until { get; init; }

    /// <summary>The revisions that are wanted, in their order.</summary>
    /// <param name="history">The history.</param>
    /// <param name="revisions">All of its revisions.</param>
    /// <param name="report">Takes one RevisionNotFound for each number that is not there.</param>
    public IReadOnlyList<CondaEnvRevision> Apply(EnvironmentHistory history, IReadOnlyList<CondaEnvRevision> revisions, Action<CondaEnvException> report)
    {
        HashSet<int> numbers = [];
        foreach (int revision in Revisions)
        {
            try
            {
                numbers.Add(history.Find(revision));
            }
            catch (CondaEnvException e)
            {
                report(e);
            }
        }

        // As recorded: local time of the machine.
        DateTime? since = Since is { Kind: DateTimeKind.Utc } utc ? utc.ToLocalTime() : Since;
        DateTime? until = Until is { } date ? EnvironmentHistory.EndOf(date) : null;
        List<CondaEnvRevision> wanted = [];
        foreach (CondaEnvRevision revision in revisions)
        {
            if ((Revisions.Count == 0 || numbers.Contains(revision.Revision)) &&
                (since is null || revision.Date >= since) &&
                (until is null || revision.Date <= until))
            {
                wanted.Add(revision);
            }
        }

        return wanted;
    }
}
