namespace CondaEnv.Foundation.Yaml;

/// <summary>A scalar as written; the code that interprets the file determines the type of a plain one.</summary>
internal sealed class YamlScalar : YamlNode
{
    public YamlScalar(string value) => Value = value;

    /// <summary>The text, without quotes and escapes.</summary>
    public string Value { get; }

    /// <summary>True if it was quoted, a block scalar, or tagged, and is therefore always a string.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>True if an alias repeats it, so that offsets in it are not columns.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>
    /// The tag, such as <c>!name</c> or <c>tag:yaml.org,2002:str</c>; null if there is none, or for the non-specific
    /// tag <c>!</c>.
    /// </summary>
    public string? Tag { get; init; }

    /// <summary>True if it is plain and empty, <c>~</c> or <c>null</c> (YAML 1.2, core schema).</summary>
    public bool IsNull => !IsQuoted && (Value is "" or "~" or "null" or "Null" or "NULL");

    public override string ToString() => Value;
}
