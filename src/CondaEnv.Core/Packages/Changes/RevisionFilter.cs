using System;
using System.Collections.Generic;

namespace CondaEnv.Packages.Changes;

/// <summary>Selects revisions; all revisions if nothing is set.</summary>
internal sealed class RevisionFilter
{
    /// <summary>Revision numbers; negative ones count from the end. All revisions if empty.</summary>
    public IReadOnlyList<int> Revisions { get; init; } = [];

    /// <summary>Omits revisions that are earlier, and revisions without a date.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Omits revisions that are later; a date without a time means the end of that day.</summary>
    public DateTime? Until { get; init; }
}
