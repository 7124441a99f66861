namespace CondaEnv;

/// <summary>How much of the installed version a portable export writes behind a name.</summary>
public enum PinPrecision
{
    /// <summary>The constraint that the user gave, and nothing else.</summary>
    AsRequested,

    /// <summary>Nothing more than the user gave: the name alone where he gave no version.</summary>
    None,

    /// <summary>The first number: <c>numpy=1</c>; of pip <c>numpy~=1.0</c>.</summary>
    Major,

    /// <summary>Two numbers: <c>numpy=1.26</c>; of pip <c>numpy~=1.26.0</c>.</summary>
    Minor,

    /// <summary>Three numbers: <c>numpy=1.26.4</c>; of pip <c>numpy~=1.26.4.0</c>.</summary>
    Patch,

    /// <summary>The version: <c>numpy==1.26.4</c>.</summary>
    Exact,

    /// <summary>Version and build: <c>numpy==1.26.4=py312heda63a1_0</c>. Fits one platform only; of pip the same as Exact.</summary>
    Build,
}
