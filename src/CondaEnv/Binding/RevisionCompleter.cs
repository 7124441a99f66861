using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>Completes numbers of revisions, the newest first: those of the first environment that the command line names, else of the active one.</summary>
internal sealed class RevisionCompleter : CondaEnvCompleter
{
    private const int DateLength = 19;

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound)
    {
        IReadOnlyList<string> titles = CompletionCache.Current.Revisions(Bound(bound)[0]);
        return
            from number in Enumerable.Range(0, titles.Count).Reverse()
            let text = number.ToString(CultureInfo.InvariantCulture)
            where Begins(text, word)
            let title = titles[number]
            select new CompletionResult(text, (text + "  " + title.Substring(0, Math.Min(title.Length, DateLength))).TrimEnd(), CompletionResultType.ParameterValue, title.Length > 0 ? title : text);
    }
}
