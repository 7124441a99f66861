namespace CondaEnv.Packages.Graph;

/// <summary>One dependency of a package, and its state in the environment.</summary>
/// <param name="Package">The package that has the dependency.</param>
/// <param name="Requirement">The dependency as recorded: a MatchSpec, or a line of PEP 508.</param>
/// <param name="Kind">The list of the metadata that contains the dependency.</param>
/// <param name="State">Whether the environment satisfies it.</param>
/// <param name="Target">The installed package of that name; null if there is none.</param>
/// <param name="Place">Index of the target in the graph; -1 if there is none.</param>
internal sealed record Dependency(CondaPackage Package, string Requirement, DependencyKind Kind, DependencyState State, CondaPackage? Target, int Place)
{
    /// <summary>Name of the required package: of a MatchSpec in lower case, as conda compares names; of a PEP 508 line as spelled there. Computed on each use.</summary>
    public string Name => Kind == DependencyKind.RequiresDist ? DependencyText.NameOfRequirement(Requirement) : DependencyText.NameOf(Requirement);

    /// <summary>
    /// True if the package needs the target: the dependency applies, or may apply, and a package of that name is
    /// installed.
    /// </summary>
    public bool IsEdge => Target is not null && Kind != DependencyKind.Constrains
        && State is DependencyState.Met or DependencyState.Conflict or DependencyState.Conditional;
}
