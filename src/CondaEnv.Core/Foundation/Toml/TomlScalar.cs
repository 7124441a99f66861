namespace CondaEnv.Foundation.Toml;

/// <summary>What a scalar is: TOML values are typed by how they are written.</summary>
internal enum TomlScalarKind
{
    /// <summary>A string of any of the four forms.</summary>
    String,

    /// <summary>An integer of 64 bits, in base 10, 16, 8 or 2.</summary>
    Integer,

    /// <summary>A floating-point number, <c>inf</c> or <c>nan</c>.</summary>
    Float,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A date, a time, or both, with or without an offset.</summary>
    DateTime,
}

/// <summary>A value that is neither a table nor an array.</summary>
internal sealed class TomlScalar(TomlScalarKind kind, string text) : TomlNode
{
    /// <summary>Its type.</summary>
    public TomlScalarKind Kind { get; } = kind;

    /// <summary>
    /// The characters of a string, without quotes and escapes; any other value as it is written in the file
    /// (<c>1_000</c>, <c>0xff</c>, <c>1979-05-27T07:32:00Z</c>).
    /// </summary>
    public string Text { get; } = text;

    /// <summary>The number of an integer; 0 for any other kind.</summary>
    public long Integer { get; init; }

    /// <summary>Whether it is <c>true</c>; false for any other kind.</summary>
    public bool Boolean { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
