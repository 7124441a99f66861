using System;
using System.Collections.Generic;

namespace CondaEnv.Foundation.Secrets;

/// <summary>Finds credentials in URLs with a scheme, regardless of the surrounding text.</summary>
internal static class AddressSecrets
{
    private const string SchemeEnd = "://";

    private static readonly string[] s_schemes = ["http", "https", "ftp", "sftp", "s3", "ssh"];

    /// <summary>Query parameters whose values identify the resource, not the user.</summary>
    private static readonly HashSet<string> s_harmlessQuery = new(StringComparer.OrdinalIgnoreCase)
    {
        "arch", "branch", "commit", "format", "name", "package", "platform", "ref", "rev", "subdir", "tag", "type", "version",
    };

    /// <summary>Fragment parameters that pip and conda know.</summary>
    private static readonly HashSet<string> s_harmlessFragment = new(StringComparer.OrdinalIgnoreCase)
    {
        "egg", "md5", "name", "sha1", "sha224", "sha256", "sha384", "sha512", "subdirectory",
    };

    /// <summary>Adds the parts to remove.</summary>
    public static void Find(string text, List<SecretCut> cuts)
    {
        int colon = NextScheme(text, 0, out int length);
        while (colon >= 0)
        {
            int authority = colon + length;
            int end = EndOfUrl(text, authority);
            int host = HostStart(text, colon, authority, ref end, out int keep);
            if (host > authority && !IsOfVariables(text, authority, host - 1))
            {
                cuts.Add(new SecretCut(keep, host - (keep > authority ? 1 : 0), ""));
            }

            if (!IsFile(text, colon))
            {
                // In a path on disk, /t/ is a folder.
                MaskTokens(text, host, end, cuts);
                DropParameters(text, host, end, cuts);
            }

            colon = NextScheme(text, Math.Max(end, authority), out length);
        }
    }

    private static int NextScheme(string text, int start, out int length)
    {
        for (int colon = text.IndexOf(':', start); colon >= 0; colon = text.IndexOf(':', colon + 1))
        {
            length = SchemeEndLength(text, colon);
            if (length > 0)
            {
                return colon;
            }
        }

        length = 0;
        return -1;
    }

    /// <summary>
    /// Length of the separator after a scheme: <c>://</c>, or <c>:/</c> if an address was misinterpreted as a path.
    /// </summary>
    private static int SchemeEndLength(string text, int colon)
    {
        if (colon + 1 >= text.Length || text[colon + 1] != '/')
        {
            return 0;
        }

        if (colon + 2 < text.Length && text[colon + 2] == '/')
        {
            return SchemeEnd.Length;
        }

        foreach (string scheme in s_schemes)
        {
            if (colon >= scheme.Length && string.Compare(text, colon - scheme.Length, scheme, 0, scheme.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return 2;
            }
        }

        return 0;
    }

    /// <summary>Masks tokens as conda does in its records: <c>/t/&lt;TOKEN&gt;/</c> shows that there was one.</summary>
    public static void MaskTokens(string text, int start, int end, List<SecretCut> cuts)
    {
        for (int i = start; i + 3 < end; i++)
        {
            if (text[i] != '/' || text[i + 1] is not ('t' or 'T') || text[i + 2] != '/')
            {
                continue;
            }

            int token = i + 3;
            int tokenEnd = token;
            while (tokenEnd < end && text[tokenEnd] is not ('/' or '?' or '#' or ':'))
            {
                tokenEnd++;
            }

            if (tokenEnd > token && !IsPlaceholder(text, token, tokenEnd))
            {
                cuts.Add(new SecretCut(token, tokenEnd, SecretCut.Token));
            }

            i = Math.Max(i, tokenEnd - 1);
        }
    }

    /// <summary>End of the URL that starts at the given position.</summary>
    public static int EndOfUrl(string text, int start)
    {
        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '\'' or '`'))
        {
            // Adjacent URLs without a space (joined lists, or a URL as the path of another) are separate URLs.
            bool glued = text[end] == ',' ? string.Compare(text, end + 1, "http", 0, 4, StringComparison.OrdinalIgnoreCase) == 0
                : text[end] == ':' && SchemeEndLength(text, end) > 0;
            if (glued)
            {
                break;
            }

            end++;
        }

        return end;
    }

    private static bool IsPlaceholder(string text, int start, int end) =>
        string.CompareOrdinal(text, start, SecretCut.Token, 0, Math.Max(end - start, SecretCut.Token.Length)) == 0
        || (text[start] == '$' && IsVariable(text, start + 1, end));

    /// <summary><c>$USER:$PASSWORD</c>: names of environment variables of the reader, not values.</summary>
    private static bool IsOfVariables(string text, int start, int end)
    {
        int colon = text.IndexOf(':', start, end - start);
        return IsDollar(start, colon < 0 ? end : colon) && (colon < 0 || IsDollar(colon + 1, end));

        bool IsDollar(int from, int to) => to > from && text[from] == '$' && IsVariable(text, from + 1, to);
    }

    /// <summary>
    /// A variable instead of a token, which is expanded on the reader's machine: <c>${CONDA_TOKEN}</c>.
    /// </summary>
    private static bool IsVariable(string text, int start, int end)
    {
        bool braces = start < end && text[start] == '{';
        int last = braces ? end - 1 : end;
        int first = braces ? start + 1 : start;
        if (first >= last || (braces && text[end - 1] != '}') || char.IsDigit(text[first]))
        {
            return false;
        }

        for (int i = first; i < last; i++)
        {
            if (!(text[i] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return true;
    }

    // Start of the host after the user information; `keep` is the end of the text before it that is kept.
    private static int HostStart(string text, int colon, int authority, ref int end, out int keep)
    {
        keep = authority;
        int authorityEnd = authority;
        bool quoted = false;
        while (authorityEnd < text.Length && !char.IsWhiteSpace(text[authorityEnd]) && text[authorityEnd] is not ('/' or '?' or '#'))
        {
            quoted |= authorityEnd >= end;
            authorityEnd++;
        }

        int at = authorityEnd == authority ? -1 : text.LastIndexOf('@', authorityEnd - 1, authorityEnd - authority);
        int separator = authorityEnd == authority ? -1 : text.IndexOf(':', authority, authorityEnd - authority);
        if (quoted && at >= end)
        {
            // A quote inside a password does not end it; one after the host does.
            if (separator >= 0 && separator < end && !(end + 1 < text.Length && text[end + 1] is ',' or ']' or ')' or '}' or ':' or ';'))
            {
                end = EndOfUrl(text, at + 1);
            }
            else
            {
                at = end <= authority ? -1 : text.LastIndexOf('@', end - 1, end - authority);
                authorityEnd = Math.Min(authorityEnd, end);
            }
        }

        if (at < 0)
        {
            authorityEnd = Math.Min(authorityEnd, end);

            // A password with an unescaped slash ends the authority too early; the text in the position of the port is
            // then not a number.
            bool oddPort = separator >= 0 && separator < authorityEnd && text[authority] != '[' && !IsDigits(text, separator + 1, authorityEnd);
            at = oddPort && end > authorityEnd ? text.LastIndexOf('@', end - 1, end - authorityEnd) : -1;
        }

        if (at < 0)
        {
            return authority;
        }

        if (IsSsh(text, colon))
        {
            // The user of an ssh URL is part of the address (git@github.com), not a secret; a password after it is one.
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

    /// <summary>
    /// Removes path parameters (<c>;a=b</c>), the query and the fragment, except for those that are known to be
    /// harmless.
    /// </summary>
    private static void DropParameters(string text, int start, int end, List<SecretCut> cuts)
    {
        int fragment = IndexOf(text, '#', start, end);
        int query = IndexOf(text, '?', start, fragment < 0 ? end : fragment);
        int pathEnd = query >= 0 ? query : fragment >= 0 ? fragment : end;
        for (int i = start; i < pathEnd; i++)
        {
            if (text[i] == ';' && HasName(text, i + 1, pathEnd))
            {
                int stop = i + 1;
                while (stop < pathEnd && text[stop] != '/')
                {
                    stop++;
                }

                cuts.Add(new SecretCut(i, stop, ""));
                i = stop - 1;
            }
        }

        if (query >= 0 && !IsHarmless(text, query + 1, fragment < 0 ? end : fragment, s_harmlessQuery, bare: false))
        {
            cuts.Add(new SecretCut(query, fragment < 0 ? end : fragment, ""));
        }

        if (fragment >= 0 && !IsHarmless(text, fragment + 1, end, s_harmlessFragment, bare: true))
        {
            cuts.Add(new SecretCut(fragment, end, ""));
        }
    }

    private static int IndexOf(string text, char sign, int start, int end) => end <= start ? -1 : text.IndexOf(sign, start, end - start);

    private static bool HasName(string text, int start, int end)
    {
        int i = start;
        while (i < end && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '-' or '.'))
        {
            i++;
        }

        return i > start && i < end && text[i] == '=';
    }

    /// <summary>Pairs of a known name and a value that consists of plain characters.</summary>
    private static bool IsHarmless(string text, int start, int end, HashSet<string> names, bool bare)
    {
        for (int at = start; at < end;)
        {
            int stop = at;
            while (stop < end && text[stop] is not ('&' or ';'))
            {
                stop++;
            }

            int equals = IndexOf(text, '=', at, stop);
            if (equals < 0 ? !bare : !names.Contains(text.Substring(at, equals - at)))
            {
                return false;
            }

            for (int i = equals < 0 ? at : equals + 1; i < stop; i++)
            {
                if (text[i] is '@' or '?' or '%' || (text[i] == ':' && equals >= 0))
                {
                    return false;
                }
            }

            at = stop + 1;
        }

        return true;
    }
}
