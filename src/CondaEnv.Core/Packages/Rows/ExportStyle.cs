namespace CondaEnv;

/// <summary>Which packages an export lists, and how precisely.</summary>
public enum ExportStyle
{
    /// <summary>Every package with version and build: <c>conda env export</c>.</summary>
    Full,

    /// <summary>Every package with its version: <c>conda env export --no-builds</c>.</summary>
    NoBuilds,

    /// <summary>The packages that were requested by name: <c>conda env export --from-history</c>.</summary>
    History,

    /// <summary>
    /// The requested conda and pip packages, as a file to share: for any machine, with the chosen precision.
    /// </summary>
    Portable,
}
