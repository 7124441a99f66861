namespace CondaEnv;

/// <summary>What an estimate of the last use rests on. Nothing records that an environment was used, so each is a trace of it.</summary>
public enum UseEvidence
{
    /// <summary>
    /// The interpreter's file was last read then. Linux usually keeps this time to the day (relatime). A backup or a
    /// virus scanner also reads files.
    /// </summary>
    Interpreter,

    /// <summary>A <c>__pycache__</c> folder last changed then: Python compiled a module that it had not compiled before.</summary>
    Bytecode,

    /// <summary>A folder of metadata in site-packages, or site-packages itself, last changed then: a package was installed or removed.</summary>
    SitePackages,

    /// <summary>The history was last written then: conda, mamba or micromamba changed packages.</summary>
    History,

    /// <summary>
    /// Windows recorded that a program of the environment ran then (Background Activity Moderator); only administrators
    /// may read these records.
    /// </summary>
    Activity,
}
