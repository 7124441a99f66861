using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CondaEnv.HelpBuilder;

/// <summary>Text as a console shows it: emphasis and links without their marks, code unchanged.</summary>
internal static class PlainText
{
    /// <summary>The text of a paragraph or a heading, on one line.</summary>
    /// <exception cref="DocumentException">It contains what a console cannot show, such as HTML or an
    /// image.</exception>
    public static string Of(string file, LeafBlock block)
    {
        StringBuilder text = new();
        Append(file, block.Line + 1, block.Inline, text);
        return text.ToString().Trim();
    }

    /// <summary>The lines of a code block.</summary>
    public static string Code(CodeBlock block) => block.Lines.ToString().TrimEnd('\n');

    /// <summary>
    /// Converts blocks to paragraphs of text; a list or a code block becomes one paragraph of several lines.
    /// </summary>
    /// <exception cref="DocumentException">A block is not a paragraph, a list or code.</exception>
    public static IEnumerable<string> Paragraphs(string file, IEnumerable<Block> blocks) => blocks.Select(block => block switch
    {
        ParagraphBlock paragraph => Of(file, paragraph),
        ListBlock list => string.Join("\n", Items(file, list).Select(static item => "- " + item)),
        CodeBlock code => string.Join("\n", Code(code).Split('\n').Select(static line => "    " + line)),
        _ => throw Unsupported(file, block),
    });

    /// <summary>The items of a list, each of which is one paragraph.</summary>
    /// <exception cref="DocumentException">An item contains more than a paragraph.</exception>
    public static IEnumerable<string> Items(string file, ListBlock list) => list.Cast<ListItemBlock>().Select(item =>
        item is [ParagraphBlock only] ? Of(file, only) : throw new DocumentException(file, item.Line + 1, "An item of a list must be one paragraph."));

    /// <summary>Creates the error for a block that help files cannot contain.</summary>
    public static DocumentException Unsupported(string file, Block block) =>
        new(file, block.Line + 1, $"Only paragraphs, lists and code can be here, not a {block.GetType().Name.Replace("Block", "", StringComparison.Ordinal)}.");

    private static void Append(string file, int line, ContainerInline? container, StringBuilder text)
    {
        foreach (Inline inline in container ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case LinkInline { IsImage: false } or EmphasisInline:
                    Append(file, line, (ContainerInline)inline, text);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                default:
                    throw new DocumentException(file, line, $"Only text, code, emphasis and links can be here, not {inline.GetType().Name.Replace("Inline", "", StringComparison.Ordinal)}.");
            }
        }
    }
}
