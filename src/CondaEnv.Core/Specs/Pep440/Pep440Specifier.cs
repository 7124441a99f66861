using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Pep440;

/// <summary>Clauses of PEP 440 that a version must all satisfy: <c>&gt;=1.2,!=1.3.*</c>. Read only.</summary>
internal sealed class Pep440Specifier
{
    private Pep440Specifier(IReadOnlyList<Pep440Clause> clauses) => Clauses = clauses;

    /// <summary>The clauses in their order; none where any version will do.</summary>
    public IReadOnlyList<Pep440Clause> Clauses { get; }

    /// <summary>The text of the one version that is left, where a single <c>==</c> or <c>===</c> says it; else null.</summary>
    public string? ExactVersion => Clauses.Count == 1 && Clauses[0].IsExact ? Clauses[0].VersionText : null;

    /// <summary>Parses clauses with commas between; false where one of them is none. The empty text asks nothing.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Pep440Specifier? specifier) => TryParse(text.Split(','), out specifier);

    /// <summary>Parses clauses; false where one of them is none. Empty ones are passed over.</summary>
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
    /// Whether an installed version is one that is asked for. A pre-release is, if the clauses let it: whether pip would
    /// choose it is another question. A text that is no version satisfies nothing but <c>===</c> and no clause at all.
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

    /// <summary>The clauses, with commas between.</summary>
    public override string ToString() => string.Join(",", Clauses);
}
