using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CondaEnv.HelpBuilder;

/// <summary>Parses a cmdlet's document in version 2 of the PlatyPS schema.</summary>
internal static partial class CommandParser
{
    /// <summary>Required value in the front matter, so that other tools use the same help file.</summary>
    public const string HelpFile = "CondaEnv.dll-Help.xml";

    private const string AllSets = "(All)";

    /// <summary>Parses the help of a cmdlet.</summary>
    /// <exception cref="DocumentException">The document does not conform to the schema.</exception>
    public static CommandHelp Parse(Document document)
    {
        RequireFrontMatter(document, "external help file", HelpFile);
        RequireFrontMatter(document, "Module Name", "CondaEnv");
        RequireFrontMatter(document, "schema", "2.0.0");

        ParameterHelp[] parameters = [.. Parts(document, "PARAMETERS").Where(static s => s.Title != "CommonParameters").Select(s => ParameterParser.Parse(document.File, s))];
        return new CommandHelp(
            document.Top.Title,
            Synopsis(document),
            Text(document, document.Required("DESCRIPTION")),
            [.. Parts(document, "SYNTAX").Select(s => Syntax(document, s, parameters))],
            parameters,
            [.. Parts(document, "EXAMPLES").Select((s, i) => Example(document, s, i + 1))],
            [.. Parts(document, "INPUTS").Select(s => new TypeHelp(s.Title, Text(document, s)))],
            [.. Parts(document, "OUTPUTS").Select(s => new TypeHelp(s.Title, Text(document, s)))],
            Text(document, document.Required("NOTES")),
            Links(document, document.Required("RELATED LINKS")));
    }

    [GeneratedRegex(@"^Example (?<number>\d+): \S")]
    private static partial Regex ExampleTitle();

    /// <summary>Matches the names of parameters in a line of syntax; their values are in angle brackets.</summary>
    [GeneratedRegex(@"(?<=^|[\s\[])-(?<name>\w+)")]
    private static partial Regex SyntaxParameter();

    private static void RequireFrontMatter(Document document, string key, string value)
    {
        if (document.FrontMatter.GetValueOrDefault(key) != value)
        {
            throw new DocumentException(document.File, 1, $"The front matter must say '{key}: {value}'.");
        }
    }

    private static List<Section> Parts(Document document, string title)
    {
        Section section = document.Required(title);
        return section.Sections.Count == 0 ? throw new DocumentException(document.File, section.Line, $"'{title}' is empty.")
            : section.Blocks.Count > 0 ? throw new DocumentException(document.File, section.Blocks[0].Line + 1, $"In '{title}' text is allowed below a heading of level 3 only.")
            : section.Sections;
    }

    private static string[] Text(Document document, Section section) =>
        section.Sections.Count > 0 ? throw new DocumentException(document.File, section.Sections[0].Line, $"'{section.Title}' has no headings in it.")
        : section.Blocks.Count == 0 ? throw new DocumentException(document.File, section.Line, $"'{section.Title}' is empty.")
        : [.. PlainText.Paragraphs(document.File, section.Blocks)];

    private static string Synopsis(Document document)
    {
        Section section = document.Required("SYNOPSIS");
        string[] text = Text(document, section);
        return text.Length == 1 ? text[0] : throw new DocumentException(document.File, section.Line, "The synopsis must be one paragraph.");
    }

    private static SyntaxHelp Syntax(Document document, Section section, ParameterHelp[] parameters)
    {
        string name = section.Title.Replace(" (Default)", "", StringComparison.Ordinal);
        if (section.Blocks is not [FencedCodeBlock code])
        {
            throw new DocumentException(document.File, section.Line, "A parameter set's syntax is one block of code.");
        }

        List<(ParameterHelp, ParameterTraits)> found = [];
        foreach (string text in SyntaxParameter().Matches(PlainText.Code(code)[document.Top.Title.Length..]).Select(static m => m.Groups["name"].Value))
        {
            ParameterHelp? parameter = Array.Find(parameters, p => p.Name == text);
            ParameterTraits? traits = parameter?.Traits.FirstOrDefault(t => t.Sets is [AllSets] || t.Sets.Contains(name));
            found.Add(traits is not null
                ? (parameter!, traits)
                : throw new DocumentException(document.File, code.Line + 1, $"The syntax names -{text}, which PARAMETERS does not have for the set '{name}'."));
        }

        ParameterHelp? forgotten = Array.Find(parameters, p => p.Traits.Any(t => t.Sets is [AllSets] || t.Sets.Contains(name)) && found.TrueForAll(f => f.Item1 != p));
        return forgotten is null
            ? new SyntaxHelp(name, found)
            : throw new DocumentException(document.File, code.Line + 1, $"The syntax does not name -{forgotten.Name}, which PARAMETERS has for the set '{name}'.");
    }

    private static ExampleHelp Example(Document document, Section section, int number)
    {
        Match title = ExampleTitle().Match(section.Title);
        if (!title.Success || title.Groups["number"].Value != number.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            throw new DocumentException(document.File, section.Line, $"The heading must be '### Example {number}: ...', not '{section.Title}'.");
        }

        if (section.Blocks is not [FencedCodeBlock { Info: "powershell" } code, .. var remarks])
        {
            throw new DocumentException(document.File, section.Line, "An example begins with a block of code whose language is 'powershell'.");
        }

        return remarks.Count > 0
            ? new ExampleHelp(section.Title, PlainText.Code(code), [.. PlainText.Paragraphs(document.File, remarks)])
            : throw new DocumentException(document.File, section.Line, "The example does not say what it does.");
    }

    private static LinkHelp[] Links(Document document, Section section)
    {
        LinkInline[] links = [.. section.Blocks.OfType<LeafBlock>().SelectMany(static b => b.Inline?.Descendants<LinkInline>() ?? [])];
        return links.Length > 0
            ? [.. links.Select(static link => new LinkHelp(
                (link.FirstChild as LiteralInline)?.Content.ToString() ?? "",
                link.Url?.Contains("://", StringComparison.Ordinal) == true ? link.Url : null))]
            : throw new DocumentException(document.File, section.Line, "There are no links.");
    }
}
