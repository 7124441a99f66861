namespace CondaEnv.Packages.Schema;

/// <summary>Type of a property, which determines how it is written and read.</summary>
internal enum FieldKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A time; see <see cref="Foundation.Text.TimeText"/>.</summary>
    Time,

    /// <summary>A list of strings.</summary>
    List,

    /// <summary>A version, written as text.</summary>
    Version,

    /// <summary>A value of an enumeration, written as its name.</summary>
    Choice,

    /// <summary>Another row.</summary>
    Row,

    /// <summary>A list of rows.</summary>
    Rows,
}
