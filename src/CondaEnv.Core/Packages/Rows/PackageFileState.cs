namespace CondaEnv;

/// <summary>Whether a file of a package is as it was installed.</summary>
public enum PackageFileState
{
    /// <summary>It has the recorded hash; a symbolic link leads somewhere.</summary>
    Ok,

    /// <summary>It exists, but no hash is recorded, or its content changes on its own.</summary>
    Unverifiable,

    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>Its content has another hash, or something other than a file is there.</summary>
    Altered,

    /// <summary>It is a symbolic link that leads nowhere.</summary>
    Broken,

    /// <summary>The system does not allow reading it, or it changed while it was read.</summary>
    Unreadable,

    /// <summary>The recorded path leads out of the environment. It was not opened.</summary>
    Unsafe,
}
