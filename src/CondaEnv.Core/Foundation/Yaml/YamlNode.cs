namespace CondaEnv.Foundation.Yaml;

/// <summary>A node of a YAML document, and where it stands.</summary>
internal abstract class YamlNode
{
    /// <summary>One-based line of its first character.</summary>
    public int Line { get; init; }

    /// <summary>One-based column of its first character.</summary>
    public int Column { get; init; }

    /// <summary>
    /// The comment behind it on the line where it ends, from its <c>#</c> on; null where there is none. Behind a key
    /// it is what follows the colon. conda keeps its merge flags there (<c>#!final</c>).
    /// </summary>
    public string? Comment { get; init; }
}
