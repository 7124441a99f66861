namespace CondaEnv;

/// <summary>Which conda packages a portable export starts from.</summary>
public enum ExportRoots
{
    /// <summary>
    /// Packages that were requested by name, according to the history and the requested specs of the records.
    /// </summary>
    History,

    /// <summary>Packages that no other installed package depends on.</summary>
    Leaves,

    /// <summary>The union of <see cref="History"/> and <see cref="Leaves"/>.</summary>
    Both,
}
