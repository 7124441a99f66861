namespace CondaEnv;

/// <summary>How much of the installed version a portable export writes after a name.</summary>
public enum PinPrecision
{
    /// <summary>The constraint that the user gave, unchanged.</summary>
    AsRequested,

    /// <summary>
    /// No part of the installed version: the constraint that the user gave, or only the name if there is none.
    /// </summary>
    None,

    /// <summary>The first number: <c>numpy=1</c>, or <c>numpy~=1.0</c> for pip.</summary>
    Major,

    /// <summary>The first two numbers: <c>numpy=1.26</c>, or <c>numpy~=1.26.0</c> for pip.</summary>
    Minor,

    /// <summary>The first three numbers: <c>numpy=1.26.4</c>, or <c>numpy~=1.26.4.0</c> for pip.</summary>
    Patch,

    /// <summary>The full version: <c>numpy==1.26.4</c>.</summary>
    Exact,

    /// <summary>
    /// Version and build: <c>numpy==1.26.4=py312heda63a1_0</c>. Valid on one platform only. For pip, the same as
    /// <see cref="Exact"/>.
    /// </summary>
    Build,
}
