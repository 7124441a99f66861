namespace CondaEnv.Specs.Versions;

/// <summary>Type of a node in a version spec.</summary>
internal enum VersionSpecKind
{
    /// <summary><c>*</c>: any version.</summary>
    Any,

    /// <summary>A relation to a version: <c>&gt;=1.2</c>, or <c>1.2</c> for equality.</summary>
    Relation,

    /// <summary><c>^…$</c>: a regular expression on the text of the version.</summary>
    Regex,

    /// <summary>An asterisk before the end: a pattern on the text of the version.</summary>
    Glob,

    /// <summary>A text with <c>@</c>: matches only an identical version text.</summary>
    Literal,

    /// <summary>Terms joined by <c>,</c>: all must match.</summary>
    All,

    /// <summary>Terms joined by <c>|</c>: any must match.</summary>
    AnyOf,
}

/// <summary>Required relation of a version to the one in the spec.</summary>
internal enum VersionRelation
{
    /// <summary><c>==1.2</c>, <c>1.2</c>.</summary>
    Equal,

    /// <summary><c>!=1.2</c>.</summary>
    NotEqual,

    /// <summary><c>&lt;1.2</c>.</summary>
    Less,

    /// <summary><c>&lt;=1.2</c>.</summary>
    LessOrEqual,

    /// <summary><c>&gt;1.2</c>.</summary>
    Greater,

    /// <summary><c>&gt;=1.2</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>=1.2</c>, <c>1.2.*</c>.</summary>
    StartsWith,

    /// <summary><c>!=1.2.*</c>.</summary>
    NotStartsWith,

    /// <summary><c>~=1.2</c>: at least 1.2, and in the series 1.</summary>
    Compatible,
}
