using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>Completes package names of the environments on the command line, otherwise of the active one.</summary>
internal sealed class PackageNameCompleter : CondaEnvCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound)
    {
        CompletionCache cache = CompletionCache.Current;
        return
            from contents in Bound(bound).Take(CompletionCache.MaxPackageLists).Select(cache.TryRead)
            where contents is not null
            from name in contents.Names
            where Begins(name, word)
            group contents.Prefix by name into owners
            orderby owners.Key
            select Offer(owners.Key, string.Join(Environment.NewLine, owners), takesWildcards: parameter == "Name");
    }
}
