using System;
using System.IO.Enumeration;

namespace CondaEnv.Cli;

/// <summary>
/// Matches names with <c>*</c> and <c>?</c>, ignoring case; names of packages and environments contain neither.
/// </summary>
internal static class NamePattern
{
    /// <summary>True if a text is a pattern.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>True if a name matches the pattern.</summary>
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
