using System;
using System.Linq;

namespace CondaEnv.Specs.Pep440;

/// <summary>Creates pip version specifiers (PEP 440) from the leading parts of an installed version.</summary>
internal static class Pep440Pin
{
    /// <summary><c>==1.26.4</c>; <c>===</c> for a text that is not a valid PEP 440 version.</summary>
    public static string Exact(string version) => (Pep440Syntax.IsVersion(version) ? "==" : "===") + version;

    /// <summary>
    /// Any version with the same leading parts, such as <c>~=1.26.0</c> for two parts. A pre-release is written in
    /// full, because pip installs pre-releases only if they are named.
    /// </summary>
    public static string Compatible(string version, int parts)
    {
        int end = ReleaseEnd(version);
        string rest = version.Substring(end);
        bool isFinal = rest.Length == 0 || rest[0] == '+' || rest.StartsWith(".post", StringComparison.OrdinalIgnoreCase);
        return !Pep440Syntax.IsVersion(version) || !isFinal ? Exact(version) : "~=" + string.Join(".", version.Substring(0, end).Split('.').Take(parts)) + ".0";
    }

    /// <summary>End of epoch and release, as in <c>1!2.0.3</c>.</summary>
    private static int ReleaseEnd(string version)
    {
        int end = 0;
        while (end < version.Length && (IsDigit(version, end) || (version[end] is '.' or '!' && IsDigit(version, end + 1))))
        {
            end++;
        }

        return end;
    }

    private static bool IsDigit(string text, int at) => at < text.Length && text[at] is >= '0' and <= '9';
}
