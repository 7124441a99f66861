using System;

namespace CondaEnv.Foundation.Text;

/// <summary>Exact texts with <c>*</c> for any characters, as in MatchSpecs; case-sensitive.</summary>
internal static class Glob
{
    /// <summary>Whether the whole text matches the pattern.</summary>
    /// <remarks>Each piece between asterisks is matched at its first occurrence, so there is no backtracking.</remarks>
    public static bool IsMatch(string pattern, string text)
    {
        int star = pattern.IndexOf('*');
        if (star < 0)
        {
            return pattern == text;
        }

        int last = pattern.LastIndexOf('*');
        int tail = pattern.Length - last - 1;
        if (text.Length < star + tail
            || string.CompareOrdinal(text, 0, pattern, 0, star) != 0
            || string.CompareOrdinal(text, text.Length - tail, pattern, last + 1, tail) != 0)
        {
            return false;
        }

        int at = star;
        int end = text.Length - tail;
        while (star < last)
        {
            int next = pattern.IndexOf('*', star + 1);
            string piece = pattern.Substring(star + 1, next - star - 1);
            int found = text.IndexOf(piece, at, end - at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
            star = next;
        }

        return true;
    }
}
