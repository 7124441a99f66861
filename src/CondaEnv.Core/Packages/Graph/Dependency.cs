namespace CondaEnv.Packages.Graph;

/// <summary>One dependency of a package, and how it stands in the environment.</summary>
/// <param name="Package">The package that asks.</param>
/// <param name="Name">Name of what is asked for, as the dependency spells it.</param>
/// <param name="Requirement">The dependency as recorded: a MatchSpec, or a line of PEP 508.</param>
/// <param name="Kind">Which list it stands in.</param>
/// <param name="State">How it stands.</param>
/// <param name="Target">The installed package of that name; null where there is none.</param>
internal sealed record Dependency(CondaPackage Package, string Name, string Requirement, DependencyKind Kind, DependencyState State, CondaPackage? Target)
{
    /// <summary>True where the package needs the target: the dependency holds, or may hold, and something of that name is installed.</summary>
    public bool IsEdge => Target is not null && Kind != DependencyKind.Constrains
        && State is DependencyState.Met or DependencyState.Conflict or DependencyState.Conditional;
}
