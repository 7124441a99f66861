using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CondaEnv.Formats.Catalog;

namespace CondaEnv.Binding;

/// <summary>Completes names of export formats.</summary>
internal sealed class ExportFormatCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        FormatCatalog.All
            .Where(f => f.Name.StartsWith((wordToComplete ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(static f => new CompletionResult(f.Name, f.Name, CompletionResultType.ParameterValue, f.Description));
}
