using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Machines.Environments;

namespace CondaEnv.Binding;

/// <summary>
/// Completes environments: usually by name, but by prefix for a parameter Prefix or if a path was typed.
/// </summary>
internal class EnvironmentCompleter : CondaEnvCompleter
{
    /// <summary>Whether the parameter accepts wildcards.</summary>
    protected virtual bool TakesWildcards(string parameter) => parameter == "Name";

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound)
    {
        bool byPrefix = parameter == "Prefix" || EnvironmentFinder.IsPath(word);
        CompletionCache cache = CompletionCache.Current;
        List<CompletionResult> offers = [];
        foreach (CondaEnvironment environment in cache.Environments.OrderBy(static e => EnvironmentFinder.IsPath(e.Name)).ThenBy(static e => e.Name, StringComparer.OrdinalIgnoreCase))
        {
            string text = byPrefix || !cache.IsReachedByName(environment) ? environment.Prefix : environment.Name;
            if (Begins(text, word) || Begins(environment.Name, word) || Begins(Path.GetFileName(environment.Prefix), word))
            {
                offers.Add(Offer(text, byPrefix ? $"{environment.Name}: {environment.Prefix}" : environment.Prefix, takesWildcards: TakesWildcards(parameter)));
            }
        }

        return EnvironmentFinder.IsPath(word) || (byPrefix && offers.Count == 0) ? offers.Concat(Folders(parameter, word, offers)) : offers;
    }

    /// <summary>Completes folders as PowerShell does, because an environment may be anywhere.</summary>
    private IEnumerable<CompletionResult> Folders(string parameter, string word, List<CompletionResult> offers) =>
        from file in CompletionCompleters.CompleteFilename(word)
        where file.ResultType == CompletionResultType.ProviderContainer
        let path = WildcardPattern.Unescape(Unquote(file.CompletionText))
        where !offers.Exists(o => o.ListItemText == path)
        select Offer(path, file.ToolTip, takesWildcards: TakesWildcards(parameter));
}
