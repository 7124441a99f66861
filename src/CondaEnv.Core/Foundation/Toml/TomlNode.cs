namespace CondaEnv.Foundation.Toml;

/// <summary>A value of a TOML document and its position.</summary>
internal abstract class TomlNode
{
    /// <summary>
    /// Maximum nesting depth of tables and arrays: far more than in any real file, and far less than the stack allows.
    /// </summary>
    public const int MaximumDepth = 64;

    /// <summary>
    /// One-based line of the value's first character. For a table that is defined by a header or a dotted key, the line
    /// of the key; the root table starts at line 1, column 1.
    /// </summary>
    public int Line { get; init; }

    /// <summary>One-based column of the value's first character, counted in UTF-16 code units.</summary>
    public int Column { get; init; }
}
