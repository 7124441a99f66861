using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Pep440;

/// <summary>
/// Checks texts against the syntax of PEP 440. Readers of lock files reject a whole file with an invalid one, and
/// installed packages may be older than that PEP.
/// </summary>
internal static class Pep440Syntax
{
    /// <summary>True for a valid version without surrounding white space.</summary>
    public static bool IsVersion(string text) => text.Length == PythonText.Strip(text).Length && Pep440VersionParser.TryParse(text, out _);

    /// <summary>True for clauses such as <c>&gt;=3.9,!=3.10.*</c>, each of which compares with a version.</summary>
    public static bool AreClauses(string text)
    {
        if (!Pep440Specifier.TryParse(text, out Pep440Specifier? specifier) || specifier.Clauses.Count == 0)
        {
            return false;
        }

        foreach (Pep440Clause clause in specifier.Clauses)
        {
            // Identity with a text is not a comparison with a version, unless the text is a version.
            if (clause.Operator == "===" && !IsVersion(clause.VersionText))
            {
                return false;
            }
        }

        return true;
    }
}
