using System;
using System.Text;

namespace CondaEnv.Foundation.Text;

/// <summary>
/// String functions with exactly the behavior of Python, on which conda's rules depend. They differ from .NET's in
/// details (for example, U+001C to U+001F are white space), and each difference would lead to a different result than
/// in conda.
/// </summary>
internal static class PythonText
{
    /// <summary><c>str.isspace()</c> for one character.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    /// <summary><c>str.strip()</c>.</summary>
    public static string Strip(string text)
    {
        (int start, int end) = StripRange(text, 0, text.Length);
        return text.Substring(start, end - start);
    }

    /// <summary>
    /// Start and end of the part of <paramref name="text"/> without leading and trailing white space.
    /// </summary>
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
    /// The text that <c>re.match</c> with <c>.*(OPEN.*CLOSE)</c> captures in the first line: from the last opening
    /// character that is followed by a closing one, to the last closing one. Null if there is none.
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
    /// Percent-decodes as UTF-8; invalid escapes remain unchanged. Malformed UTF-8 is decoded to replacement
    /// characters, as by <c>urllib.parse.unquote</c>.
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
