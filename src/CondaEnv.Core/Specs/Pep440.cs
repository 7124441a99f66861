using System.Text.RegularExpressions;

namespace CondaEnv.Specs;

/// <summary>
/// Whether a text is a version of PEP 440. Readers of lock files refuse the whole file for one that is not, and what
/// is installed may have been made before that PEP.
/// </summary>
internal static class Pep440
{
    // Appendix B of the PEP, which ignores case; space around is none of the version.
    private static readonly Regex s_version = new(
        @"^v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)*(?:[-_.]?(?:alpha|beta|preview|pre|a|b|c|rc)[-_.]?[0-9]*)?(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?(?:[-_.]?dev[-_.]?[0-9]*)?(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>True for a version.</summary>
    public static bool IsVersion(string text) => s_version.IsMatch(text);

    /// <summary>True for clauses such as <c>&gt;=3.9,!=3.10.*</c>, each a comparison with a version.</summary>
    public static bool AreClauses(string text)
    {
        if (!Pep508Requirement.TryParse("x " + text, out Pep508Requirement? requirement)
            || requirement.Specifier.Count == 0 || requirement.Extras.Count > 0 || requirement.Marker is not null)
        {
            return false;
        }

        foreach (string clause in requirement.Specifier)
        {
            string version = clause.TrimStart('=', '<', '>', '!', '~');
            bool prefix = version.EndsWith(".*", System.StringComparison.Ordinal) && clause[0] is '=' or '!';
            if (!IsVersion(prefix ? version.Substring(0, version.Length - 2) : version))
            {
                return false;
            }
        }

        return true;
    }
}
