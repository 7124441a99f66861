using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>Completes a side of a comparison: environments, and files as PowerShell completes them.</summary>
internal sealed class ComparisonCompleter : CondaEnvCompleter
{
    private static readonly EnvironmentCompleter s_environments = new();

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound)
    {
        List<CompletionResult> offers = [.. s_environments.CompleteArgument("", parameter, word, null!, bound)];
        offers.AddRange(CompletionCompleters.CompleteFilename(word).Where(file => !offers.Exists(o => o.ListItemText == file.ListItemText || o.CompletionText == file.CompletionText)));
        return offers;
    }
}
