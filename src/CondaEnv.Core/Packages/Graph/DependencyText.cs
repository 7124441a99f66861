using System;

namespace CondaEnv.Packages.Graph;

/// <summary>Finds the name in a dependency without parsing the rest: a graph of thousands of dependencies needs no more.</summary>
internal static class DependencyText
{
    /// <summary>Where the name stands in a MatchSpec as records hold it: behind the channel, before all that limits it.</summary>
    public static (int Start, int Length) NameIn(string dependency)
    {
        int start = 0;
        int end = End(dependency, 0);

        // A colon ends no name, so that a channel before it is part of what was found.
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

    /// <summary>The name in a MatchSpec as records hold it, in lower case, as conda compares names.</summary>
    public static string NameOf(string dependency)
    {
        (int start, int length) = NameIn(dependency);
        return dependency.Substring(start, length).ToLowerInvariant();
    }

    /// <summary>The name in a requirement (PEP 508), as it is spelt there.</summary>
    public static string NameOfRequirement(string requirement)
    {
        string text = requirement.TrimStart();
        return text.Substring(0, End(text, 0));
    }

    /// <summary>A loop: names are short, and the search for any of many characters must be compiled at the start of a process.</summary>
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
