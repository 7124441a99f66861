namespace CondaEnv.Specs.Versions;

/// <summary>What a node of a version spec asks of a version.</summary>
internal enum VersionSpecKind
{
    /// <summary><c>*</c>: any version.</summary>
    Any,

    /// <summary>A relation to a version: <c>&gt;=1.2</c>, or <c>1.2</c> for equality.</summary>
    Relation,

    /// <summary><c>^…$</c>: a regular expression over the text of the version.</summary>
    Regex,

    /// <summary>An asterisk elsewhere than at the end: a pattern over the text of the version.</summary>
    Glob,

    /// <summary>A text with <c>@</c>: equal to the text of the version only.</summary>
    Literal,

    /// <summary>Terms joined by <c>,</c>: all of them.</summary>
    All,

    /// <summary>Terms joined by <c>|</c>: any of them.</summary>
    AnyOf,
}

/// <summary>How a version must relate to the one in the spec.</summary>
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

    /// <summary><c>~=1.2</c>: at least 1.2, and of the series 1.</summary>
    Compatible,
}
