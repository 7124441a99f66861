using System.Collections.Generic;

namespace CondaEnv.Machines.Environments;

/// <summary>Options for finding environments.</summary>
internal sealed class DiscoveryOptions
{
    /// <summary>True to search the places of all users of the machine, as far as they are readable.</summary>
    public bool AllUsers { get; init; }

    /// <summary>Folders to search instead of the usual places; empty for the usual places.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } = [];

    /// <summary>True to search the subfolders of <see cref="SearchPath"/> as well.</summary>
    public bool Recurse { get; init; }

    /// <summary>How many levels to descend with <see cref="Recurse"/>; null for all.</summary>
    public int? Depth { get; init; }
}
