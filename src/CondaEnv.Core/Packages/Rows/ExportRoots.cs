namespace CondaEnv;

/// <summary>Which conda packages a portable export starts from.</summary>
public enum ExportRoots
{
    /// <summary>What was asked for by name: the history, and the requested specs of the records.</summary>
    History,

    /// <summary>What no other installed package depends on.</summary>
    Leaves,

    /// <summary>Both.</summary>
    Both,
}
