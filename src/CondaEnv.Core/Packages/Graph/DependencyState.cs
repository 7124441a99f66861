namespace CondaEnv.Packages.Graph;

/// <summary>How a dependency stands in the environment of its package.</summary>
internal enum DependencyState
{
    /// <summary>A package that satisfies it is installed; for a constraint: nothing installed breaks it.</summary>
    Met,

    /// <summary>Nothing of that name is installed.</summary>
    Unmet,

    /// <summary>A package of that name is installed, but not one that is asked for.</summary>
    Conflict,

    /// <summary>It holds only with an extra that no installed package asks for.</summary>
    Optional,

    /// <summary>Its condition cannot be decided from files: a marker on what only the running machine knows, or <c>[when=…]</c> (CEP 43).</summary>
    Conditional,

    /// <summary>Its condition does not hold for the platform and Python of the environment.</summary>
    Excluded,

    /// <summary>A virtual package such as <c>__glibc</c>: a property of a machine, not a package.</summary>
    Virtual,
}
