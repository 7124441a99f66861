namespace CondaEnv;

/// <summary>Which pip packages a portable export lists.</summary>
public enum PipSelection
{
    /// <summary>
    /// Packages that were requested (PEP 376 <c>REQUESTED</c>), and packages that no other package requires.
    /// </summary>
    TopLevel,

    /// <summary>All pip packages.</summary>
    All,

    /// <summary>No pip packages.</summary>
    None,
}
