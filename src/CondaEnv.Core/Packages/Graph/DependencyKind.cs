namespace CondaEnv.Packages.Graph;

/// <summary>The list of a package's metadata that contains a dependency.</summary>
internal enum DependencyKind
{
    /// <summary><c>depends</c> of a conda record: a MatchSpec (CEP 29).</summary>
    Depends,

    /// <summary>
    /// <c>constrains</c> of a conda record: a limit on a package that need not be installed. Never an edge of the
    /// graph.
    /// </summary>
    Constrains,

    /// <summary><c>Requires-Dist</c> of a Python distribution: a requirement (PEP 508).</summary>
    RequiresDist,
}
