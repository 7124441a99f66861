using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CondaEnv.Packages.Findings;

namespace CondaEnv.Binding;

/// <summary>Completes names of rules, with their severity and description.</summary>
internal abstract class RuleCompleter(IReadOnlyList<IssueRule> rules) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        rules
            .Where(r => r.Name.StartsWith((wordToComplete ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(static r => new CompletionResult(r.Name, r.Name, CompletionResultType.ParameterValue, $"{r.Severity}: {r.Description}"));
}
