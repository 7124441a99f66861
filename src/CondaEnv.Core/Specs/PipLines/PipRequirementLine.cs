using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Specs.PipLines;

/// <summary>What a line of a requirements file of pip is.</summary>
internal enum PipLineKind
{
    /// <summary>A requirement by name (PEP 508), with or without a URL.</summary>
    Requirement,

    /// <summary>A bare URL, a VCS address or a path, without the name of what it holds unless <c>#egg=</c> says it.</summary>
    Location,

    /// <summary>An option, such as <c>--index-url</c> or <c>-r</c>.</summary>
    Option,
}

/// <summary>
/// One line of pip's requirements file, as pip reads it (<c>pip/_internal/req/req_file.py</c>): a requirement, an editable
/// install, or an option. Also an entry below <c>pip:</c> in environment.yml. Read only.
/// </summary>
internal sealed class PipRequirementLine
{
    /// <summary>What the line is.</summary>
    public PipLineKind Kind { get; init; }

    /// <summary>The line as written, continuation lines joined, the comment dropped; may hold credentials.</summary>
    public string Text { get; init; } = "";

    /// <summary>The requirement; null for a location and an option.</summary>
    public Pep508Requirement? Requirement { get; init; }

    /// <summary>True for a line that pip refuses: of it nothing is known but the text, and the name where it begins with one.</summary>
    public bool IsRefused => Kind == PipLineKind.Location && Location is null;

    /// <summary>True where <c>-e</c> or <c>--editable</c> stands before it.</summary>
    public bool IsEditable { get; init; }

    /// <summary>The URL or path of a location, or of <c>name @ url</c>; null where there is none. May hold credentials.</summary>
    public string? Location { get; init; }

    /// <summary>The normalised name (PEP 503): of the requirement, or of <c>#egg=</c>; null where nothing says it.</summary>
    public string? Name { get; init; }

    /// <summary>The same name as written; null where nothing says it.</summary>
    public string? RawName { get; init; }

    /// <summary>The version that the name of a wheel or the single clause <c>==</c> says; null where there is a choice.</summary>
    public string? Version { get; init; }

    /// <summary>When the line counts (PEP 508); null where it always does.</summary>
    public Pep508Marker? Condition { get; init; }

    /// <summary>The option's name as pip's long form has it, such as <c>--requirement</c>; null where the line is none.</summary>
    public string? Option { get; init; }

    /// <summary>The option's value; null where it has none.</summary>
    public string? Value { get; init; }

    /// <summary>The hashes given with <c>--hash</c>, each as <c>sha256:…</c>.</summary>
    public IReadOnlyList<string> Hashes { get; init; } = [];

    /// <summary>All options of the line, those behind a requirement as well, by their long names; the value is null where there is none.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Options { get; init; } = [];

    /// <summary>A line that pip refuses, in a file that is read all the same.</summary>
    public static PipRequirementLine Refused(string text) => PipRequirementLineParser.Refused(text);

    /// <summary>Parses a line; what stands behind a <c>#</c> at its start or after white space is a comment.</summary>
    /// <exception cref="CondaEnvException">pip would refuse it, or it is empty (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static PipRequirementLine Parse(string text) => PipRequirementLineParser.Parse(text);

    /// <summary>As <see cref="Parse"/>; false where pip would refuse the line.</summary>
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
