namespace CondaEnv.Foundation.Yaml;

/// <summary>A node of a YAML document, and its position.</summary>
internal abstract class YamlNode
{
    /// <summary>One-based line of the node's first character.</summary>
    public int Line { get; init; }

    /// <summary>One-based column of the node's first character.</summary>
    public int Column { get; init; }

    /// <summary>
    /// The comment after the node on its last line, starting with <c>#</c>; null if there is none. For a key, it is
    /// after the colon. conda's merge flags are such comments (<c>#!final</c>).
    /// </summary>
    public string? Comment { get; init; }
}
