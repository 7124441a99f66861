namespace CondaEnv.Machines.Targets;

/// <summary>Type of a <see cref="Target"/>.</summary>
internal enum TargetKind
{
    /// <summary>The active environment, because none was given.</summary>
    Active,

    /// <summary>Name of an environment.</summary>
    Name,

    /// <summary>Folder of an environment.</summary>
    Folder,

    /// <summary>A file, or the folder of a record.</summary>
    File,
}
