using System;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Catalog;

/// <summary>Detects files that are not what their name suggests, for which a parser's error would not help.</summary>
internal static class ForeignText
{
    /// <summary>What the text is, and what to do; null if it may be a supported file.</summary>
    public static FileProblem? Of(SourceText source)
    {
        string text = source.Text;
        if (text.IndexOf('<') < 0 && text.IndexOf('{') < 0 && !Has(text, ">>>>>>>"))
        {
            return null;
        }

        int first = 0;
        while (first < text.Length && text[first] is ' ' or '\t' or '\r' or '\n')
        {
            first++;
        }

        if (Begins(text, first, "<!doctype html") || Begins(text, first, "<html") || Begins(text, first, "<head") || Begins(text, first, "<!--") || Begins(text, first, "<?xml"))
        {
            return Problem(1, 1, "the file is a web page (HTML), not a file that describes an environment", "Download the file itself: on GitHub, use the 'Raw' button.");
        }

        return Has(text, "{{") || Has(text, "{%") || Has(text, "{#") || Has(text, "<<<<<<<") || Has(text, ">>>>>>>") ? OfLines(text) : null;
    }

    private static FileProblem? OfLines(string text)
    {
        FileProblem? template = null;
        string? key = null;
        foreach (TextLine line in TextLine.Split(text))
        {
            string content = line.Text;
            if (Begins(content, 0, "<<<<<<< ") || Begins(content, 0, ">>>>>>> "))
            {
                return Problem(line.Number, 1, $"the file has an unresolved merge conflict ('{content.Substring(0, 7)}')", "Resolve the conflict and remove its markers.");
            }

            key = content.Length > 0 && content[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') ? content.Split(':')[0] : key;
            if (template is null && TemplateMark(content, key) is >= 0 and int at)
            {
                template = Problem(line.Number, at + 1, "the file is a template (Jinja), not an environment file: conda does not fill it in", "Render it with the tool that it was written for, and use the result.");
            }
        }

        return template;
    }

    /// <summary>
    /// Position of a Jinja statement or placeholder in a line; -1 if there is none. Inside quotes it counts except in
    /// variables, where it may be legitimate.
    /// </summary>
    private static int TemplateMark(string line, string? key)
    {
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '#' && quote == '\0' && (i == 0 || line[i - 1] is ' ' or '\t'))
            {
                return -1;
            }

            if (c is '{' && i + 1 < line.Length && line[i + 1] is '{' or '%' or '#')
            {
                string end = line[i + 1] == '{' ? "}}" : line[i + 1] + "}";
                bool isClosed = line.IndexOf(end, i + 2, StringComparison.Ordinal) > 0;

                // A format string in the value of a variable is legitimate.
                if (isClosed && (quote == '\0' || key != "variables"))
                {
                    return i;
                }
            }

            quote = quote != '\0' ? (c == quote ? '\0' : quote)
                : c is '"' or '\'' && (i == 0 || line[i - 1] is ' ' or '\t' or '[' or ',' or '{' or ':') ? c
                : '\0';
        }

        return -1;
    }

    private static bool Begins(string text, int at, string start) => string.Compare(text, at, start, 0, start.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool Has(string text, string part) => text.Contains(part);

    private static FileProblem Problem(int line, int column, string message, string suggestion) =>
        new("InvalidFile", line, column, message, suggestion) { IsFatal = true };
}
