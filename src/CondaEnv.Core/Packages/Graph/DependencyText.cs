using System;

namespace CondaEnv.Packages.Graph;

/// <summary>
/// Finds the name in a dependency without parsing the rest. A graph of thousands of dependencies needs only the names.
/// </summary>
internal static class DependencyText
{
    /// <summary>
    /// Position of the name in a MatchSpec as written in records: after the channel and before any constraint.
    /// </summary>
    public static (int Start, int Length) NameIn(string dependency)
    {
        int start = 0;
        int end = End(dependency, 0);

        // A colon does not end a name, so a channel before the name is part of the text found so far.
        int colons = dependency.IndexOf(':') < 0 ? -1 : dependency.LastIndexOf("::", Math.Max(end - 1, 0), StringComparison.Ordinal);
        if (colons >= 0)
        {
            start = colons + 2;
        }

        while (start < dependency.Length && dependency[start] is ' ' or '\t')
        {
            start++;
        }

        return (start, End(dependency, start) - start);
    }

    /// <summary>
    /// The name in a MatchSpec as written in records, in lower case, because conda ignores case in names.
    /// </summary>
    public static string NameOf(string dependency)
    {
        (int start, int length) = NameIn(dependency);
        return dependency.Substring(start, length).ToLowerInvariant();
    }

    /// <summary>True if a MatchSpec requires a virtual package, such as <c>__glibc</c>.</summary>
    public static bool IsVirtual(string dependency)
    {
        (int start, int length) = NameIn(dependency);
        return length > 2 && dependency[start] == '_' && dependency[start + 1] == '_';
    }

    /// <summary>The name in a requirement (PEP 508), as spelled there.</summary>
    public static string NameOfRequirement(string requirement)
    {
        string text = requirement.TrimStart();
        return text.Substring(0, End(text, 0));
    }

    /// <summary>
    /// A loop, because names are short, and searching for many characters at once has to be compiled at process start.
    /// </summary>
    private static int End(string text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] is not (' ' or '=' or '<' or '>' or '!' or '~' or '[' or '(' or ';' or '@' or ',' or '\t'))
        {
            end++;
        }

        return end;
    }
}
