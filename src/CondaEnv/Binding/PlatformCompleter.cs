using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Specs.Platforms;

namespace CondaEnv.Binding;

/// <summary>Completes the platforms that conda knows.</summary>
internal sealed class PlatformCompleter : CondaEnvCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound) =>
        KnownSubdirs.Platforms.Where(p => Begins(p, word)).Select(static p => Offer(p, p));
}
