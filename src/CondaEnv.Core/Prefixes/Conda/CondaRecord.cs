using System.Collections.Generic;

namespace CondaEnv.Prefixes.Conda;

/// <summary>
/// One record of <c>conda-meta</c> as read: the row, and the additional data that the rules for pip and requests need.
/// </summary>
internal sealed class CondaRecord
{
    public required CondaPackage Package { get; init; }

    /// <summary>Name of the record's file.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// Paths in <c>files</c> that may be Python anchors, with forward slashes: <c>*.dist-info/RECORD</c>,
    /// <c>*.egg-info/PKG-INFO</c>, <c>*.egg-info</c>, in the record's order.
    /// </summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    /// <summary>The requested spec in the record; null if the record does not have one.</summary>
    public string? RequestedSpec { get; init; }
}
