using System;
using System.Text;

namespace CondaEnv.Foundation.Text;

/// <summary>
/// Converts a Python regular expression, as in specs of the form <c>^…$</c>, to .NET, and rejects what Python rejects.
/// The two dialects agree on nearly everything that occurs in specs; the rest is handled here.
/// </summary>
internal static class PythonRegex
{
    // Letters with a meaning after a backslash in Python 3; any other ASCII letter is an error there.
    private static readonly char[] s_knownEscapes = [.. "AbBdDsSwWZafnrtvxuU"];

    /// <summary>The pattern in .NET syntax, which .NET may still reject; null if Python would reject it.</summary>
    public static string? Rewrite(string pattern)
    {
        StringBuilder result = new(pattern.Length + 8);
        bool repeatable = false;
        for (int i = 0; i < pattern.Length;)
        {
            char c = pattern[i];
            if (c == '\\')
            {
                if (!IsKnownEscape(pattern, i))
                {
                    return null;
                }

                AppendEscape(pattern[i + 1], result);
                repeatable = pattern[i + 1] is not ('A' or 'Z' or 'b' or 'B');
                i += 2;
            }
            else if (c == '[')
            {
                i = CopyClass(pattern, i, result);
                repeatable = true;
            }
            else if (IsQuantifier(pattern, i, out int length))
            {
                if (!repeatable)
                {
                    return null;
                }

                result.Append(length > 2 && pattern[i + 1] == ',' ? "{0" + pattern.Substring(i + 1, length - 1) : pattern.Substring(i, length));
                i += length;
                repeatable = false;
                if (i < pattern.Length && pattern[i] is '?' or '+')
                {
                    // A possessive quantifier differs from a plain one only in that it does not backtrack. Removing the
                    // sign keeps or extends the set of matches.
                    result.Append(pattern[i] == '?' ? "?" : string.Empty);
                    i++;
                }
            }
            else if (c == '(' && Starts(pattern, i, "(?P"))
            {
                if (Starts(pattern, i, "(?P=") && pattern.IndexOf(')', i) is int close and > 0)
                {
                    result.Append("\\k<").Append(pattern, i + 4, close - i - 4).Append('>');
                    i = close + 1;
                    repeatable = true;
                }
                else if (Starts(pattern, i, "(?P<"))
                {
                    result.Append("(?<");
                    i += 4;
                    repeatable = false;
                }
                else
                {
                    return null;
                }
            }
            else if (c == '(' && Starts(pattern, i, "(?<") && i + 3 < pattern.Length && pattern[i + 3] is not ('=' or '!'))
            {
                return null;
            }
            else if (c == '(' && IsFlags(pattern, i))
            {
                // Flags for the whole pattern are allowed only at its start, where the ^ is.
                return null;
            }
            else if (c == '(' && Starts(pattern, i, "(?"))
            {
                result.Append("(?");
                i += 2;
                repeatable = true;
            }
            else
            {
                result.Append(c);
                repeatable = c is not ('(' or '|' or '^' or '$');
                i++;
            }
        }

        return result.ToString();
    }

    // Python's \Z is the very end, which is \z in .NET. .NET does not allow escaping the underscore or letters without
    // a meaning.
    private static void AppendEscape(char c, StringBuilder result) =>
        result.Append(c is '_' or > '\u007f' ? string.Empty : "\\").Append(c == 'Z' ? 'z' : c);

    private static bool Starts(string pattern, int at, string text) => string.CompareOrdinal(pattern, at, text, 0, text.Length) == 0;

    private static bool IsFlags(string pattern, int at)
    {
        int end = at + 2;
        while (end < pattern.Length && pattern[end] is 'a' or 'i' or 'L' or 'm' or 's' or 'u' or 'x')
        {
            end++;
        }

        return Starts(pattern, at, "(?") && end > at + 2 && end < pattern.Length && pattern[end] == ')';
    }

    private static bool IsKnownEscape(string pattern, int at) =>
        at + 1 < pattern.Length
        && (pattern[at + 1] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z')) || Array.IndexOf(s_knownEscapes, pattern[at + 1]) >= 0);

    private static bool IsQuantifier(string pattern, int at, out int length)
    {
        length = 1;
        if (pattern[at] is '*' or '+' or '?')
        {
            return true;
        }

        if (pattern[at] != '{')
        {
            return false;
        }

        int i = at + 1;
        bool digits = false;
        bool comma = false;
        for (; i < pattern.Length && (pattern[i] is >= '0' and <= '9' || (pattern[i] == ',' && !comma)); i++)
        {
            digits |= pattern[i] != ',';
            comma |= pattern[i] == ',';
        }

        length = i - at + 1;
        return (digits || comma) && i < pattern.Length && pattern[i] == '}';
    }

    // In a character class, an opening bracket is an ordinary character in Python; in .NET it could start a
    // subtraction.
    private static int CopyClass(string pattern, int at, StringBuilder result)
    {
        result.Append('[');
        int i = at + 1;
        if (i < pattern.Length && pattern[i] == '^')
        {
            result.Append('^');
            i++;
        }

        for (int first = i; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == ']' && i > first)
            {
                result.Append(']');
                return i + 1;
            }

            if (c == '\\' && i + 1 < pattern.Length)
            {
                AppendEscape(pattern[++i], result);
                continue;
            }

            if (c is '[' or ']')
            {
                result.Append('\\');
            }

            result.Append(c);
        }

        return i;
    }
}
