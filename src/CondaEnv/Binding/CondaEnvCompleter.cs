using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CondaEnv.Binding;

/// <summary>
/// What the completers of this module share. They read files only, start nothing, and offer nothing where they fail.
/// </summary>
internal abstract class CondaEnvCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return [.. Complete(parameterName, Unquote(wordToComplete), fakeBoundParameters)];
        }
        catch (CondaEnvException)
        {
            return [];
        }
    }

    /// <summary>What may stand there.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="word">What was typed of its value, without quotes.</param>
    /// <param name="bound">The other parameters, as far as their values are known before the command runs.</param>
    protected abstract IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound);

    /// <summary>A value to offer, quoted where it must be.</summary>
    protected static CompletionResult Offer(string value, string toolTip, bool takesWildcards = false) =>
        new(Quote(takesWildcards ? WildcardPattern.Escape(value) : value), value, CompletionResultType.ParameterValue, toolTip);

    /// <summary>The environments that the command line names so far; one null, the active environment, where it names none.</summary>
    protected static IReadOnlyList<CondaEnvTarget?> Bound(IDictionary bound)
    {
        List<CondaEnvTarget?> references = [];
        foreach (string parameter in (string[])["InputObject", "EnvironmentName", "Prefix"])
        {
            if (bound.Contains(parameter) && bound[parameter] is { } value)
            {
                IEnumerable<CondaEnvTarget> named = EnvironmentTransformationAttribute.ReferencesIn(value) ?? [];
                references.AddRange(parameter == "Prefix" ? named.Select(static r => CondaEnvTarget.FromPath(r.Text)) : named);
            }
        }

        return references.Count > 0 ? references : [null];
    }

    protected static bool Begins(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    protected static string Unquote(string? word) => (word ?? "").Trim('\'', '"').Replace("''", "'");

    /// <summary>
    /// Single quotes, unless the text is plainly one word to PowerShell's parser. What begins with a digit may be a
    /// number to it, also behind a dot: of 3.10 in a list it would make 3.1.
    /// </summary>
    private static string Quote(string text) =>
        text.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '\\' or ':' or '+') && char.IsLetter(text.TrimStart('.', '/', '\\', '_').FirstOrDefault())
            ? text
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";
}
