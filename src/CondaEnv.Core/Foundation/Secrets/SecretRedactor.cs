using System;
using System.Collections.Generic;
using System.Text;

namespace CondaEnv.Foundation.Secrets;

/// <summary>
/// Takes credentials out of URLs, wherever in a text they stand: <c>user:password@</c> before the host, the token of
/// <c>/t/token/</c> (Anaconda servers), which becomes <c>&lt;TOKEN&gt;</c>, and a query that names a secret.
/// </summary>
/// <remarks>
/// conda cleans what it writes into <c>conda-meta/*.json</c>, but <c>conda-meta/history</c> keeps command lines as they were
/// typed, and pip keeps <c>git+https://token@host</c> in <c>direct_url.json</c>. In doubt more is removed rather than less, but only inside URLs, so that paths in a text stay whole.
/// </remarks>
internal static class SecretRedactor
{
    private const string SchemeEnd = "://";
    private const string Placeholder = "<TOKEN>";
    private const int MorePasses = 3;

    private static readonly string[] s_telling = ["token", "key", "secret", "password", "passwd", "sig", "auth", "credential"];

    /// <summary>The text without credentials; the same instance where it holds none.</summary>
    public static string Redact(string text)
    {
        string clean = Once(text);
        for (int pass = 0; pass < MorePasses && !ReferenceEquals(clean, text); pass++)
        {
            // In texts that nobody means well, what is left may be another URL.
            text = clean;
            clean = Once(text);
        }

        return clean;
    }

    private static string Once(string text)
    {
        int colon = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (colon < 0)
        {
            return text;
        }

        List<Cut>? cuts = null;
        while (colon >= 0)
        {
            int authority = colon + SchemeEnd.Length;
            int end = EndOfUrl(text, authority);
            int host = HostStart(text, colon, authority, end, out int keep);
            if (host > authority)
            {
                (cuts ??= []).Add(new Cut(keep, host - (keep > authority ? 1 : 0), ""));
            }

            if (!IsFile(text, colon))
            {
                // In a path on disk, /t/ is a folder.
                MaskTokens(text, host, end, ref cuts);
                DropTellingQuery(text, host, end, ref cuts);
            }

            colon = text.IndexOf(SchemeEnd, end, StringComparison.Ordinal);
        }

        return cuts is null ? text : Apply(text, cuts);
    }

    // Each rule looks at the whole URL and knows nothing of the others: their ranges may overlap.
    private static string Apply(string text, List<Cut> cuts)
    {
        cuts.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        StringBuilder result = new(text.Length);
        int copied = 0;
        foreach (Cut cut in cuts)
        {
            if (cut.Start >= copied)
            {
                result.Append(text, copied, cut.Start - copied).Append(cut.Replacement);
            }

            copied = Math.Max(copied, cut.End);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary><see cref="Redact(string)"/> for texts that may be absent.</summary>
    public static string? RedactOrNull(string? text) => text is null ? null : Redact(text);

    /// <summary><see cref="Redact(string)"/> for each; the same list where none holds any.</summary>
    public static IReadOnlyList<string> RedactAll(IReadOnlyList<string> texts)
    {
        string[]? clean = null;
        for (int i = 0; i < texts.Count; i++)
        {
            string one = Redact(texts[i]);
            if (!ReferenceEquals(one, texts[i]))
            {
                clean ??= [.. texts];
                clean[i] = one;
            }
        }

        return clean ?? texts;
    }

    private static int EndOfUrl(string text, int start)
    {
        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '\'' or '`'))
        {
            // Two URLs glued together (joined lists, a URL as another one's path) are two URLs.
            bool glued = text[end] == ',' ? string.CompareOrdinal(text, end + 1, "http", 0, 4) == 0
                : text[end] == ':' && string.CompareOrdinal(text, end, SchemeEnd, 0, SchemeEnd.Length) == 0;
            if (glued)
            {
                break;
            }

            end++;
        }

        return end;
    }

    // Where the host begins behind the user information; `keep` is how far the text before it is to be kept.
    private static int HostStart(string text, int colon, int authority, int end, out int keep)
    {
        keep = authority;
        int authorityEnd = authority;
        while (authorityEnd < end && text[authorityEnd] is not ('/' or '?' or '#' or '\\'))
        {
            authorityEnd++;
        }

        int at = authorityEnd == authority ? -1 : text.LastIndexOf('@', authorityEnd - 1, authorityEnd - authority);
        int separator = authorityEnd == authority ? -1 : text.IndexOf(':', authority, authorityEnd - authority);
        if (at < 0)
        {
            // A password with a raw slash in it ends the authority too early: what stands in the port's place is no number then.
            bool oddPort = separator >= 0 && text[authority] != '[' && !IsDigits(text, separator + 1, authorityEnd);
            at = oddPort && end > authorityEnd ? text.LastIndexOf('@', end - 1, end - authorityEnd) : -1;
        }

        if (at < 0)
        {
            return authority;
        }

        if (IsSsh(text, colon))
        {
            // The user of an ssh URL is an address (git@github.com), not a secret; a password behind it is one.
            if (separator < 0 || separator > at)
            {
                return authority;
            }

            keep = separator;
        }

        return at + 1;
    }

    private static bool IsSsh(string text, int colon) =>
        colon >= 3 && string.Compare(text, colon - 3, "ssh", 0, 3, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsFile(string text, int colon) =>
        colon >= 4 && string.Compare(text, colon - 4, "file", 0, 4, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsDigits(string text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>As conda does in the records that it writes: <c>/t/&lt;TOKEN&gt;/</c> says that one was there.</summary>
    private static void MaskTokens(string text, int start, int end, ref List<Cut>? cuts)
    {
        for (int i = start; i + 3 < end; i++)
        {
            if (text[i] != '/' || text[i + 1] != 't' || text[i + 2] != '/')
            {
                continue;
            }

            int token = i + 3;
            int tokenEnd = token;
            while (tokenEnd < end && text[tokenEnd] is not ('/' or '?' or '#' or ':'))
            {
                tokenEnd++;
            }

            if (tokenEnd > token && string.CompareOrdinal(text, token, Placeholder, 0, Math.Max(tokenEnd - token, Placeholder.Length)) != 0)
            {
                (cuts ??= []).Add(new Cut(token, tokenEnd, Placeholder));
            }

            i = tokenEnd - 1;
        }
    }

    /// <summary>A query that names a secret goes as a whole; a fragment after it stays.</summary>
    private static void DropTellingQuery(string text, int start, int end, ref List<Cut>? cuts)
    {
        int query = text.IndexOf('?', start, end - start);
        if (query < 0)
        {
            return;
        }

        int fragment = text.IndexOf('#', query, end - query);
        int queryEnd = fragment < 0 ? end : fragment;

        // A token in it is a secret as well, and its placeholder would be taken for the name of one the next time.
        bool telling = cuts?.Exists(cut => cut.Start >= query && cut.Start < queryEnd) ?? false;
        foreach (string word in s_telling)
        {
            telling = telling || text.IndexOf(word, query, queryEnd - query, StringComparison.OrdinalIgnoreCase) >= 0;
        }

        if (telling)
        {
            (cuts ??= []).Add(new Cut(query, queryEnd, ""));
        }
    }

    /// <summary>A part of the text that goes, and what takes its place.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Cut(int Start, int End, string Replacement);
}
