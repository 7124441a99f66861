using System;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Lint;

/// <summary>What is wrong with the layout of a file, in words that say what to do.</summary>
internal static class LayoutRules
{
    /// <summary>Tabs that our reader takes and conda's does not.</summary>
    public static void Check(AuditedFile file)
    {
        if (file.File.Kind == CondaEnvFileKind.CondaRequirements && System.IO.Path.GetExtension(file.Source.Path).ToLowerInvariant() is ".yml" or ".yaml")
        {
            file.Find("InvalidFile", file.File.Dependencies.Count == 0
                ? "the file holds nothing, and conda makes an empty environment of it"
                : "the file has no keys, and conda takes each of its lines for a spec", "Write 'dependencies:', and the specs as a list below it.");
        }

        if (file.Document is null || file.File.Kind != CondaEnvFileKind.EnvironmentYaml)
        {
            return;
        }

        string[] lines = file.Source.Text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            int tab = Tab(lines[i]);
            if (tab >= 0)
            {
                file.Report(new FileProblem("TabCharacter", i + 1, tab + 1, "conda stops at the tab", "Use blanks."));
            }
        }
    }

    /// <summary>An error of a line, where the rest of the file was read.</summary>
    public static FileProblem Explain(CondaEnvException error) =>
        new(error.Kind == CondaErrorKind.SpecInvalid ? "InvalidSpec" : "InvalidFile", error.Line, error.Column, Lower(error.Message));

    /// <summary>An error that made an end of the reading.</summary>
    public static FileProblem Explain(CondaEnvException error, SourceText source)
    {
        string line = error.Line > 0 ? Line(source.Text, error.Line) : "";
        int number = error.Line;
        int tab = Tab(line);
        if (tab < 0 && error.Message.Contains(" tab"))
        {
            // The scanner says where the mapping starts that it stumbled in.
            string[] lines = source.Text.Split('\n');
            number = Math.Max(0, Array.FindIndex(lines, static l => Tab(l) >= 0)) + 1;
            tab = Tab(lines[number - 1]);
        }

        if (tab >= 0)
        {
            return new FileProblem("TabCharacter", number, tab + 1, "YAML takes no tab here", "Use blanks.") { IsFatal = true };
        }

        string content = line.TrimStart();
        if (content.StartsWith("- ", StringComparison.Ordinal) && KeyAbove(source.Text, error.Line) is { } key && key is not ("dependencies" or "channels"))
        {
            string what = content.StartsWith("- pip:", StringComparison.Ordinal) ? "the section 'pip'" : "a list";
            return new FileProblem(
                "MisplacedSection", error.Line, line.Length - content.Length + 1, $"{what} stands below '{key}', where it is no part of 'dependencies' any more", $"Move it up, before '{key}:'.") { IsFatal = true };
        }

        return new FileProblem(error.Kind == CondaErrorKind.FileInvalid ? "InvalidFile" : "InvalidSpec", error.Line, error.Column, Lower(error.Message)) { IsFatal = true };
    }

    /// <summary>The key at the start of a line that a line belongs to.</summary>
    private static string? KeyAbove(string text, int line)
    {
        for (int i = line - 1; i > 0; i--)
        {
            string candidate = Line(text, i);
            int colon = candidate.IndexOf(':');
            if (colon > 0 && candidate[0] is not (' ' or '-' or '#' or '\t'))
            {
                return candidate.Substring(0, colon);
            }
        }

        return null;
    }

    private static string Line(string text, int number)
    {
        int start = 0;
        for (int i = 1; i < number && start >= 0; i++)
        {
            start = text.IndexOf('\n', start) + 1;
            if (start == 0)
            {
                return "";
            }
        }

        int end = text.IndexOf('\n', start);
        return (end < 0 ? text.Substring(start) : text.Substring(start, end - start)).TrimEnd('\r');
    }

    /// <summary>A tab in the indentation, or between an indicator and what follows; -1 for none.</summary>
    private static int Tab(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '\t')
            {
                return line.Substring(i).Trim().Length == 0 || line.TrimStart()[0] == '#' ? -1 : i;
            }

            if (c != ' ' && c != '-' && !(c == ':' && i + 1 < line.Length && line[i + 1] == '\t'))
            {
                // In a key, or in a value: only the blank behind the key's colon is of interest.
                int colon = line.IndexOf(":\t", i, StringComparison.Ordinal);
                int quote = line.IndexOfAny(s_quotes, i);
                return colon >= 0 && (quote < 0 || quote > colon) ? colon + 1 : -1;
            }
        }

        return -1;
    }

    /// <summary>The message of an error in the middle of a sentence, the path before it taken away: a finding has it already.</summary>
    private static string Lower(string message)
    {
        string text = message.TrimEnd('.');
        int quote = text.StartsWith("'", StringComparison.Ordinal) ? text.IndexOf("': ", 1, StringComparison.Ordinal) : -1;
        int place = text.IndexOf(", column ", StringComparison.Ordinal);
        int colon = place < 0 ? -1 : text.IndexOf(": ", place, StringComparison.Ordinal);
        text = colon >= 0 ? text.Substring(colon + 2) : quote >= 0 ? text.Substring(quote + 3) : text;

        // "The YAML in '…', line 1, column 2 is malformed: …"
        return text.Length == 0 ? message : text;
    }

    private static readonly char[] s_quotes = ['"', '\'', '#'];
}
