using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes.History;

/// <summary>
/// Parses <c>conda-meta/history</c> as conda does (history.py): conda's Python lists, mamba's quoted lists, and the comma
/// form of conda before 4.5. Text before the first header is ignored. Lines on which conda itself fails are reported, and
/// read as far as possible.
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
    private const string VersionWord = "version:";

    /// <summary>Parses the text.</summary>
    /// <param name="text">Content of the file.</param>
    /// <param name="path">Path of the file, for messages.</param>
    /// <param name="report">Called with one HistoryInvalid for each line that conda could not read.</param>
    /// <param name="withLines">True to keep the change lines too.</param>
    public static IReadOnlyList<HistoryBlock> Parse(string text, string path, Action<CondaEnvException> report, bool withLines = false)
    {
        List<HistoryBlock> blocks = [];
        int number = 0;
        int end;
        for (int start = 0; start <= text.Length; start = end + LineEndLength(text, end))
        {
            StopSignal.Check();
            number++;
            end = LineEnd(text, start);
            int first = start;
            while (first < end && char.IsWhiteSpace(text[first]))
            {
                first++;
            }

            // Most lines are changes, which contain no requests. They are converted to strings only if the caller needs
            // them.
            if (first == end || (text[first] is not ('=' or '#') && !withLines))
            {
                continue;
            }

            int last = end;
            while (char.IsWhiteSpace(text[last - 1]))
            {
                last--;
            }

            if (text[first] == '#')
            {
                if (blocks.Count > 0)
                {
                    ParseComment(blocks[blocks.Count - 1], text, first, last, number, path, report);
                }
            }
            else if (text[first] == '=' && HeaderDate(text.Substring(first, last - first)) is { } date)
            {
                blocks.Add(new HistoryBlock { Date = date, Line = number });
            }
            else if (withLines && blocks.Count > 0)
            {
                blocks[blocks.Count - 1].Lines.Add(new HistoryLine(text.Substring(first, last - first), number));
            }
        }

        CheckDamage(text, blocks.Count, path, report);
        return blocks;
    }

    /// <summary>
    /// Reports a truncated or overwritten file: it does not mean that nothing was requested, although conda reads it
    /// so.
    /// </summary>
    private static void CheckDamage(string text, int blocks, string path, Action<CondaEnvException> report)
    {
        int rubbish = text.IndexOf('\0');
        int line = 1;
        for (int i = 0; i < rubbish; i++)
        {
            line += text[i] == '\n' ? 1 : 0;
        }

        string? problem = rubbish >= 0 ? $"'{path}', line {line}: the history is damaged; it contains null characters. What is readable is used."
            : blocks == 0 && !string.IsNullOrWhiteSpace(text) ? $"'{path}' is damaged: it contains text, but no revision such as '==> 2026-01-31 12:00:00 <=='. The requested packages are unknown."
            : null;
        if (problem is not null)
        {
            report(new CondaEnvException(CondaErrorKind.HistoryInvalid, problem, path) { Line = rubbish >= 0 ? line : 1 });
        }
    }

    /// <summary>
    /// End of a line as in Python's <c>str.splitlines</c>. A loop, because searching for many characters at once has to
    /// be compiled at process start.
    /// </summary>
    private static int LineEnd(string text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] is not ('\n' or '\r' or '\v' or '\f' or '\u001c' or '\u001d' or '\u001e' or '\u0085' or '\u2028' or '\u2029'))
        {
            end++;
        }

        return end;
    }

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

        // There must be at least one character between the arrows.
        int to = from + 1 > line.Length ? -1 : line.IndexOf("<==", Math.Min(from + 1, line.Length), StringComparison.Ordinal);
        return to < 0 ? null : line.Substring(from, to - from).TrimEnd();
    }

    private static void ParseComment(HistoryBlock block, string text, int start, int end, int number, string path, Action<CondaEnvException> report)
    {
        int at = SkipSpace(text, start + 1, end);
        if (Follows(text, at, end, "cmd:"))
        {
            int command = SkipSpace(text, at + "cmd:".Length, end);
            block.Command = command < end ? text.Substring(command, end - command) : block.Command;
            return;
        }

        int word = at;
        while (word < end && (char.IsLetterOrDigit(text[word]) || text[word] == '_'))
        {
            word++;
        }

        int key = SkipSpace(text, word, end);
        if (word > at && Follows(text, key, end, VersionWord))
        {
            // CEP 32 specifies "# name-of-tool version:"; conda writes its own name.
            int version = SkipSpace(text, key + VersionWord.Length, end);
            block.Tool = text.Substring(at, word - at);
            block.ToolVersion = text.Substring(version, end - version);
            return;
        }

        if (word == at || !Follows(text, key, end, SpecsWord))
        {
            return;
        }

        if (!SpecList.TryParse(text, SkipSpace(text, key + SpecsWord.Length, end), end, out List<string> specs))
        {
            report(new CondaEnvException(
                CondaErrorKind.HistoryInvalid,
                $"'{path}', line {number}: malformed list of specs, which conda cannot read. Recovered {Quantity.Of(specs.Count, "spec")}.",
                path) { Line = number });
        }

        if (specs.Count == 0)
        {
            return;
        }

        // The last line of each type takes effect, as in conda's dict.update.
        string action = text.Substring(at, word - at);
        switch (action)
        {
            case "update" or "install" or "create":
                block.UpdateSpecs = specs;
                block.SpecsWord = action;
                break;
            case "remove" or "uninstall":
                block.RemoveSpecs = specs;
                block.SpecsWord = action;
                break;
            case "neutered":
                block.NeuteredSpecs = specs;
                break;
        }
    }

    /// <summary>Offset of the first non-space character at or after <paramref name="at"/>.</summary>
    internal static int SkipSpace(string text, int at, int end)
    {
        while (at < end && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool Follows(string text, int at, int end, string key) =>
        at + key.Length <= end && string.CompareOrdinal(text, at, key, 0, key.Length) == 0;
}
