using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Pep440;

/// <summary>
/// Whether a text is what PEP 440 says. Readers of lock files refuse the whole file for one that is not, and what
/// is installed may have been made before that PEP.
/// </summary>
internal static class Pep440Syntax
{
    /// <summary>True for a version without space around it.</summary>
    public static bool IsVersion(string text) => text.Length == PythonText.Strip(text).Length && Pep440VersionParser.TryParse(text, out _);

    /// <summary>True for clauses such as <c>&gt;=3.9,!=3.10.*</c>, each a comparison with a version.</summary>
    public static bool AreClauses(string text)
    {
        if (!Pep440Specifier.TryParse(text, out Pep440Specifier? specifier) || specifier.Clauses.Count == 0)
        {
            return false;
        }

        foreach (Pep440Clause clause in specifier.Clauses)
        {
            // What is identical to a text is not a comparison with a version, unless the text is one.
            if (clause.Operator == "===" && !IsVersion(clause.VersionText))
            {
                return false;
            }
        }

        return true;
    }
}
