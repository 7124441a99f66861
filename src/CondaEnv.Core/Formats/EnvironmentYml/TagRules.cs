using System;
using System.Collections.Generic;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Formats.EnvironmentYml;

/// <summary>
/// Checks tags in an environment.yml. conda's reader (ruamel.yaml, round trip) converts a tagged string to an object,
/// which the rest of conda does not accept as a string. Tags of numbers, lists and mappings are harmless.
/// </summary>
internal static class TagRules
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>Reports tagged strings below the keys that conda knows.</summary>
    public static void Check(YamlMapping root, Action<FileProblem> report)
    {
        foreach (KeyValuePair<YamlScalar, YamlNode> entry in root.Entries)
        {
            if (EnvironmentYamlFile.IsKey(entry.Key.Value))
            {
                Check(entry.Value, report, 0);
            }
        }
    }

    private static void Check(YamlNode node, Action<FileProblem> report, int depth)
    {
        switch (node)
        {
            case YamlScalar { Tag: { } tag } scalar when !IsNumber(tag):
                // A value with an explicit string tag is read, although conda fails on it.
                bool isText = tag == Core + "str";
                string shown = isText ? "!!str" : tag;
                report(new FileProblem("YamlTag", scalar.Line, scalar.Column, $"a value has the tag {SpecErrors.Quote(shown)}, and conda does not take it for text", scalar.Value.Length == 0 ? "Put the text in quotes." : "Remove the tag.") { IsFatal = !isText });
                break;
            case YamlSequence sequence when depth < 4:
                foreach (YamlNode item in sequence.Items)
                {
                    Check(item, report, depth + 1);
                }

                break;
            case YamlMapping mapping when depth < 4:
                foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
                {
                    Check(entry.Value, report, depth + 1);
                }

                break;
            default:
                break;
        }
    }

    private static bool IsNumber(string tag) => tag is Core + "int" or Core + "float" or Core + "bool" or Core + "null" or Core + "timestamp";
}
