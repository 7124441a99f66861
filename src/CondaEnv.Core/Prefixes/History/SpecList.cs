using System;
using System.Collections.Generic;
using System.Text;

namespace CondaEnv.Prefixes.History;

/// <summary>Parses the lists of specs after <c>specs:</c> in a history.</summary>
internal static class SpecList
{
    /// <summary>
    /// Reads a list of specs: a Python list literal (conda ≥ 4.5, and mamba, which quotes as C++ does), or the comma
    /// form, in which a clause that starts with a relation belongs to the preceding spec.
    /// </summary>
    /// <param name="text">Text of the history.</param>
    /// <param name="start">Offset where the list starts.</param>
    /// <param name="end">Offset where the line ends.</param>
    /// <param name="specs">The specs; if the text is damaged, those that could be read.</param>
    /// <returns>False if conda could not read the text.</returns>
    public static bool TryParse(string text, int start, int end, out List<string> specs)
    {
        bool sound;
        if (start < end && text[start] == '[')
        {
            sound = TryParseLiteral(text, start + 1, end, out specs);
        }
        else
        {
            // conda fails on a comma list with brackets (an unbound variable); this reader accepts it.
            sound = text.IndexOf('[', start, end - start) < 0;
            specs = ParseCommaForm(text.Substring(start, end - start));
        }

        // A spec that ends in @ was a track feature, which conda ignores.
        specs.RemoveAll(static s => s.Length == 0 || s.EndsWith("@", StringComparison.Ordinal));
        return sound;
    }

    private static List<string> ParseCommaForm(string text)
    {
        List<string> specs = [];
        int start = 0;
        int spec = -1;
        int depth = 0;
        char quote = '\0';
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ',';
            if (i < text.Length && quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                continue;
            }

            if (depth > 0 && c is '\'' or '"' && i < text.Length)
            {
                quote = c;
            }
            else if (c == '[')
            {
                depth++;
            }
            else if (c == ']' && depth > 0)
            {
                depth--;
            }
            else if (c == ',' && (depth == 0 || i == text.Length))
            {
                // A clause that is a relation belongs to the preceding spec, which is adjacent in the text.
                if (spec >= 0 && !IsRelation(text, start, i))
                {
                    specs.Add(text.Substring(spec, start - 1 - spec));
                    spec = start;
                }

                spec = Math.Max(spec, 0);
                start = i + 1;
            }
        }

        specs.Add(text.Substring(spec));
        return specs;
    }

    /// <summary><c>^(=|==|!=|&lt;=|>=|&lt;|>|~=)(?![=&lt;>!~])(\S+)$</c> (version.py, version_relation_re).</summary>
    private static bool IsRelation(string text, int start, int end)
    {
        int version = start;
        while (version < end && text[version] is '=' or '!' or '<' or '>' or '~')
        {
            version++;
        }

        bool known = version - start <= 2 && text.Substring(start, version - start) is "=" or "==" or "!=" or "<=" or ">=" or "<" or ">" or "~=";
        if (!known || version == end)
        {
            return false;
        }

        for (int i = version; i < end; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Parses a Python list of string literals; a trailing comma and adjacent literals are allowed.</summary>
    private static bool TryParseLiteral(string text, int i, int end, out List<string> specs)
    {
        specs = [];
        StringBuilder? adjoined = null;
        bool sound = ReadLiteral(text, i, end, specs, ref adjoined);
        Flush(specs, ref adjoined);
        return sound;
    }

    /// <summary>Completes a string that was concatenated from several literals.</summary>
    private static void Flush(List<string> specs, ref StringBuilder? adjoined)
    {
        if (adjoined is not null)
        {
            specs[specs.Count - 1] = adjoined.ToString();
            adjoined = null;
        }
    }

    private static bool ReadLiteral(string text, int i, int end, List<string> specs, ref StringBuilder? adjoined)
    {
        bool mayAdjoin = false;
        while (true)
        {
            i = HistoryParser.SkipSpace(text, i, end);
            if (i >= end)
            {
                return false;
            }

            char c = text[i];
            if (c == ']')
            {
                return IsEndOfLiteral(text, i + 1, end);
            }

            if (c == ',')
            {
                if (!mayAdjoin)
                {
                    return false;
                }

                Flush(specs, ref adjoined);
                mayAdjoin = false;
                i++;
                continue;
            }

            bool raw = false;
            while (i < end && text[i] is 'u' or 'U' or 'r' or 'R')
            {
                raw |= text[i] is 'r' or 'R';
                i++;
            }

            if (i >= end || text[i] is not ('\'' or '"') || !TryParseString(text, ref i, end, raw, out string value))
            {
                return false;
            }

            if (mayAdjoin)
            {
                adjoined ??= new StringBuilder(specs[specs.Count - 1]);
                adjoined.Append(value);
            }
            else
            {
                specs.Add(value);
            }

            mayAdjoin = true;
        }
    }

    private static bool IsEndOfLiteral(string text, int at, int end)
    {
        at = HistoryParser.SkipSpace(text, at, end);
        return at >= end || text[at] == '#';
    }

    private static bool TryParseString(string text, ref int i, int end, bool raw, out string value)
    {
        char quote = text[i++];
        int close = text.IndexOf(quote, i, end - i);
        if (close >= 0 && text.IndexOf('\\', i, close - i) < 0)
        {
            value = text.Substring(i, close - i);
            i = close + 1;
            return true;
        }

        StringBuilder builder = new();
        while (i < end && text[i] != quote)
        {
            char c = text[i++];
            if (c != '\\' || i >= end)
            {
                builder.Append(c);
                continue;
            }

            if (raw)
            {
                builder.Append(c).Append(text[i++]);
                continue;
            }

            AppendEscape(text, ref i, end, builder);
        }

        value = builder.ToString();
        if (i >= end)
        {
            return false;
        }

        i++;
        return true;
    }

    /// <summary>Interprets Python's escapes in a string literal; unknown ones remain unchanged.</summary>
    private static void AppendEscape(string text, ref int i, int end, StringBuilder builder)
    {
        char c = text[i++];
        switch (c)
        {
            case '\\' or '\'' or '"': builder.Append(c); break;
            case 'n': builder.Append('\n'); break;
            case 't': builder.Append('\t'); break;
            case 'r': builder.Append('\r'); break;
            case 'a': builder.Append('\a'); break;
            case 'b': builder.Append('\b'); break;
            case 'f': builder.Append('\f'); break;
            case 'v': builder.Append('\v'); break;
            case 'x' when TryHex(text, ref i, end, 2, out int code): builder.Append((char)code); break;
            case 'u' when TryHex(text, ref i, end, 4, out int code): builder.Append((char)code); break;
            case 'U' when TryHex(text, ref i, end, 8, out int code) && code is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF):
                builder.Append(char.ConvertFromUtf32(code));
                break;
            case >= '0' and <= '7':
                int octal = c - '0';
                for (int k = 0; k < 2 && i < end && text[i] is >= '0' and <= '7'; k++)
                {
                    octal = (octal * 8) + (text[i++] - '0');
                }

                builder.Append((char)octal);
                break;
            default: builder.Append('\\').Append(c); break;
        }
    }

    private static bool TryHex(string text, ref int i, int end, int digits, out int code)
    {
        code = 0;
        if (i + digits > end)
        {
            return false;
        }

        for (int k = 0; k < digits; k++)
        {
            int digit = Uri.IsHexDigit(text[i + k]) ? Uri.FromHex(text[i + k]) : -1;
            if (digit < 0)
            {
                return false;
            }

            code = (code << 4) | digit;
        }

        i += digits;
        return true;
    }
}
