namespace CondaEnv.Install;

/// <summary>The tools that make environments, in the order in which they are looked for.</summary>
internal enum CondaToolKind
{
    /// <summary>micromamba.</summary>
    Micromamba,

    /// <summary>mamba.</summary>
    Mamba,

    /// <summary>conda.</summary>
    Conda,
}
