using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace CondaEnv.HelpBuilder;

/// <summary>A Markdown file as a tree of its headings.</summary>
internal sealed class Document
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    private Document(string file, Section top)
    {
        File = file;
        Top = top;
    }

    public string File { get; }

    /// <summary>Keys and values of the front matter; empty if there is none.</summary>
    public Dictionary<string, string> FrontMatter { get; private init; } = [];

    /// <summary>The one heading of level 1.</summary>
    public Section Top { get; }

    /// <summary>Reads a document.</summary>
    /// <exception cref="DocumentException">Headings or front matter are invalid.</exception>
    public static Document Load(string file) => Parse(file, System.IO.File.ReadAllText(file));

    /// <summary>Reads a document from its text.</summary>
    /// <exception cref="DocumentException">Headings or front matter are invalid.</exception>
    public static Document Parse(string file, string text)
    {
        MarkdownDocument markdown = Markdown.Parse(text.Replace("\r\n", "\n", StringComparison.Ordinal), s_pipeline);
        Dictionary<string, string> frontMatter = [];
        Stack<Section> open = [];
        foreach (Block block in markdown)
        {
            int line = block.Line + 1;
            switch (block)
            {
                case YamlFrontMatterBlock yaml:
                    frontMatter = KeyValues.Parse(file, line + 1, yaml.Lines.ToString());
                    break;
                case HeadingBlock { Level: 1 } when open.Count > 0:
                    throw new DocumentException(file, line, "There is a second heading of level 1.");
                case HeadingBlock heading when heading.Level > open.Count + 1:
                    throw new DocumentException(file, line, $"The heading is of level {heading.Level}, but the one above it of level {open.Count}.");
                case HeadingBlock heading:
                    while (open.Count >= heading.Level)
                    {
                        open.Pop();
                    }

                    Section section = new(PlainText.Of(file, heading), line);
                    if (open.TryPeek(out Section? parent))
                    {
                        if (parent.Sections.Find(s => s.Title.Equals(section.Title, StringComparison.OrdinalIgnoreCase)) is { } first)
                        {
                            throw new DocumentException(file, line, $"The heading '{section.Title}' is already in line {first.Line}; remove or rename one of them.");
                        }

                        parent.Sections.Add(section);
                    }

                    open.Push(section);
                    break;
                case LinkReferenceDefinitionGroup:
                    break;
                default:
                    if (!open.TryPeek(out Section? current))
                    {
                        throw new DocumentException(file, line, "Text before the first heading.");
                    }

                    current.Blocks.Add(block);
                    break;
            }
        }

        Section top = open.LastOrDefault() ?? throw new DocumentException(file, 1, "There is no heading.");
        string expected = Path.GetFileNameWithoutExtension(file);
        return top.Title == expected
            ? new Document(file, top) { FrontMatter = frontMatter }
            : throw new DocumentException(file, top.Line, $"The heading is '{top.Title}', but the file is called '{expected}'.");
    }

    /// <summary>The section with a title directly below the top heading.</summary>
    /// <exception cref="DocumentException">There is no such section.</exception>
    public Section Required(string title) =>
        Top.Sections.Find(s => s.Title.Equals(title, StringComparison.OrdinalIgnoreCase))
        ?? throw new DocumentException(File, Top.Line, $"There is no section '{title}'.");
}
