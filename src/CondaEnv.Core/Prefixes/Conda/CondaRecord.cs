using System.Collections.Generic;

namespace CondaEnv.Prefixes.Conda;

/// <summary>One record of <c>conda-meta</c> as read: the row, and what the rules about pip and requests need of it.</summary>
internal sealed class CondaRecord
{
    public required CondaPackage Package { get; init; }

    /// <summary>Name of the record's file.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// Paths of <c>files</c> that may be Python anchors, forward slashes: <c>*.dist-info/RECORD</c>,
    /// <c>*.egg-info/PKG-INFO</c>, <c>*.egg-info</c>, in the record's order.
    /// </summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    /// <summary>Where the package itself says that it was asked for; null where it does not.</summary>
    public string? RequestedSpec { get; init; }
}
