using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using CondaEnv.Specs.Pep440;

namespace CondaEnv.Specs.Pep508;

/// <summary>
/// One requirement of a Python distribution (PEP 508): <c>name[extra1,extra2] &gt;=1.0,!=1.5 ; python_version &lt; "3.8"</c>, or
/// <c>name @ https://… ; marker</c>. Immutable.
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
/// <para>The parser does not check versions against PEP 440, because existing metadata contains others.</para>
/// </remarks>
internal sealed class Pep508Requirement
{
    /// <summary>Creates a requirement; called by <see cref="Pep508Parser"/>.</summary>
    internal Pep508Requirement(string name) => Name = name;

    /// <summary>The name as written.</summary>
    public string Name { get; }

    /// <summary>The extras as written, in order.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];

    /// <summary>
    /// The clauses that the version must satisfy, each in a form such as <c>&gt;=1.0</c>, in order; empty if any
    /// version is allowed.
    /// </summary>
    public IReadOnlyList<string> Specifier { get; init; } = [];

    /// <summary>
    /// The address of the distribution; null if it is identified by its name only. May contain credentials.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>
    /// The condition under which the requirement applies, in canonical form; null if it always applies.
    /// </summary>
    public string? Marker { get; private init; }

    /// <summary>The same condition for evaluation; null if the requirement always applies.</summary>
    public Pep508Marker? Condition
    {
        get;
        init
        {
            field = value;
            Marker = value?.ToString();
        }
    }

    /// <summary>The clauses for comparison; null if one of them is not valid in PEP 440.</summary>
    public Pep440Specifier? Versions => Pep440Specifier.TryParse(Specifier, out Pep440Specifier? versions) ? versions : null;

    /// <summary>Parses a requirement.</summary>
    /// <exception cref="CondaEnvException">The text is not a valid requirement
    /// (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static Pep508Requirement Parse(string text) => new Pep508Parser(text ?? throw new ArgumentNullException(nameof(text))).Parse();

    /// <summary>
    /// Parses a requirement as pip 24.1 and later do for a line of a requirements file: each clause must be valid in
    /// PEP 440, a name may end in an underscore, a URL ends at a semicolon, and the marker after it may be empty.
    /// </summary>
    /// <exception cref="CondaEnvException">pip would reject the text
    /// (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static Pep508Requirement ParseLine(string text) => new Pep508Parser(text, asPip: true).Parse();

    /// <summary>As <see cref="Parse"/>, but returns false if the text is not a valid requirement.</summary>
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

    /// <summary>
    /// Whether the requirement applies: always without a marker, otherwise if the marker is true without an extra or
    /// for one of the extras.
    /// </summary>
    /// <param name="environment">Platform and Python of the environment.</param>
    /// <param name="extras">The requested extras of the distribution that has the requirement; null for none.</param>
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

    /// <summary>
    /// The canonical form, as formatted by Python's <c>packaging</c>: extras and clauses sorted, no unnecessary spaces.
    /// </summary>
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

            // Without the space, the semicolon would be part of the URL.
            text.Append(Marker is null ? string.Empty : " ");
        }

        return Marker is null ? text.ToString() : text.Append("; ").Append(Marker).ToString();
    }

    private static IEnumerable<string> Sorted(IReadOnlyList<string> items) => new SortedSet<string>(items, StringComparer.Ordinal);
}
