using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Text;
using CondaEnv.Formats.Catalog;

namespace CondaEnv.Cli;

/// <summary>Options that take one of a few words.</summary>
internal static class Choice
{
    /// <summary>An option whose value is one of the words, or null where it is not given.</summary>
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

    /// <summary>An option as it is typed, with its value if there is one: <c>--style no-builds</c>.</summary>
    public static string Spell(string option, object? value) => "--" + Words(option) + value switch
    {
        null => "",
        ExportFormat format => " " + FormatCatalog.Of(format).Word,
        _ => " " + Words(value.ToString()!),
    };

    /// <summary>The value that a word stands for, as in <c>no-builds</c>; null if the option is not given, or is not one of the words.</summary>
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

    /// <summary>The words of an option that can be repeated; null if it is not given.</summary>
    public static string[]? WordsOf(CommandResult result, Option option) =>
        result.GetResult(option) is { Implicit: false } given ? [.. given.Tokens.Select(static t => t.Value)] : null;

    /// <summary>True if a switch is given, and not as <c>false</c>.</summary>
    public static bool IsSet(CommandResult result, Option<bool> option) =>
        result.GetResult(option) is { Implicit: false } given && !(given.Tokens.Count > 0 && bool.TryParse(given.Tokens[0].Value, out bool value) && !value);

    /// <summary>
    /// Refuses an argument that begins with a dash: the parser takes an unknown option for an argument, and a misspelling
    /// would be "no such package".
    /// </summary>
    public static void RefuseOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens.Where(static t => t.Value.StartsWith('-')))
        {
            result.AddError($"Unrecognized option '{token.Value}'.");
        }
    }

    /// <summary>A name of C# as a word of the command line: <c>NoBuilds</c> is <c>no-builds</c>.</summary>
    public static string Words(string name)
    {
        StringBuilder words = new();
        foreach (char c in name)
        {
            words.Append(char.IsUpper(c) && words.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    /// <summary>The word as it was given, for validators: they run whether or not it is one of the words.</summary>
    public static string? WordOf(OptionResult? result) => result is { Tokens.Count: > 0 } ? result.Tokens[0].Value : null;
}
