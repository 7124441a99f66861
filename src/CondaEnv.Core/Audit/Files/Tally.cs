using System;
using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Audit.Files;

/// <summary>
/// The findings of one rule in one package: each on its own, or a single one with their number if there are many, as
/// when a whole package is gone.
/// </summary>
internal sealed class Tally
{
    /// <summary>Largest number of findings that are reported one by one.</summary>
    public const int Most = 20;

    private readonly List<CondaEnvIssue> _issues = [];
    private readonly Func<int, CondaEnvIssue, CondaEnvIssue> _summary;
    private int _count;

    /// <summary>Creates an empty tally.</summary>
    /// <param name="summary">Creates the single finding from the number of findings and the first of them.</param>
    public Tally(Func<int, CondaEnvIssue, CondaEnvIssue> summary) => _summary = summary;

    /// <summary>Number of findings.</summary>
    public int Count => _count;

    /// <summary>Adds a finding, which is created only if it is reported.</summary>
    public void Add(Func<CondaEnvIssue> create)
    {
        if (++_count <= Most)
        {
            _issues.Add(create());
        }
    }

    /// <summary>The findings to report, sorted by file.</summary>
    public IEnumerable<CondaEnvIssue> Report()
    {
        _issues.Sort(static (a, b) => string.CompareOrdinal(a.File, b.File));
        return _count <= Most ? _issues : [_summary(_count, _issues.First())];
    }
}
