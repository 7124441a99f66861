using System.Globalization;

namespace CondaEnv.Foundation.Yaml;

/// <content>The three styles of scalars, with line folding.</content>
internal sealed partial class YamlEmitter
{
    private static int[] CodePoints(string text)
    {
        int count = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        int[] points = new int[count];
        for (int i = 0, k = 0; k < count; i++, k++)
        {
            // A lone surrogate is kept; the double-quoted style escapes it.
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            points[k] = pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i];
        }

        return points;
    }

    private void WriteScalar(int[] text, YamlScalarStyle style, bool split)
    {
        switch (style)
        {
            case YamlScalarStyle.Plain:
                WritePlain(text, split);
                break;
            case YamlScalarStyle.SingleQuoted:
                WriteSingleQuoted(text, split);
                break;
            default:
                WriteDoubleQuoted(text, split);
                break;
        }
    }

    /// <summary>
    /// A line ends at the first single space after column 80, so lines may be longer than that by one word. Two or more
    /// spaces are never broken, because reading would fold them. Plain text is never multi-line here.
    /// </summary>
    private void WritePlain(int[] text, bool split)
    {
        if (!_whitespace)
        {
            _out.Append(' ');
            _column++;
        }

        _whitespace = false;
        _indention = false;
        int at = 0;
        while (at < text.Length)
        {
            int end = at;
            bool spaces = text[at] == ' ';
            while (end < text.Length && (text[end] == ' ') == spaces)
            {
                end++;
            }

            if (spaces && split && end == at + 1 && _column > Width)
            {
                WriteIndent();
                _whitespace = false;
                _indention = false;
            }
            else
            {
                Append(text, at, end);
            }

            at = end;
        }
    }

    private void WriteSingleQuoted(int[] text, bool split)
    {
        WriteIndicator("'", needWhitespace: true);
        int at = 0;
        while (at < text.Length)
        {
            int end = at;
            int kind = Kind(text[at]);
            while (end < text.Length && Kind(text[end]) == kind)
            {
                end++;
            }

            if (kind == ' ' && split && end == at + 1 && _column > Width && at != 0 && end != text.Length)
            {
                WriteIndent();
            }
            else if (kind == '\n')
            {
                // Only NEL, LS and PS occur here: a text with LF is double-quoted.
                for (int i = at; i < end; i++)
                {
                    WriteLineBreak(text[i]);
                }

                WriteIndent();
            }
            else
            {
                Append(text, at, end);
            }

            at = end;
        }

        WriteIndicator("'", needWhitespace: false);

        static int Kind(int c) => c == ' ' ? ' ' : YamlScalarAnalysis.IsBreak(c) ? '\n' : 'x';
    }

    /// <summary>
    /// A line ends with a backslash before a space, or after an escape, beyond column 80. If the next line starts with
    /// a space, the space gets a backslash too, because reading would remove it.
    /// </summary>
    private void WriteDoubleQuoted(int[] text, bool split)
    {
        WriteIndicator("\"", needWhitespace: true);
        int start = 0;
        for (int end = 0; end <= text.Length; end++)
        {
            bool escape = end < text.Length && !IsDoubleQuotable(text[end]);
            if (end == text.Length || escape)
            {
                Append(text, start, end);
                start = end;
            }

            if (escape)
            {
                string sequence = Escape(text[end]);
                _out.Append(sequence);
                _column += sequence.Length;
                start = end + 1;
            }

            bool mayBreak = end > 0 && end < text.Length - 1 && (text[end] == ' ' || start >= end);
            if (split && mayBreak && _column + (end - start) > Width)
            {
                Append(text, start, end);
                _out.Append('\\');
                _column++;
                start = start < end ? end : start;
                WriteIndent();
                _whitespace = false;
                _indention = false;
                if (text[start] == ' ')
                {
                    _out.Append('\\');
                    _column++;
                }
            }
        }

        WriteIndicator("\"", needWhitespace: false);
    }

    // Characters outside the basic plane are escaped here, although the other two styles write them unchanged.
    private static bool IsDoubleQuotable(int c) => c is not ('"' or '\\' or 0x2028 or 0x2029 or 0xFEFF)
        && c is (>= ' ' and <= '~') or (>= 0xA0 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD);

    private static string Escape(int c) => c switch
    {
        0 => "\\0",
        0x07 => "\\a",
        0x08 => "\\b",
        0x09 => "\\t",
        0x0A => "\\n",
        0x0B => "\\v",
        0x0C => "\\f",
        0x0D => "\\r",
        0x1B => "\\e",
        '"' => "\\\"",
        '\\' => "\\\\",
        0x85 => "\\N",
        0xA0 => "\\_",
        0x2028 => "\\L",
        0x2029 => "\\P",
        <= 0xFF => "\\x" + c.ToString("X2", CultureInfo.InvariantCulture),
        <= 0xFFFF => "\\u" + c.ToString("X4", CultureInfo.InvariantCulture),
        _ => "\\U" + c.ToString("X8", CultureInfo.InvariantCulture),
    };

    private void Append(int[] text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            int c = text[i];
            if (c > 0xFFFF)
            {
                _out.Append(char.ConvertFromUtf32(c));
            }
            else
            {
                _out.Append((char)c);
            }
        }

        _column += end > start ? end - start : 0;
    }
}
