namespace CondaEnv;

/// <summary>State of a dependency in the environment of its package.</summary>
public enum DependencyState
{
    /// <summary>An installed package satisfies it. For a constraint: no installed package violates it.</summary>
    Met,

    /// <summary>No package of that name is installed.</summary>
    Unmet,

    /// <summary>A package of that name is installed, but does not satisfy the dependency.</summary>
    Conflict,

    /// <summary>The dependency applies only with an extra that no installed package requests.</summary>
    Optional,

    /// <summary>
    /// The condition cannot be evaluated from files: a marker that depends on the running machine, or <c>[when=…]</c>
    /// (CEP 43).
    /// </summary>
    Conditional,

    /// <summary>The condition is false for the platform and Python of the environment.</summary>
    Excluded,

    /// <summary>A virtual package such as <c>__glibc</c>: a property of the machine, not a package.</summary>
    Virtual,
}
