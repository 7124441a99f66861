using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Text;
using CondaEnv.Formats.Catalog;

namespace CondaEnv.Cli;

/// <summary>Options whose value is one of several words.</summary>
internal static class Choice
{
    /// <summary>Creates an option whose value is one of the words, or null if it is not given.</summary>
    public static Option<string?> Option(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        CompletionSources = { words },
        CustomParser = result =>
        {
            string value = result.Tokens[0].Value;
            if (Array.IndexOf(words, value) < 0)
            {
                result.AddError($"{name} takes one of {string.Join(", ", words)}, not '{value}'.");
            }

            return value;
        },
    };

    /// <summary>Formats an option as typed, with its value if there is one: <c>--style no-builds</c>.</summary>
    public static string Spell(string option, object? value) => "--" + Words(option) + value switch
    {
        null => "",
        ExportFormat format => " " + FormatCatalog.Of(format).Word,
        _ => " " + Words(value.ToString()!),
    };

    /// <summary>
    /// The value of a word such as <c>no-builds</c>; null if the option is not given, or if the word is unknown.
    /// </summary>
    public static T? ValueOf<T>(CommandResult result, Option option)
        where T : struct, Enum
    {
        string? word = WordOf(result.GetResult(option));
        foreach (T value in Enum.GetValues<T>())
        {
            if (word == Words(value.ToString()))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The words of a repeatable option; null if it is not given.</summary>
    public static string[]? WordsOf(CommandResult result, Option option) =>
        result.GetResult(option) is { Implicit: false } given ? [.. given.Tokens.Select(static t => t.Value)] : null;

    /// <summary>The words of an argument that can be repeated; null if there are none.</summary>
    public static string[]? WordsOf(CommandResult result, Argument argument) =>
        result.GetResult(argument) is { Implicit: false } given ? [.. given.Tokens.Select(static t => t.Value)] : null;

    /// <summary>True if a switch is given without the value <c>false</c>.</summary>
    public static bool IsSet(CommandResult result, Option<bool> option) =>
        result.GetResult(option) is { Implicit: false } given && !(given.Tokens.Count > 0 && bool.TryParse(given.Tokens[0].Value, out bool value) && !value);

    /// <summary>
    /// Rejects an argument that starts with a dash: the parser treats an unknown option as an argument, so a misspelled
    /// option would be reported as a missing package.
    /// </summary>
    public static void RefuseOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens.Where(static t => t.Value.StartsWith('-')))
        {
            result.AddError($"Unrecognized option '{token.Value}'.");
        }
    }

    /// <summary>Converts a C# name to a word of the command line: <c>NoBuilds</c> to <c>no-builds</c>.</summary>
    public static string Words(string name)
    {
        StringBuilder words = new();
        foreach (char c in name)
        {
            words.Append(char.IsUpper(c) && words.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    /// <summary>The word as typed, for validators, which run even if the word is unknown.</summary>
    public static string? WordOf(OptionResult? result) => result is { Tokens.Count: > 0 } ? result.Tokens[0].Value : null;
}
