namespace CondaEnv.Foundation.Toml;

/// <summary>Type of a scalar, which its notation in TOML determines.</summary>
internal enum TomlScalarKind
{
    /// <summary>A string in any of the four notations.</summary>
    String,

    /// <summary>A 64-bit integer, in base 10, 16, 8 or 2.</summary>
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
    public TomlScalarKind Kind { get; } = kind;

    /// <summary>
    /// For a string, its content without quotes and escapes; for any other type, the text as written in the file
    /// (<c>1_000</c>, <c>0xff</c>, <c>1979-05-27T07:32:00Z</c>).
    /// </summary>
    public string Text { get; } = text;

    /// <summary>The value of an integer; 0 for any other type.</summary>
    public long Integer { get; init; }

    /// <summary>The value of a Boolean; false for any other type.</summary>
    public bool Boolean { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
