namespace CondaEnv;

/// <summary>Which pip packages a portable export lists.</summary>
public enum PipSelection
{
    /// <summary>Those that were asked for (PEP 376 <c>REQUESTED</c>), and those that no other package requires.</summary>
    TopLevel,

    /// <summary>All.</summary>
    All,

    /// <summary>None.</summary>
    None,
}
