using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.Writing;

/// <summary>The <c>channels:</c> of an export in conda's own styles.</summary>
internal static class ChannelList
{
    /// <summary>
    /// The channels of the packages sorted by name, then those of <c>-c</c>, then the configured ones. As in conda, a
    /// source that is read later comes first, and the command line is read last.
    /// </summary>
    public static IReadOnlyList<string> Of(ExportSource source, LossReport losses)
    {
        ExportOptions options = source.Options;
        List<string> names = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        if (!options.IgnoreChannels && source.IsFull)
        {
            foreach (CondaPackage package in source.CondaPackages)
            {
                Channel channel = source.ChannelOf(package);
                if (channel.CanonicalName == ExportSource.UnknownChannel)
                {
                    losses.ChannelUnknown(package);
                }
                else
                {
                    bool hasSecret = !string.IsNullOrEmpty(channel.Auth) || !string.IsNullOrEmpty(channel.Token);
                    Add(options.IncludeSecret && hasSecret ? ChannelSecret.Write(channel, includeSecret: true, losses) : channel.CanonicalName, hasSecret);
                }
            }
        }

        foreach (string channel in options.OverrideChannels ? options.Channels : options.Channels.Concat(options.ConfiguredChannels))
        {
            Add(channel, hasSecret: false);
        }

        return names;

        void Add(string channel, bool hasSecret)
        {
            string clean = options.IncludeSecret ? channel : SecretRedactor.Redact(channel);
            if (clean != channel || (hasSecret && !options.IncludeSecret))
            {
                losses.SecretRemoved(null, $"the credentials of the channel '{clean}' are left out");
            }

            if (seen.Add(clean))
            {
                names.Add(clean);
            }
        }
    }
}
