using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CondaEnv.Binding;

/// <summary>
/// Base class of this module's completers. They only read files, start no process, and return nothing on failure.
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

    /// <summary>Returns the possible values.</summary>
    /// <param name="parameter">Name of the parameter.</param>
    /// <param name="word">The typed part of its value, without quotes.</param>
    /// <param name="bound">The other parameters whose values are known before the command runs.</param>
    protected abstract IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound);

    /// <summary>Creates a completion result, quoted if necessary.</summary>
    protected static CompletionResult Offer(string value, string toolTip, bool takesWildcards = false) =>
        new(Quote(takesWildcards ? WildcardPattern.Escape(value) : value), value, CompletionResultType.ParameterValue, toolTip);

    /// <summary>
    /// The environments on the command line so far; a single null for the active environment if there are none.
    /// </summary>
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
    /// Adds single quotes, unless PowerShell's parser certainly treats the text as one word. Text that starts with a
    /// digit, possibly after a dot, may be parsed as a number: 3.10 in a list would become 3.1.
    /// </summary>
    private static string Quote(string text) =>
        text.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '\\' or ':' or '+') && char.IsLetter(text.TrimStart('.', '/', '\\', '_').FirstOrDefault())
            ? text
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";
}
