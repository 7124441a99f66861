namespace CondaEnv.Machines.Targets;

/// <summary>What a <see cref="Target"/> is.</summary>
internal enum TargetKind
{
    /// <summary>The active environment: nothing was named.</summary>
    Active,

    /// <summary>Name of an environment.</summary>
    Name,

    /// <summary>Folder of an environment.</summary>
    Folder,

    /// <summary>A file, or the folder of a record.</summary>
    File,
}
