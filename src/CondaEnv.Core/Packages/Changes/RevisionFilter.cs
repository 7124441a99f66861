using System;
using System.Collections.Generic;

namespace CondaEnv.Packages.Changes;

/// <summary>Which revisions are wanted; all where nothing is said.</summary>
internal sealed class RevisionFilter
{
    /// <summary>Numbers; negative ones count from the end. All where there is none.</summary>
    public IReadOnlyList<int> Revisions { get; init; } = [];

    /// <summary>Nothing that is earlier; a revision without a date is left out.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Nothing that is later; a date without a time means its end.</summary>
    public DateTime? Until { get; init; }
}
