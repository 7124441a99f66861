using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CondaEnv.Lint;

namespace CondaEnv.Binding;

/// <summary>Completes names of rules.</summary>
internal sealed class IssueRuleCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        IssueRules.All
            .Where(r => r.Name.StartsWith((wordToComplete ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(static r => new CompletionResult(r.Name, r.Name, CompletionResultType.ParameterValue, $"{r.Severity}: {r.Description}"));
}
