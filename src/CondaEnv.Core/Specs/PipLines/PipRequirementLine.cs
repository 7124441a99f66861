using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Specs.PipLines;

/// <summary>Type of a line in a requirements file of pip.</summary>
internal enum PipLineKind
{
    /// <summary>A requirement by name (PEP 508), with or without a URL.</summary>
    Requirement,

    /// <summary>A URL, a VCS address or a path; the package name is known only from <c>#egg=</c>.</summary>
    Location,

    /// <summary>An option, such as <c>--index-url</c> or <c>-r</c>.</summary>
    Option,
}

/// <summary>
/// One line of a requirements file of pip, as interpreted by pip (<c>pip/_internal/req/req_file.py</c>): a requirement,
/// an editable install, or an option. Also used for entries below <c>pip:</c> in environment.yml. Immutable.
/// </summary>
internal sealed class PipRequirementLine
{
    /// <summary>Type of the line.</summary>
    public PipLineKind Kind { get; init; }

    /// <summary>
    /// The line as written, with continuation lines joined and without the comment; may contain credentials.
    /// </summary>
    public string Text { get; init; } = "";

    /// <summary>The requirement; null for a location or an option.</summary>
    public Pep508Requirement? Requirement { get; init; }

    /// <summary>
    /// True for a line that pip would reject. Only the text is known, and the name if the text starts with one.
    /// </summary>
    public bool IsRefused => Kind == PipLineKind.Location && Location is null;

    /// <summary>True if the line starts with <c>-e</c> or <c>--editable</c>.</summary>
    public bool IsEditable { get; init; }

    /// <summary>
    /// The URL or path of a location, or of <c>name @ url</c>; null if there is none. May contain credentials.
    /// </summary>
    public string? Location { get; init; }

    /// <summary>The normalized name (PEP 503) from the requirement or from <c>#egg=</c>; null if unknown.</summary>
    public string? Name { get; init; }

    /// <summary>The same name as written; null if unknown.</summary>
    public string? RawName { get; init; }

    /// <summary>
    /// The version from a wheel's file name or from a single <c>==</c> clause; null if several versions are possible.
    /// </summary>
    public string? Version { get; init; }

    /// <summary>Condition under which the line applies (PEP 508); null if it always applies.</summary>
    public Pep508Marker? Condition { get; init; }

    /// <summary>
    /// The option's long name in pip, such as <c>--requirement</c>; null if the line is not an option.
    /// </summary>
    public string? Option { get; init; }

    /// <summary>The option's value; null if it has none.</summary>
    public string? Value { get; init; }

    /// <summary>The hashes from <c>--hash</c>, each in the form <c>sha256:…</c>.</summary>
    public IReadOnlyList<string> Hashes { get; init; } = [];

    /// <summary>
    /// All options of the line with their long names, including those after a requirement; the value is null if there
    /// is none.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Options { get; init; } = [];

    /// <summary>Creates a line that pip would reject, in a file that is still read.</summary>
    public static PipRequirementLine Refused(string text) => PipRequirementLineParser.Refused(text);

    /// <summary>Parses a line; text after a <c>#</c> at the start or after white space is a comment.</summary>
    /// <exception cref="CondaEnvException">pip would reject the line, or it is empty
    /// (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static PipRequirementLine Parse(string text) => PipRequirementLineParser.Parse(text);

    /// <summary>As <see cref="Parse"/>, but returns false if pip would reject the line.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PipRequirementLine? line)
    {
        try
        {
            line = text is null ? null : Parse(text);
        }
        catch (CondaEnvException)
        {
            line = null;
        }

        return line is not null;
    }
}
