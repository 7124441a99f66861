using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Machines.Environments;

namespace CondaEnv.Binding;

/// <summary>Completes a side of a comparison: environments, and files as PowerShell completes them.</summary>
internal sealed class ComparisonCompleter : CondaEnvCompleter
{
    private static readonly EnvironmentCompleter s_environments = new();

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound)
    {
        int at = word.LastIndexOf('@');
        if (at > 0 && !EnvironmentFinder.IsPath(word.Substring(0, at)) && !CompletionCache.Current.Environments.Any(e => Begins(e.Name, word)))
        {
            return RevisionCompleter.Of(word.Substring(0, at), word.Substring(at + 1));
        }

        List<CompletionResult> offers = [.. s_environments.CompleteArgument("", parameter, word, null!, bound)];
        offers.AddRange(CompletionCompleters.CompleteFilename(word).Where(file => !offers.Exists(o => o.ListItemText == file.ListItemText || o.CompletionText == file.CompletionText)));
        return offers;
    }
}
