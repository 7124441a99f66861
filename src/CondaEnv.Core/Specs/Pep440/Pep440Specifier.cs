using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Pep440;

/// <summary>Clauses of PEP 440 that a version must all satisfy: <c>&gt;=1.2,!=1.3.*</c>. Immutable.</summary>
internal sealed class Pep440Specifier
{
    private Pep440Specifier(IReadOnlyList<Pep440Clause> clauses) => Clauses = clauses;

    /// <summary>The clauses in order; empty if any version is allowed.</summary>
    public IReadOnlyList<Pep440Clause> Clauses { get; }

    /// <summary>
    /// The only allowed version, if there is a single clause with <c>==</c> or <c>===</c>; otherwise null.
    /// </summary>
    public string? ExactVersion => Clauses.Count == 1 && Clauses[0].IsExact ? Clauses[0].VersionText : null;

    /// <summary>
    /// Parses clauses separated by commas; false if one of them is invalid. An empty text allows any version.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Pep440Specifier? specifier) => TryParse(text.Split(','), out specifier);

    /// <summary>Parses clauses; false if one of them is invalid. Empty ones are ignored.</summary>
    public static bool TryParse(IReadOnlyList<string> clauses, [NotNullWhen(true)] out Pep440Specifier? specifier)
    {
        specifier = null;
        List<Pep440Clause> parsed = [];
        foreach (string text in clauses)
        {
            if (PythonText.Strip(text).Length == 0)
            {
                continue;
            }

            if (!Pep440Clause.TryParse(text, out Pep440Clause? clause))
            {
                return false;
            }

            parsed.Add(clause);
        }

        specifier = new Pep440Specifier(parsed);
        return true;
    }

    /// <summary>
    /// Whether an installed version satisfies the clauses. A pre-release does if the clauses allow it, regardless of
    /// whether pip would choose it. A text that is not a valid version satisfies only <c>===</c> and an empty list of
    /// clauses.
    /// </summary>
    public bool Matches(string version)
    {
        bool valid = Pep440Version.TryParse(version, out Pep440Version? parsed);
        foreach (Pep440Clause clause in Clauses)
        {
            if (!(valid ? clause.Matches(parsed!) : clause.MatchesText(version)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The clauses, separated by commas.</summary>
    public override string ToString() => string.Join(",", Clauses);
}
