using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>Completes channels: those of the configuration, and those of the packages in the environments.</summary>
internal sealed class ChannelCompleter : CondaEnvCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound)
    {
        CompletionCache cache = CompletionCache.Current;
        var used =
            from contents in Bound(bound).Take(CompletionCache.MaxPackageLists).Select(cache.TryRead)
            where contents is not null
            from channel in contents.Channels
            select (Channel: channel, ToolTip: $"{channel}: packages of {contents.Prefix}");
        return
            from offer in cache.Channels.Select(static channel => (Channel: channel, ToolTip: $"{channel}: configured")).Concat(used)
            where Begins(offer.Channel, word)
            group offer.ToolTip by offer.Channel into same
            select Offer(same.Key, same.First());
    }
}
