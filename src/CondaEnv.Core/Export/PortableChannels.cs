using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Prefixes.History;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Export;

/// <summary>
/// Determines the channels of a portable export: those of the packages, in the order of the history's command lines,
/// then of the configuration. Other channels come last, those with most packages first.
/// </summary>
internal static class PortableChannels
{
    private const string NoDefaults = "nodefaults";
    private const string Defaults = "defaults";

    /// <summary>The list; it ends with <c>nodefaults</c> if no package came from <c>defaults</c>.</summary>
    public static IReadOnlyList<string> Choose(ExportSource source, LossReport losses)
    {
        Dictionary<string, Channel> withSecret = new(StringComparer.Ordinal);
        Dictionary<string, int> used = Used(source, losses, withSecret);
        LinkedList<string> order = new();
        Dictionary<string, LinkedListNode<string>> places = new(StringComparer.Ordinal);
        foreach (HistoryBlock block in source.Contents.History)
        {
            Merge(order, places, [.. CommandLine.Channels(block.Command).Select(Name).OfType<string>()]);
        }

        Merge(order, places, source.Options.OverrideChannels ? [] : [.. source.Options.ConfiguredChannels.Select(Name).OfType<string>()]);
        List<string> given = [.. source.Options.Channels.Select(Name).OfType<string>()];
        List<string> names = [.. given
            .Concat(order.Where(n => used.Count == 0 ? given.Count == 0 : used.ContainsKey(n)))
            .Concat(used.OrderByDescending(static u => u.Value).Select(static u => u.Key))
            .Distinct(StringComparer.Ordinal)];
        if (used.Count > 0 && !names.Contains(Defaults) && !names.Contains(NoDefaults))
        {
            names.Add(NoDefaults);
        }

        foreach (string local in names.Where(LocalPaths.IsLocalChannel))
        {
            losses.LocalChannel(local);
        }

        return [.. names.Select(n => withSecret.TryGetValue(n, out Channel? channel) ? ChannelSecret.Write(channel, source.Options.IncludeSecret, losses) : n)];

        string? Name(string text)
        {
            if (text == NoDefaults)
            {
                return text;
            }

            if (!Channel.TryParse(text, source.Options.ChannelConfiguration, out Channel? channel))
            {
                return null;
            }

            Note(withSecret, channel);
            return channel.CanonicalName;
        }
    }

    private static Dictionary<string, int> Used(ExportSource source, LossReport losses, Dictionary<string, Channel> withSecret)
    {
        Dictionary<string, int> used = new(StringComparer.Ordinal);
        foreach (CondaPackage package in source.Options.IgnoreChannels ? [] : source.CondaPackages)
        {
            Channel channel = source.ChannelOf(package);
            if (channel.CanonicalName == ExportSource.UnknownChannel)
            {
                losses.ChannelUnknown(package);
                continue;
            }

            used[channel.CanonicalName] = used.TryGetValue(channel.CanonicalName, out int count) ? count + 1 : 1;
            Note(withSecret, channel);
            if (package.UrlSource?.Contains("/t/") == true
                && Channel.TryParse(package.UrlSource.Replace("<TOKEN>", ChannelSecret.UnknownToken), source.Options.ChannelConfiguration, out Channel? byUrl))
            {
                Note(withSecret, byUrl);
            }
        }

        return used;
    }

    private static void Note(Dictionary<string, Channel> withSecret, Channel channel)
    {
        if (!string.IsNullOrEmpty(channel.Auth) || !string.IsNullOrEmpty(channel.Token))
        {
            withSecret[channel.CanonicalName] = channel;
        }
    }

    /// <summary>
    /// Merges a list into the current order: a new channel is inserted before the next common one, otherwise at the
    /// end.
    /// </summary>
    private static void Merge(LinkedList<string> order, Dictionary<string, LinkedListNode<string>> places, List<string> list)
    {
        // From the end, so that the next channel of the list already has a position.
        for (int i = list.Count - 1; i >= 0; i--)
        {
            if (!places.ContainsKey(list[i]))
            {
                places.Add(list[i], i + 1 < list.Count ? order.AddBefore(places[list[i + 1]], list[i]) : order.AddLast(list[i]));
            }
        }
    }
}
