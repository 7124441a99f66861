namespace CondaEnv;

/// <summary>What a package has installed at a path (<c>path_type</c>, CEP 34).</summary>
public enum PackageFileType
{
    /// <summary>A file of the package; also if its record does not tell.</summary>
    File,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>An empty folder.</summary>
    Folder,

    /// <summary>A script or program that the installer has written.</summary>
    EntryPoint,

    /// <summary>Compiled Python, which changes on its own and is never checked.</summary>
    Compiled,
}
