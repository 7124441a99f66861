namespace CondaEnv.Foundation.Yaml;

/// <summary>A text as it was written: which type a plain one means is for the reader of the file to decide.</summary>
internal sealed class YamlScalar : YamlNode
{
    public YamlScalar(string value) => Value = value;

    /// <summary>The text, quotes and escapes undone.</summary>
    public string Value { get; }

    /// <summary>True where it was quoted, a block, or tagged: it is a string whatever it looks like.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>True where an alias repeats it: offsets in it are no columns then.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Its tag, such as <c>!name</c> or <c>tag:yaml.org,2002:str</c>; null if it has none, or the plain <c>!</c>.</summary>
    public string? Tag { get; init; }

    /// <summary>True where it is plain and spells nothing, <c>~</c> or <c>null</c> (YAML 1.2, core schema).</summary>
    public bool IsNull => !IsQuoted && (Value is "" or "~" or "null" or "Null" or "NULL");

    public override string ToString() => Value;
}
