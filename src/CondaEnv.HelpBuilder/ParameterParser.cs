using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Markdig.Syntax;

namespace CondaEnv.HelpBuilder;

/// <summary>
/// Parses a section of PARAMETERS: a description, and a block of YAML for each group of parameter sets with different
/// traits.
/// </summary>
internal static class ParameterParser
{
    private static readonly string[] s_required =
        ["Type", "Parameter Sets", "Aliases", "Required", "Position", "Default value", "Accept pipeline input", "Accept wildcard characters"];

    /// <summary>Parses a parameter.</summary>
    /// <exception cref="DocumentException">The section does not conform to the schema.</exception>
    public static ParameterHelp Parse(string file, Section section)
    {
        if (!section.Title.StartsWith('-'))
        {
            throw new DocumentException(file, section.Line, $"A parameter's heading is '### -Name', not '{section.Title}'.");
        }

        string[] description = [.. PlainText.Paragraphs(file, section.Blocks.Where(static b => !IsYaml(b)))];
        if (description.Length == 0)
        {
            throw new DocumentException(file, section.Line, $"The parameter '{section.Title}' has no description.");
        }

        ParameterTraits[] traits = [.. section.Blocks.Where(IsYaml).Select(b => Traits(file, (FencedCodeBlock)b))];
        return traits.Length > 0
            ? new ParameterHelp(section.Title[1..], description, traits)
            : throw new DocumentException(file, section.Line, $"The parameter '{section.Title}' has no block of YAML.");
    }

    private static bool IsYaml(Block block) => block is FencedCodeBlock { Info: "yaml" };

    private static ParameterTraits Traits(string file, FencedCodeBlock block)
    {
        int line = block.Line + 1;
        Dictionary<string, string> values = KeyValues.Parse(file, line + 1, PlainText.Code(block));
        if (s_required.FirstOrDefault(key => !values.ContainsKey(key)) is { } missing)
        {
            throw new DocumentException(file, line, $"The key '{missing}' is missing.");
        }

        if (values.Keys.FirstOrDefault(static key => key != "Accepted values" && !s_required.Contains(key)) is { } unknown)
        {
            throw new DocumentException(file, line, $"The key '{unknown}' is not known.");
        }

        if (values["Type"].Length == 0)
        {
            throw new DocumentException(file, line, "The type is missing.");
        }

        string position = values["Position"];
        if (position != "Named" && !int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new DocumentException(file, line, $"The position is 'Named' or a number, not '{position}'.");
        }

        return new ParameterTraits(
            values["Type"],
            List(values["Parameter Sets"]),
            List(values["Aliases"]),
            List(values.GetValueOrDefault("Accepted values", "")),
            Flag(file, line, values, "Required"),
            position,
            values["Default value"],
            PipelineInput(file, line, values["Accept pipeline input"]),
            Flag(file, line, values, "Accept wildcard characters"));
    }

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool Flag(string file, int line, Dictionary<string, string> values, string key) => values[key] switch
    {
        "True" => true,
        "False" => false,
        _ => throw new DocumentException(file, line, $"'{key}' is True or False, not '{values[key]}'."),
    };

    private static string PipelineInput(string file, int line, string text) =>
        text is "False" or "True (ByValue)" or "True (ByPropertyName)" or "True (ByPropertyName, ByValue)"
            ? text
            : throw new DocumentException(file, line, $"'Accept pipeline input' is False or True with (ByValue), (ByPropertyName) or both, not '{text}'.");
}
