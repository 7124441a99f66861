using CondaEnv.Machines.Installations;

namespace CondaEnv.Machines.Environments;

/// <summary>Where an environment is and what its place says about it; nothing inside it was read but the head of its history.</summary>
internal sealed class EnvironmentLocation
{
    /// <summary>Its folder, absolute, spelled as it was first named.</summary>
    public required string Prefix { get; init; }

    /// <summary>Its name as conda gives it: <c>base</c>, the folder's name under an envs_dirs folder or, for a search, under any folder <c>envs</c>; else the prefix.</summary>
    public required string Name { get; init; }

    /// <summary>What sort it is.</summary>
    public required EnvironmentKind Kind { get; init; }

    /// <summary>What named it.</summary>
    public required LocationSource Source { get; init; }

    /// <summary>Prefix of the installation that it belongs to; null where none is found.</summary>
    public string? RootPrefix { get; init; }

    /// <summary>Which installer or tool it belongs to, one of <see cref="Distributions"/>.</summary>
    public string Distribution { get; init; } = Distributions.Unknown;

    /// <summary>True for an installation's own environment.</summary>
    public bool IsBase { get; init; }

    /// <summary>True for the environment that <c>CONDA_PREFIX</c> names.</summary>
    public bool IsActive { get; init; }

    /// <summary>False for a folder that is no environment, which is located only where the caller allows it.</summary>
    public bool IsEnvironment { get; init; } = true;

    public override string ToString() => Name;
}
