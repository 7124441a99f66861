using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using CondaEnv.Specs.Pep440;

namespace CondaEnv.Specs.Pep508;

/// <summary>
/// One requirement of a Python distribution (PEP 508): <c>name[extra1,extra2] &gt;=1.0,!=1.5 ; python_version &lt; "3.8"</c>, or
/// <c>name @ https://… ; marker</c>. Read only.
/// </summary>
/// <remarks>
/// <para>The grammar, from PEP 508 (wsp is a blank or a tab):</para>
/// <code>
/// specification = wsp* ( url_req | name_req ) wsp*
/// name_req      = name wsp* extras? wsp* versionspec? wsp* quoted_marker?
/// url_req       = name wsp* extras? wsp* urlspec (wsp+ | end) quoted_marker?
/// identifier    = letterOrDigit ( (letterOrDigit | '-' | '_' | '.')* letterOrDigit )*
/// extras        = '[' wsp* ( identifier (wsp* ',' wsp* identifier)* )? wsp* ']'
/// versionspec   = '(' version_many ')' | version_many
/// version_many  = version_one (wsp* ',' version_one)*
/// version_one   = wsp* ( '&lt;=' | '&lt;' | '!=' | '==' | '&gt;=' | '&gt;' | '~=' | '===' ) wsp* version
/// version       = ( letterOrDigit | '-' | '_' | '.' | '*' | '+' | '!' )+
/// urlspec       = '@' wsp* URI_reference
/// quoted_marker = ';' wsp* marker
/// </code>
/// <para>Whether a version is one of PEP 440 is not asked when it is parsed: metadata in the wild has others.</para>
/// </remarks>
internal sealed class Pep508Requirement
{
    /// <summary>Creates a requirement; <see cref="Pep508Parser"/> does.</summary>
    internal Pep508Requirement(string name) => Name = name;

    /// <summary>The name as written.</summary>
    public string Name { get; }

    /// <summary>The extras as written, in their order.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];

    /// <summary>The clauses that the version must satisfy, each as <c>&gt;=1.0</c>, in their order; empty where any version will do.</summary>
    public IReadOnlyList<string> Specifier { get; init; } = [];

    /// <summary>Where the distribution is to be taken from; null where the name says it. May hold credentials.</summary>
    public string? Url { get; init; }

    /// <summary>The condition under which the requirement holds, printed canonically; null where it always does.</summary>
    public string? Marker { get; private init; }

    /// <summary>The same condition, to be asked; null where the requirement always holds.</summary>
    public Pep508Marker? Condition
    {
        get;
        init
        {
            field = value;
            Marker = value?.ToString();
        }
    }

    /// <summary>The clauses, to be asked; null where one of them is none of PEP 440.</summary>
    public Pep440Specifier? Versions => Pep440Specifier.TryParse(Specifier, out Pep440Specifier? versions) ? versions : null;

    /// <summary>Parses a requirement.</summary>
    /// <exception cref="CondaEnvException">The text is no requirement (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static Pep508Requirement Parse(string text) => new Pep508Parser(text ?? throw new ArgumentNullException(nameof(text))).Parse();

    /// <summary>
    /// Parses a requirement as pip 24.1 and later do with a line of the user: each clause must be one of PEP 440, a name may end
    /// in an underscore, a URL ends at a semicolon, and behind that there may be nothing.
    /// </summary>
    /// <exception cref="CondaEnvException">pip refuses it (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static Pep508Requirement ParseLine(string text) => new Pep508Parser(text, asPip: true).Parse();

    /// <summary>As <see cref="Parse"/>; false where the text is no requirement.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Pep508Requirement? requirement)
    {
        try
        {
            requirement = text is null ? null : Parse(text);
        }
        catch (CondaEnvException)
        {
            requirement = null;
        }

        return requirement is not null;
    }

    /// <summary>Whether the requirement counts: always without a marker, else where that holds for one of the extras, or without any.</summary>
    /// <param name="environment">Platform and Python.</param>
    /// <param name="extras">The extras of the distribution that asks; null for none.</param>
    public bool Applies(MarkerEnvironment environment, IReadOnlyCollection<string>? extras = null)
    {
        if (Condition is not { } condition || condition.Holds(environment))
        {
            return true;
        }

        foreach (string extra in extras ?? [])
        {
            if (condition.Holds(environment, extra))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The canonical form, as Python's <c>packaging</c> prints it: extras and clauses sorted, no needless blanks.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Name);
        if (Extras.Count > 0)
        {
            text.Append('[').Append(string.Join(",", Sorted(Extras))).Append(']');
        }

        text.Append(string.Join(",", Sorted(Specifier)));
        if (Url is not null)
        {
            text.Append(" @ ").Append(Url);

            // Without the blank the semicolon would belong to the URL.
            text.Append(Marker is null ? string.Empty : " ");
        }

        return Marker is null ? text.ToString() : text.Append("; ").Append(Marker).ToString();
    }

    private static IEnumerable<string> Sorted(IReadOnlyList<string> items) => new SortedSet<string>(items, StringComparer.Ordinal);
}
