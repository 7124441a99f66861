using System;
using System.IO.Enumeration;

namespace CondaEnv.Cli;

/// <summary>Names with <c>*</c> and <c>?</c>, case ignored; no name of a package or an environment holds either.</summary>
internal static class NamePattern
{
    /// <summary>True where a text is a pattern.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>True where a name fits.</summary>
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
