using System;
using System.Text;

namespace CondaEnv.Foundation.Text;

/// <summary>
/// The few string functions whose exact Python meaning conda's rules rest on. They differ from .NET's in small
/// ways (the separators U+001C to U+001F are white space, for example), and every difference would be another answer than conda's.
/// </summary>
internal static class PythonText
{
    /// <summary><c>str.isspace()</c> of one character.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    /// <summary><c>str.strip()</c>.</summary>
    public static string Strip(string text)
    {
        (int start, int end) = StripRange(text, 0, text.Length);
        return text.Substring(start, end - start);
    }

    /// <summary>Where the part of <paramref name="text"/> without its outer white space starts and ends.</summary>
    public static (int Start, int End) StripRange(string text, int start, int end)
    {
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return (start, end);
    }

    /// <summary><c>text.replace(old, "", 1)</c>.</summary>
    public static string RemoveFirst(string text, string part)
    {
        int at = part.Length == 0 ? -1 : text.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? text : text.Remove(at, part.Length);
    }

    /// <summary>
    /// What <c>re.match</c> of <c>.*(OPEN.*CLOSE)</c> captures: from the last opening sign of the first line that has a
    /// closing one behind it, up to the last closing one. Null where there is none.
    /// </summary>
    public static string? LastEnclosed(string text, char open, char close)
    {
        int lineEnd = text.IndexOf('\n');
        int last = (lineEnd < 0 ? text.Length : lineEnd) - 1;
        int closing = last < 0 ? -1 : text.LastIndexOf(close, last);
        int opening = closing <= 0 ? -1 : text.LastIndexOf(open, closing - 1);
        return opening < 0 ? null : text.Substring(opening, closing - opening + 1);
    }

    /// <summary>
    /// Percent-decodes as UTF-8; what is no valid escape stays. Malformed UTF-8 gives replacement characters, as
    /// <c>urllib.parse.unquote</c> has it.
    /// </summary>
    public static string PercentDecode(string text)
    {
        if (!text.Contains("%"))
        {
            return text;
        }

        StringBuilder result = new(text.Length);
        byte[] run = new byte[text.Length / 3];
        for (int i = 0; i < text.Length;)
        {
            int count = 0;
            while (i + 2 < text.Length && text[i] == '%' && Hex(text[i + 1]) >= 0 && Hex(text[i + 2]) >= 0)
            {
                run[count++] = (byte)((Hex(text[i + 1]) << 4) | Hex(text[i + 2]));
                i += 3;
            }

            if (count > 0)
            {
                result.Append(Encoding.UTF8.GetString(run, 0, count));
            }
            else
            {
                result.Append(text[i++]);
            }
        }

        return result.ToString();
    }

    private static int Hex(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
