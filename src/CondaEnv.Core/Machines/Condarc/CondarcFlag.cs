namespace CondaEnv.Machines.Condarc;

/// <summary>What a comment behind a key or a value says about merging (<c>ParameterFlag</c> in conda/common/configuration.py).</summary>
internal enum CondarcFlag
{
    None,

    /// <summary><c>#!final</c>: files that come later do not count.</summary>
    Final,

    /// <summary><c>#!top</c>: goes before all others.</summary>
    Top,

    /// <summary><c>#!bottom</c>: goes behind all others.</summary>
    Bottom,
}
