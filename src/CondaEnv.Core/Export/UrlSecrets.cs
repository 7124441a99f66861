using System;
using System.Text;

namespace CondaEnv.Export;

/// <summary>
/// Takes the credentials out of URLs in a text: <c>user:password@</c> goes, and the token of <c>/t/token/</c> becomes
/// <c>&lt;TOKEN&gt;</c>, as conda writes it into its records. A query whose name sounds of a secret goes as well.
/// </summary>
internal static class UrlSecrets
{
    private const string Placeholder = "<TOKEN>";

    private static readonly string[] s_telling = ["token", "key", "secret", "password", "passwd", "sig", "auth", "credential"];

    /// <summary>The text without credentials; the same instance where there are none.</summary>
    public static string Remove(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return text;
        }

        StringBuilder clean = new(text.Length);
        int from = 0;
        while (scheme >= 0)
        {
            int authority = scheme + 3;
            int end = authority;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('\'' or '"'))
            {
                end++;
            }

            bool file = authority >= 7 && string.CompareOrdinal(text, authority - 7, "file://", 0, 7) == 0;
            clean.Append(text, from, authority - from);
            clean.Append(file ? text.Substring(authority, end - authority) : RemoveFromUrl(text.Substring(authority, end - authority)));
            from = end;
            scheme = text.IndexOf("://", end, StringComparison.Ordinal);
        }

        clean.Append(text, from, text.Length - from);
        string result = clean.ToString();
        return result == text ? text : result;
    }

    // What stands behind "scheme://".
    private static string RemoveFromUrl(string rest)
    {
        int path = rest.IndexOfAny(['/', '?', '#']);
        path = path < 0 ? rest.Length : path;
        int at = path == 0 ? -1 : rest.LastIndexOf('@', path - 1);
        rest = rest.Substring(at + 1);

        int query = rest.IndexOf('?');
        if (query >= 0 && IsTelling(rest, query))
        {
            rest = rest.Substring(0, query);
        }

        for (int t = rest.IndexOf("/t/", StringComparison.Ordinal); t >= 0; t = rest.IndexOf("/t/", t + 3, StringComparison.Ordinal))
        {
            int start = t + 3;
            int end = rest.IndexOfAny(['/', ':', '?', '#'], start);
            end = end < 0 ? rest.Length : end;
            if (end > start && rest.Substring(start, end - start) != Placeholder)
            {
                rest = rest.Substring(0, start) + Placeholder + rest.Substring(end);
            }
        }

        return rest;
    }

    private static bool IsTelling(string text, int from)
    {
        foreach (string word in s_telling)
        {
            if (text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
