using System.Collections.Generic;

namespace CondaEnv.Machines.Environments;

/// <summary>Where to look for environments.</summary>
internal sealed class DiscoveryOptions
{
    /// <summary>True to look at the places of all users of the machine, as far as they may be read.</summary>
    public bool AllUsers { get; init; }

    /// <summary>Folders to look in instead of the usual places; empty for the usual places.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } = [];

    /// <summary>True to look in the folders below those of <see cref="SearchPath"/> as well.</summary>
    public bool Recurse { get; init; }

    /// <summary>How many levels to go down with <see cref="Recurse"/>; null for all.</summary>
    public int? Depth { get; init; }
}
