using System;
using System.Collections.Generic;
using System.Text;

namespace CondaEnv.Prefix;

/// <summary>
/// Parses <c>conda-meta/history</c> as conda does (history.py): conda's Python lists, mamba's quoted lists, the comma
/// form of conda before 4.5; text before the first header is ignored. What makes conda itself fail is reported and
/// read as well as can be.
/// </summary>
/// <remarks>
/// <code>
/// block   := "==> " DATE " &lt;==" NL comment* diff* comment*
/// comment := "# cmd: " … | "# conda version: " … | "# " ACTION " specs: " LIST
/// </code>
/// </remarks>
internal static class HistoryParser
{
    private const string SpecsWord = "specs:";

    /// <summary>Parses the text.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="report">Takes one HistoryInvalid for each line that conda could not read.</param>
    public static IReadOnlyList<HistoryBlock> Parse(string text, string path, Action<CondaEnvException> report)
    {
        List<HistoryBlock> blocks = [];
        int number = 0;
        int end;
        for (int start = 0; start <= text.Length; start = end + LineEndLength(text, end))
        {
            number++;
            end = text.IndexOfAny(s_lineEnds, start);
            end = end < 0 ? text.Length : end;
            int first = start;
            while (first < end && char.IsWhiteSpace(text[first]))
            {
                first++;
            }

            // Most lines are changes, which say nothing of what was asked for: no string is made of them.
            if (first == end || text[first] is not ('=' or '#'))
            {
                continue;
            }

            string line = text.Substring(first, end - first).TrimEnd();
            if (HeaderDate(line) is { } date)
            {
                blocks.Add(new HistoryBlock { Date = date, Line = number });
            }
            else if (blocks.Count > 0 && line[0] == '#')
            {
                ParseComment(blocks[blocks.Count - 1], line, number, path, report);
            }
        }

        return blocks;
    }

    /// <summary>
    /// Reads a list of specs: a Python list literal (conda ≥ 4.5, and mamba, whose quotes are C++'s), or the comma
    /// form in which a clause that starts with a relation belongs to the spec before it.
    /// </summary>
    /// <param name="text">What follows <c>specs:</c>.</param>
    /// <param name="specs">The specs; as many as could be read where the text is damaged.</param>
    /// <returns>False where conda could not read the text.</returns>
    internal static bool TryParseSpecs(string text, out List<string> specs)
    {
        bool literal = text.StartsWith("[", StringComparison.Ordinal);
        bool sound = true;
        if (literal)
        {
            sound = TryParseLiteral(text, out specs);
        }
        else
        {
            // conda takes no comma list with brackets (its variable is unbound then); we do.
            sound = text.IndexOf('[') < 0;
            specs = ParseCommaForm(text);
        }

        // A spec that ends in @ was a track feature: conda drops it.
        specs.RemoveAll(static s => s.Length == 0 || s.EndsWith("@", StringComparison.Ordinal));
        return sound;
    }

    /// <summary>Where Python's <c>str.splitlines</c> ends a line.</summary>
    private static readonly char[] s_lineEnds = ['\n', '\r', '\v', '\f', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029'];

    private static int LineEndLength(string text, int end) =>
        end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1;

    /// <summary><c>==>\s*(.+?)\s*&lt;==</c> at the start of the line.</summary>
    private static string? HeaderDate(string line)
    {
        if (!line.StartsWith("==>", StringComparison.Ordinal))
        {
            return null;
        }

        int from = 3;
        while (from < line.Length && char.IsWhiteSpace(line[from]))
        {
            from++;
        }

        // At least one character stands between the arrows.
        int to = from + 1 > line.Length ? -1 : line.IndexOf("<==", Math.Min(from + 1, line.Length), StringComparison.Ordinal);
        return to < 0 ? null : line.Substring(from, to - from).TrimEnd();
    }

    private static void ParseComment(HistoryBlock block, string line, int number, string path, Action<CondaEnvException> report)
    {
        int at = SkipSpace(line, 1);
        if (After(line, at, "cmd:") is { } command)
        {
            block.Command = command;
            return;
        }

        if (After(line, at, "conda version:") is { } version)
        {
            block.ToolVersion = version;
            return;
        }

        int word = at;
        while (word < line.Length && (char.IsLetterOrDigit(line[word]) || line[word] == '_'))
        {
            word++;
        }

        int specsAt = SkipSpace(line, word);
        if (word == at || string.CompareOrdinal(line, specsAt, SpecsWord, 0, SpecsWord.Length) != 0)
        {
            return;
        }

        string action = line.Substring(at, word - at);
        string text = line.Substring(SkipSpace(line, specsAt + SpecsWord.Length));
        if (!TryParseSpecs(text, out List<string> specs))
        {
            report(new CondaEnvException(
                CondaErrorKind.HistoryInvalid,
                $"Line {number} of '{path}' holds a list of specs that conda cannot read; {specs.Count} specs of it are used.",
                path) { Line = number });
        }

        block.Action = action;
        if (specs.Count == 0)
        {
            return;
        }

        // The last line of each kind holds, as in conda's dict.update.
        switch (action)
        {
            case "update" or "install" or "create":
                block.UpdateSpecs = specs;
                break;
            case "remove" or "uninstall":
                block.RemoveSpecs = specs;
                break;
            case "neutered":
                block.NeuteredSpecs = specs;
                break;
        }
    }

    private static int SkipSpace(string line, int at)
    {
        while (at < line.Length && char.IsWhiteSpace(line[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>What follows the key, if anything does.</summary>
    private static string? After(string line, int at, string key)
    {
        if (string.CompareOrdinal(line, at, key, 0, key.Length) != 0)
        {
            return null;
        }

        int from = SkipSpace(line, at + key.Length);
        return from < line.Length ? line.Substring(from) : null;
    }

    private static List<string> ParseCommaForm(string text)
    {
        List<string> specs = [];
        int start = 0;
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
                AddClause(specs, text.Substring(start, i - start));
                start = i + 1;
            }
        }

        return specs;
    }

    private static void AddClause(List<string> specs, string clause)
    {
        if (specs.Count > 0 && IsRelation(clause))
        {
            specs[specs.Count - 1] += "," + clause;
        }
        else
        {
            specs.Add(clause);
        }
    }

    /// <summary><c>^(=|==|!=|&lt;=|>=|&lt;|>|~=)(?![=&lt;>!~])(\S+)$</c> (version.py, version_relation_re).</summary>
    private static bool IsRelation(string clause)
    {
        int operatorLength = 0;
        while (operatorLength < clause.Length && clause[operatorLength] is '=' or '!' or '<' or '>' or '~')
        {
            operatorLength++;
        }

        bool known = clause.Substring(0, operatorLength) is "=" or "==" or "!=" or "<=" or ">=" or "<" or ">" or "~=";
        if (!known || operatorLength == clause.Length)
        {
            return false;
        }

        for (int i = operatorLength; i < clause.Length; i++)
        {
            if (char.IsWhiteSpace(clause[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A Python list of string literals; a trailing comma is allowed, and so are adjacent literals.</summary>
    private static bool TryParseLiteral(string text, out List<string> specs)
    {
        specs = [];
        int i = 1;
        bool mayAdjoin = false;
        while (true)
        {
            i = SkipSpace(text, i);
            if (i >= text.Length)
            {
                return false;
            }

            char c = text[i];
            if (c == ']')
            {
                return IsEndOfLiteral(text, i + 1);
            }

            if (c == ',')
            {
                if (!mayAdjoin)
                {
                    return false;
                }

                mayAdjoin = false;
                i++;
                continue;
            }

            bool raw = false;
            while (i < text.Length && text[i] is 'u' or 'U' or 'r' or 'R')
            {
                raw |= text[i] is 'r' or 'R';
                i++;
            }

            if (i >= text.Length || text[i] is not ('\'' or '"') || !TryParseString(text, ref i, raw, out string value))
            {
                return false;
            }

            if (mayAdjoin)
            {
                specs[specs.Count - 1] += value;
            }
            else
            {
                specs.Add(value);
            }

            mayAdjoin = true;
        }
    }

    private static bool IsEndOfLiteral(string text, int at)
    {
        at = SkipSpace(text, at);
        return at >= text.Length || text[at] == '#';
    }

    private static bool TryParseString(string text, ref int i, bool raw, out string value)
    {
        char quote = text[i++];
        StringBuilder builder = new();
        while (i < text.Length && text[i] != quote)
        {
            char c = text[i++];
            if (c != '\\' || i >= text.Length)
            {
                builder.Append(c);
                continue;
            }

            if (raw)
            {
                builder.Append(c).Append(text[i++]);
                continue;
            }

            AppendEscape(text, ref i, builder);
        }

        value = builder.ToString();
        if (i >= text.Length)
        {
            return false;
        }

        i++;
        return true;
    }

    /// <summary>Python's escapes in a string literal; an unknown one stays as it is.</summary>
    private static void AppendEscape(string text, ref int i, StringBuilder builder)
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
            case 'x' when TryHex(text, ref i, 2, out int code): builder.Append((char)code); break;
            case 'u' when TryHex(text, ref i, 4, out int code): builder.Append((char)code); break;
            case 'U' when TryHex(text, ref i, 8, out int code) && code is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF):
                builder.Append(char.ConvertFromUtf32(code));
                break;
            case >= '0' and <= '7':
                int octal = c - '0';
                for (int k = 0; k < 2 && i < text.Length && text[i] is >= '0' and <= '7'; k++)
                {
                    octal = (octal * 8) + (text[i++] - '0');
                }

                builder.Append((char)octal);
                break;
            default: builder.Append('\\').Append(c); break;
        }
    }

    private static bool TryHex(string text, ref int i, int digits, out int code)
    {
        code = 0;
        if (i + digits > text.Length)
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
