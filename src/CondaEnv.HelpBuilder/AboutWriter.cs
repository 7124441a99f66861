using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Markdig.Syntax;

namespace CondaEnv.HelpBuilder;

/// <summary>Writes an about topic as text with 80 columns, in the layout of PowerShell's own topics.</summary>
internal static class AboutWriter
{
    private const int Width = 80;
    private const string Indent = "    ";

    /// <summary>Returns the text of the topic.</summary>
    /// <exception cref="DocumentException">The document has no short description on one line, or content that does not
    /// fit into 80 columns.</exception>
    public static string Write(Document document)
    {
        Section brief = document.Required("Short description");
        string[] sentence = [.. PlainText.Paragraphs(document.File, brief.Blocks)];

        // Get-Help uses the fifth line of the file as the synopsis.
        if (document.Top.Sections[0] != brief || sentence is not [{ Length: <= Width - 4 }])
        {
            throw new DocumentException(document.File, brief.Line, $"'Short description' must come first and be one paragraph of at most {Width - Indent.Length} characters.");
        }

        StringBuilder text = new();
        text.Append("TOPIC\n").Append(Indent).Append(document.Top.Title).Append("\n\n");
        foreach (Section section in document.Top.Sections)
        {
            text.Append(section.Title.ToUpperInvariant()).Append('\n');
            AppendBlocks(document, section, text);
            foreach (Section inner in section.Sections)
            {
                if (inner.Sections.Count > 0)
                {
                    throw new DocumentException(document.File, inner.Sections[0].Line, "A topic has headings of three levels at most.");
                }

                text.Append("  ").Append(inner.Title).Append('\n');
                AppendBlocks(document, inner, text);
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendBlocks(Document document, Section section, StringBuilder text)
    {
        foreach (Block block in section.Blocks)
        {
            IEnumerable<string> lines = block switch
            {
                ParagraphBlock paragraph => Wrap(PlainText.Of(document.File, paragraph), Indent, Indent),
                ListBlock list => PlainText.Items(document.File, list).SelectMany(static item => Wrap(item, Indent + "- ", Indent + "  ")),
                CodeBlock code => PlainText.Code(code).Split('\n').Select(static line => line.Length == 0 ? "" : Indent + Indent + line),
                _ => throw PlainText.Unsupported(document.File, block),
            };
            foreach (string line in lines)
            {
                if (line.Length > Width)
                {
                    throw new DocumentException(document.File, block.Line + 1, $"'{line.Trim()}' is too long for {Width} columns.");
                }

                text.Append(line).Append('\n');
            }

            text.Append('\n');
        }
    }

    private static IEnumerable<string> Wrap(string text, string first, string next)
    {
        StringBuilder line = new(first);
        bool isStart = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isStart && line.Length + 1 + word.Length > Width)
            {
                yield return line.ToString();
                line.Clear().Append(next);
                isStart = true;
            }

            line.Append(isStart ? "" : " ").Append(word);
            isStart = false;
        }

        yield return line.ToString();
    }
}
