namespace CondaEnv.Packages.Graph;

/// <summary>One dependency of a package, and how it stands in the environment.</summary>
/// <param name="Package">The package that asks.</param>
/// <param name="Requirement">The dependency as recorded: a MatchSpec, or a line of PEP 508.</param>
/// <param name="Kind">Which list it stands in.</param>
/// <param name="State">How it stands.</param>
/// <param name="Target">The installed package of that name; null where there is none.</param>
/// <param name="Place">Place of the target in the graph; -1 where there is none.</param>
internal sealed record Dependency(CondaPackage Package, string Requirement, DependencyKind Kind, DependencyState State, CondaPackage? Target, int Place)
{
    /// <summary>Name of what is asked for: of a MatchSpec in lower case, as conda compares names; of a requirement as it is spelt there. Made on use.</summary>
    public string Name => Kind == DependencyKind.RequiresDist ? DependencyText.NameOfRequirement(Requirement) : DependencyText.NameOf(Requirement);

    /// <summary>
    /// True if the package needs the target: the dependency applies, or may apply, and a package of that name is
    /// installed.
    /// </summary>
    public bool IsEdge => Target is not null && Kind != DependencyKind.Constrains
        && State is DependencyState.Met or DependencyState.Conflict or DependencyState.Conditional;
}
