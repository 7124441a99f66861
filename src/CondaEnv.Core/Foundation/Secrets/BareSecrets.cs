using System;
using System.Collections.Generic;

namespace CondaEnv.Foundation.Secrets;

/// <summary>
/// Finds credentials without a scheme: <c>user:password@host/c</c>, <c>host/t/token/c</c>, <c>--token value</c>.
/// </summary>
internal static class BareSecrets
{
    private static readonly char[] s_slashes = ['/', '\\'];
    private static readonly string[] s_options = ["token", "password", "passwd", "secret", "api-key", "apikey", "auth", "credential", "credentials"];

    /// <summary>Adds the parts to remove.</summary>
    public static void Find(string text, List<SecretCut> cuts)
    {
        for (int start = 0; start < text.Length;)
        {
            if (IsBetween(text[start]))
            {
                start++;
                continue;
            }

            int end = start;
            while (end < text.Length && !IsBetween(text[end]))
            {
                end++;
            }

            int next = end;
            if (end - start > 2 && text[start] == '-' && text[start + 1] == '-')
            {
                next = Option(text, start + 2, end, cuts);
            }
            else
            {
                Word(text, start, end, cuts);
            }

            start = Math.Max(next, end);
        }
    }

    private static bool IsBetween(char c) => char.IsWhiteSpace(c) || c is '"' or '\'' or '`' or ',' or '(' or ')' or '[' or ']' or '{' or '}' or '<' or '>' or '|';

    /// <summary>An option with a secret value, after an equals sign or a space.</summary>
    private static int Option(string text, int start, int end, List<SecretCut> cuts)
    {
        int equals = text.IndexOf('=', start, end - start);
        string name = text.Substring(start, (equals < 0 ? end : equals) - start);
        if (!Array.Exists(s_options, o => name.EndsWith(o, StringComparison.OrdinalIgnoreCase)))
        {
            if (equals >= 0)
            {
                Word(text, equals + 1, end, cuts);
            }

            return end;
        }

        int value = equals >= 0 ? equals + 1 : end;
        while (equals < 0 && value < text.Length && text[value] is ' ' or '\t')
        {
            value++;
        }

        // The value may be quoted, and may then contain characters that otherwise end a word.
        char quote = value < text.Length && text[value] is '"' or '\'' ? text[value] : '\0';
        int first = quote == '\0' ? value : value + 1;
        int stop = first;
        while (stop < text.Length && (quote == '\0' ? !char.IsWhiteSpace(text[stop]) : text[stop] != quote))
        {
            stop++;
        }

        if (stop > first && text[first] != '-' && (equals >= 0 || value > end)
            && string.CompareOrdinal(text, first, SecretCut.Token, 0, Math.Max(stop - first, SecretCut.Token.Length)) != 0)
        {
            cuts.Add(new SecretCut(first, stop, SecretCut.Token));
        }

        return stop > first && (equals >= 0 || value > end) ? stop : end;
    }

    private static void Word(string text, int start, int end, List<SecretCut> cuts)
    {
        if (end <= start || text.IndexOf("://", start, end - start, StringComparison.Ordinal) >= 0)
        {
            return;
        }

        // name=value: each part may be an address, and an address may be in the path of another.
        for (int part = start; part < end;)
        {
            int stop = part;
            while (stop < end && text[stop] != '=')
            {
                stop++;
            }

            User(text, part, stop, cuts);
            Token(text, part, stop, cuts);
            int inner = stop - part < 3 ? -1 : text.LastIndexOf("//", stop - 1, stop - part, StringComparison.Ordinal);
            if (inner > part)
            {
                User(text, inner, stop, cuts);
                Token(text, inner, stop, cuts);
            }

            part = stop + 1;
        }
    }

    /// <summary>
    /// <c>user:password@host</c>; a user without a password may be part of an address (<c>git@github.com</c>).
    /// </summary>
    private static void User(string text, int start, int end, List<SecretCut> cuts)
    {
        while (start < end && text[start] is '/' or '\\')
        {
            start++;
        }

        int slash = text.IndexOfAny(s_slashes, start, end - start);
        int stop = slash < 0 ? end : slash;
        int colon = text.IndexOf(':', start, stop - start);
        int at = stop <= start ? -1 : text.LastIndexOf('@', stop - 1, stop - start);
        if (colon > start && at > colon + 1 && at + 1 < stop && char.IsLetterOrDigit(text[at + 1]) && text[colon + 1] is not (':' or '/' or '\\'))
        {
            cuts.Add(new SecretCut(start, at + 1, ""));
        }
    }

    /// <summary>
    /// <c>host/t/token</c>: conda's token is directly after the host. In a path, the text before it starts with a
    /// separator or is longer.
    /// </summary>
    private static void Token(string text, int start, int end, List<SecretCut> cuts)
    {
        int host = start;
        while (host < end && text[host] == '/' && host - start < 2)
        {
            host++;
        }

        if (host - start == 1 || host >= end || !char.IsLetterOrDigit(text[host]))
        {
            return;
        }

        int slash = host;
        while (slash < end && (char.IsLetterOrDigit(text[slash]) || text[slash] is '.' or '-' or '_' or ':' or '@'))
        {
            slash++;
        }

        // A Windows drive is not a host.
        if (slash + 3 < end && slash - host > 2 && text[slash] == '/' && text[slash + 1] is 't' or 'T' && text[slash + 2] == '/')
        {
            AddressSecrets.MaskTokens(text, slash, Math.Min(end, AddressSecrets.EndOfUrl(text, slash)), cuts);
        }
    }
}
