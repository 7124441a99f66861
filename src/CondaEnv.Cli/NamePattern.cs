using System;
using System.Collections.Generic;
using System.IO.Enumeration;

namespace CondaEnv.Cli;

/// <summary>Names with <c>*</c> and <c>?</c>, case ignored; no name of a package or an environment holds either.</summary>
internal static class NamePattern
{
    /// <summary>True where a text is a pattern.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>True where a name fits.</summary>
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);

    /// <summary>True where a name fits one of the patterns, or there are none.</summary>
    public static bool MatchesAny(IReadOnlyCollection<string> patterns, string name)
    {
        foreach (string pattern in patterns)
        {
            if (Matches(pattern, name))
            {
                return true;
            }
        }

        return patterns.Count == 0;
    }
}
