using CondaEnv.Specs.Pep440;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Pep508;

/// <summary>
/// Whether a text is what PEP 440 says. Readers of lock files refuse the whole file for one that is not, and what
/// is installed may have been made before that PEP.
/// </summary>
internal static class Pep440Syntax
{
    /// <summary>True for a version; space around is none of it.</summary>
    public static bool IsVersion(string text) => text.Length == PythonText.Strip(text).Length && Pep440VersionParser.TryParse(text, out _);

    /// <summary>True for clauses such as <c>&gt;=3.9,!=3.10.*</c>, each a comparison with a version.</summary>
    public static bool AreClauses(string text)
    {
        if (!Pep508Requirement.TryParse("x " + text, out Pep508Requirement? requirement)
            || requirement.Specifier.Count == 0 || requirement.Extras.Count > 0 || requirement.Marker is not null)
        {
            return false;
        }

        // What is identical to a text is no comparison with a version, unless the text is one.
        return requirement.Versions is { } versions && !System.Linq.Enumerable.Any(versions.Clauses, static c => c.Operator == "===" && !IsVersion(c.VersionText));
    }
}
