namespace CondaEnv.Machines.Condarc;

/// <summary>
/// The meaning of a comment after a key or value for merging (<c>ParameterFlag</c> in conda/common/configuration.py).
/// </summary>
internal enum CondarcFlag
{
    None,

    /// <summary><c>#!final</c>: later files are ignored.</summary>
    Final,

    /// <summary><c>#!top</c>: precedes all other items.</summary>
    Top,

    /// <summary><c>#!bottom</c>: follows all other items.</summary>
    Bottom,
}
