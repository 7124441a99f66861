using System;
using System.CommandLine;
using System.CommandLine.Parsing;

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

    /// <summary>The word as it was given, for validators: they run whether or not it is one of the words.</summary>
    public static string? WordOf(OptionResult? result) => result is { Tokens.Count: > 0 } ? result.Tokens[0].Value : null;
}
