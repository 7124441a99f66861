using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Machines.Condarc;

/// <summary>
/// Checks addresses in the settings that define channels. conda fails on a malformed one. Here it is omitted when the
/// setting is read, so that code that uses the settings need not handle it.
/// </summary>
internal static class CondarcAddresses
{
    private static readonly CondarcParameter[] s_addresses =
    [
        CondarcParameter.DefaultChannels, CondarcParameter.CustomChannels, CondarcParameter.CustomMultichannels,
        CondarcParameter.ChannelAlias, CondarcParameter.MigratedChannelAliases, CondarcParameter.MigratedCustomChannels,
    ];

    /// <summary>Returns the setting without its malformed addresses.</summary>
    /// <param name="parameter">The setting to check.</param>
    /// <param name="setting">Its value, which has the right type.</param>
    /// <param name="expand">Expands variables in the same way as for the final value.</param>
    /// <param name="at">The first malformed address and the keys that lead to it; null if there is none.</param>
    /// <returns>The setting itself if it is valid; null if no valid part is left.</returns>
    public static CondarcSetting? WellFormed(CondarcParameter parameter, CondarcSetting setting, Func<string, string> expand, out (YamlNode Node, string Key)? at)
    {
        at = null;
        bool isAddress = Array.IndexOf(s_addresses, parameter) >= 0;
        if (!isAddress && parameter != CondarcParameter.Channels)
        {
            return setting;
        }

        (YamlNode Node, string Key)? first = null;
        YamlNode? left = Filter(setting.Value, parameter.Name);
        at = first;
        return first is null ? setting : left is null ? null : new CondarcSetting(left, setting.Flag);

        YamlNode? Filter(YamlNode node, string key)
        {
            switch (node)
            {
                case YamlScalar { IsNull: false } scalar when IsMalformed(expand(scalar.Value)):
                    first ??= (scalar, key);
                    return null;
                case YamlSequence list:
                    YamlNode[] items = [.. list.Items.Select(item => Filter(item, key)).OfType<YamlNode>()];
                    return items.Length == list.Items.Count ? list
                        : items.Length == 0 ? null
                        : new YamlSequence(items) { Line = list.Line, Column = list.Column, Comment = list.Comment };
                case YamlMapping map:
                    List<KeyValuePair<YamlScalar, YamlNode>> entries = [];
                    foreach (KeyValuePair<YamlScalar, YamlNode> entry in map.Entries)
                    {
                        if (Filter(entry.Value, $"{key}: {entry.Key.Value}") is { } value)
                        {
                            entries.Add(new KeyValuePair<YamlScalar, YamlNode>(entry.Key, value));
                        }
                    }

                    return entries.Count == 0 && map.Entries.Count > 0 ? null
                        : new YamlMapping(entries, map.Duplicates) { Line = map.Line, Column = map.Column, Comment = map.Comment };
                default:
                    return node;
            }
        }

        // A channel may also be a name or a path, which cannot be malformed here.
        bool IsMalformed(string text) => (isAddress || CondaUrl.HasScheme(text)) && CondaUrl.IsMalformedAddress(text);
    }
}
