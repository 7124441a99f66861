using CondaEnv.Machines.Installations;

namespace CondaEnv.Machines.Environments;

/// <summary>
/// The location of an environment, and what can be derived from it. Nothing inside the environment is read except the
/// start of its history.
/// </summary>
internal sealed class EnvironmentLocation
{
    /// <summary>Absolute path of the folder, spelled as first named.</summary>
    public required string Prefix { get; init; }

    /// <summary>
    /// Name as conda shows it: <c>base</c>, or the folder's name if it is in an envs_dirs folder (for a search, in any
    /// folder <c>envs</c>); otherwise the prefix.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Type of the environment.</summary>
    public required EnvironmentKind Kind { get; init; }

    /// <summary>How the environment was found.</summary>
    public required LocationSource Source { get; init; }

    /// <summary>Prefix of the installation that it belongs to; null if it is not found.</summary>
    public string? RootPrefix { get; init; }

    /// <summary>The installer or tool that it belongs to, one of <see cref="Distributions"/>.</summary>
    public string Distribution { get; init; } = Distributions.Unknown;

    /// <summary>True for the base environment of an installation.</summary>
    public bool IsBase { get; init; }

    /// <summary>True for the environment that <c>CONDA_PREFIX</c> names.</summary>
    public bool IsActive { get; init; }

    /// <summary>
    /// False for a folder that is not an environment, which is returned only if the caller allows it.
    /// </summary>
    public bool IsEnvironment { get; init; } = true;

    public override string ToString() => Name;
}
