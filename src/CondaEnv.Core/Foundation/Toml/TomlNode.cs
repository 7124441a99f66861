namespace CondaEnv.Foundation.Toml;

/// <summary>A value of a TOML document and its position.</summary>
internal abstract class TomlNode
{
    /// <summary>How deep tables and arrays may be nested: far deeper than in any real file, far shallower than the stack.</summary>
    public const int MaximumDepth = 64;

    /// <summary>
    /// One-based line of its first character. For a table that a header or a dotted key defines, that of the key; the
    /// root table starts at line 1, column 1.
    /// </summary>
    public int Line { get; init; }

    /// <summary>One-based column of its first character, counted in UTF-16 code units.</summary>
    public int Column { get; init; }
}
