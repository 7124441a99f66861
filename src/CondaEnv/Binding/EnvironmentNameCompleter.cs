using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CondaEnv.Discovery;

namespace CondaEnv.Binding;

/// <summary>Completes names of environments, from files alone. A completer that fails completes nothing.</summary>
internal sealed class EnvironmentNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = Unquote(wordToComplete);
        bool takesWildcards = parameterName == "Name";
        try
        {
            EnvironmentService service = new(Machine.Current, CompositionRoot.CreateYamlReader, static _ => { }, static _ => { });
            return
            [
                .. service.FindAll()
                    .Where(e => e.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(static e => EnvironmentFinder.IsPath(e.Name))
                    .ThenBy(static e => e.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(e => new CompletionResult(
                        Quote(takesWildcards ? WildcardPattern.Escape(e.Name) : e.Name), e.Name, CompletionResultType.ParameterValue, e.Prefix)),
            ];
        }
        catch (CondaEnvException)
        {
            return [];
        }
    }

    private static string Unquote(string? word) => (word ?? "").Trim('\'', '"').Replace("''", "'");

    /// <summary>Single quotes, unless the text is plainly one word to PowerShell's parser.</summary>
    private static string Quote(string text) =>
        text.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '\\' or ':' or '+') && text[0] != '-'
            ? text
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";
}
