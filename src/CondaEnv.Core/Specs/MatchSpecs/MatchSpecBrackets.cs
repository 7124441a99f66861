using System;
using System.Collections.Generic;

namespace CondaEnv.Specs.MatchSpecs;

/// <summary>Reads <c>key=value</c> pairs with optional quotes, each followed by a comma, a space or the end.</summary>
/// <remarks>
/// conda searches for pairs with the regular expression <c>([a-zA-Z0-9_-]+?)=(["']?)([^'"]*?)(\2)(?:[, ]|$)</c>, so
/// other text is silently ignored.
/// </remarks>
internal static class MatchSpecBrackets
{
    /// <summary>The pairs in order; a value may be empty.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Read(string text)
    {
        int position = 0;
        while (position < text.Length)
        {
            int keyEnd = position;
            while (keyEnd < text.Length && IsKey(text[keyEnd]))
            {
                keyEnd++;
            }

            if (keyEnd > position && keyEnd < text.Length && text[keyEnd] == '=' && ReadValue(text, keyEnd + 1, out string value, out int next))
            {
                yield return new KeyValuePair<string, string>(text.Substring(position, keyEnd - position), value);
                position = next;
            }
            else
            {
                position = Math.Max(keyEnd, position + 1);
            }
        }
    }

    private static bool IsKey(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';

    private static bool ReadValue(string text, int start, out string value, out int next)
    {
        char quote = start < text.Length ? text[start] : '\0';
        bool quoted = quote is '"' or '\'';
        int first = quoted ? start + 1 : start;
        int end = first;
        while (end < text.Length && text[end] is not ('"' or '\'') && (quoted || !IsEnd(text, end)))
        {
            end++;
        }

        value = text.Substring(first, end - first);
        next = end;
        if (quoted)
        {
            if (end == text.Length || text[end] != quote)
            {
                return false;
            }

            end++;
        }

        // There is no delimiter to skip at the end of the text.
        next = end < text.Length && text[end] is ',' or ' ' ? end + 1 : end;
        return IsEnd(text, end);
    }

    private static bool IsEnd(string text, int at) =>
        at == text.Length || text[at] is ',' or ' ' || (text[at] == '\n' && at == text.Length - 1);
}
