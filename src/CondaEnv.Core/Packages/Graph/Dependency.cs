namespace CondaEnv.Packages.Graph;

/// <summary>One dependency of a package, and its state in the environment.</summary>
/// <param name="Package">The package that has the dependency.</param>
/// <param name="Name">Name of the required package, as the dependency spells it.</param>
/// <param name="Requirement">The dependency as recorded: a MatchSpec or a PEP 508 line.</param>
/// <param name="Kind">The list of the metadata that contains the dependency.</param>
/// <param name="State">Whether the environment satisfies the dependency.</param>
/// <param name="Target">The installed package of that name; null if there is none.</param>
internal sealed record Dependency(CondaPackage Package, string Name, string Requirement, DependencyKind Kind, DependencyState State, CondaPackage? Target)
{
    /// <summary>
    /// True if the package needs the target: the dependency applies, or may apply, and a package of that name is
    /// installed.
    /// </summary>
    public bool IsEdge => Target is not null && Kind != DependencyKind.Constrains
        && State is DependencyState.Met or DependencyState.Conflict or DependencyState.Conditional;
}
