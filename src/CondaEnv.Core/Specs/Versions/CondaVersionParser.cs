using System.Diagnostics.CodeAnalysis;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Specs.Versions;

/// <summary>
/// Checks whether a text is a valid version, and converts it to the form for comparisons. There is no syntax tree: each
/// comparison reads the text run by run (<see cref="CondaVersionCursor"/>).
/// </summary>
/// <remarks>
/// CEP 33: "Version strings can contain the usual alphanumeric characters (A-Za-z0-9), separated into segments by dots
/// and underscores. Empty segments (i.e. two consecutive dots, a leading/trailing underscore) are not permitted. An
/// optional epoch number - an integer followed by <c>!</c> - can precede the actual version string." In practice, a
/// single underscore at the end (openssl) and an asterisk are allowed, and dashes count as underscores if there are no
/// underscores.
/// </remarks>
internal static class CondaVersionParser
{
    /// <summary>The normalized form of the version; throws if the text is not a valid version.</summary>
    public static string Normalize(string text) =>
        TryNormalize(text, out string? normalized, out string? problem, out int offset)
            ? normalized
            : throw SpecErrors.VersionInvalid(text, offset, problem);

    /// <summary>The normalized form of the version; the same instance if the text is already normalized.</summary>
    /// <param name="text">The text to normalize.</param>
    /// <param name="normalized">The text, trimmed, in lower case, with underscores instead of dashes.</param>
    /// <param name="problem">What is wrong with the text.</param>
    /// <param name="offset">Zero-based offset of the error.</param>
    public static bool TryNormalize(
        string text, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out string? problem, out int offset)
    {
        (int start, int end) = PythonText.StripRange(text, 0, text.Length);
        normalized = text.Substring(start, end - start).ToLowerInvariant();
        problem = FindProblem(ref normalized, out offset);
        offset += start;
        if (problem is null)
        {
            return true;
        }

        normalized = null;
        return false;
    }

    private static string? FindProblem(ref string version, out int offset)
    {
        offset = 0;
        if (version.Length == 0)
        {
            return "it is empty";
        }

        int odd = FirstOddCharacter(version);
        if (odd >= 0 && version[odd] == '-' && !version.Contains("_"))
        {
            version = version.Replace('-', '_');
            odd = FirstOddCharacter(version);
        }

        if (odd >= 0)
        {
            offset = odd;
            return "it has a character that is not allowed; use letters, digits and . _ + ! * (a dash only if there is no underscore)";
        }

        int epochEnd = version.IndexOf('!');
        if (epochEnd >= 0)
        {
            offset = version.IndexOf('!', epochEnd + 1);
            if (offset >= 0)
            {
                return "it has a second epoch separator '!'";
            }

            offset = 0;
            if (!IsNumber(version, epochEnd))
            {
                return "the epoch before '!' must be a number";
            }
        }

        int main = epochEnd + 1;
        int localSeparator = version.IndexOf('+', main);
        int mainEnd = localSeparator < 0 ? version.Length : localSeparator;
        if (localSeparator >= 0)
        {
            offset = version.IndexOf('+', localSeparator + 1);
            if (offset >= 0)
            {
                return "it has a second local version separator '+'";
            }
        }

        if (mainEnd == main)
        {
            offset = main;
            return "the version before the local part is missing";
        }

        // One underscore at the end of the main part is a run of its own, not a separator.
        int separatorsEnd = version[mainEnd - 1] == '_' ? mainEnd - 1 : mainEnd;
        offset = EmptySegment(version, main, separatorsEnd, emptyEndIsFine: separatorsEnd < mainEnd);
        if (offset < 0 && localSeparator >= 0)
        {
            offset = EmptySegment(version, localSeparator + 1, version.Length, emptyEndIsFine: false);
        }

        return offset < 0 ? null : "a segment is empty; each of . _ - + must be between two others";
    }

    private static int EmptySegment(string version, int start, int end, bool emptyEndIsFine)
    {
        for (int i = start; i < end; i++)
        {
            if (version[i] is '.' or '_' && (i == start || version[i - 1] is '.' or '_'))
            {
                return i;
            }
        }

        bool emptyEnd = start == end || version[end - 1] is '.' or '_';
        return emptyEnd && !emptyEndIsFine ? end : -1;
    }

    private static int FirstOddCharacter(string version)
    {
        for (int i = 0; i < version.Length; i++)
        {
            if (version[i] is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '+' or '!' or '*'))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsNumber(string version, int end)
    {
        for (int i = 0; i < end; i++)
        {
            if (version[i] is < '0' or > '9')
            {
                return false;
            }
        }

        return end > 0;
    }
}
