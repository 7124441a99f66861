namespace CondaEnv.Install;

/// <summary>Types of tools that create environments, in the order in which they are searched.</summary>
internal enum CondaToolKind
{
    Micromamba,

    Mamba,

    Conda,
}
