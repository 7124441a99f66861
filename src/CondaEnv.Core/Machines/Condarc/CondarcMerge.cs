using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Yaml;

namespace CondaEnv.Machines.Condarc;

/// <summary>
/// Merges the values of several sources according to conda/common/configuration.py. Sources are in the order of the
/// search path, later ones take precedence, and sources after the first <c>#!final</c> are ignored.
/// </summary>
internal static class CondarcMerge
{
    /// <summary>
    /// <c>PrimitiveLoadedParameter.merge</c>: the first final value, otherwise the last value. Null if no source has
    /// it.
    /// </summary>
    public static string? Scalar(IEnumerable<CondarcSource> sources, CondarcParameter parameter)
    {
        List<CondarcSetting> matches = Matches(sources, parameter);
        return matches.Count == 0 ? null : ((YamlScalar)matches[matches.Count - 1].Value).Value;
    }

    /// <summary><c>SequenceLoadedParameter.merge</c>. Null if no source has it.</summary>
    public static IReadOnlyList<string>? Sequence(IEnumerable<CondarcSource> sources, CondarcParameter parameter)
    {
        List<CondarcSetting> matches = Matches(sources, parameter);
        return matches.Count == 0 ? null : Lines([.. matches.Select(static m => (YamlSequence)m.Value)]);
    }

    /// <summary><c>MapLoadedParameter.merge</c> with strings as values. Null if no source has it.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Map(IEnumerable<CondarcSource> sources, CondarcParameter parameter) =>
        ByKey(sources, parameter)?.ConvertAll(static group => new KeyValuePair<string, string>(group.Key, ((YamlScalar)group.Value[group.Value.Count - 1]).Value));

    /// <summary>
    /// <c>MapLoadedParameter.merge</c> with lists as values, which are merged too. Null if no source has it.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>? MapOfSequences(IEnumerable<CondarcSource> sources, CondarcParameter parameter) =>
        ByKey(sources, parameter)?.ConvertAll(static group => new KeyValuePair<string, IReadOnlyList<string>>(
            group.Key, Lines([.. group.Value.Select(static v => v as YamlSequence ?? new YamlSequence([]))])));

    private static List<CondarcSetting> Matches(IEnumerable<CondarcSource> sources, CondarcParameter parameter)
    {
        List<CondarcSetting> matches = [];
        foreach (CondarcSource source in sources)
        {
            if (source.Find(parameter) is { } match)
            {
                matches.Add(match);
                if (match.Flag == CondarcFlag.Final)
                {
                    break;
                }
            }
        }

        return matches;
    }

    /// <summary>The values of each key, in order; only the final value if there is one.</summary>
    private static List<KeyValuePair<string, List<YamlNode>>>? ByKey(IEnumerable<CondarcSource> sources, CondarcParameter parameter)
    {
        List<CondarcSetting> matches = Matches(sources, parameter);
        if (matches.Count == 0)
        {
            return null;
        }

        List<KeyValuePair<string, List<YamlNode>>> groups = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        HashSet<string> final = new(StringComparer.Ordinal);
        foreach (KeyValuePair<YamlScalar, YamlNode> entry in matches.SelectMany(static m => ((YamlMapping)m.Value).Entries))
        {
            string key = entry.Key.Value;
            if (!places.TryGetValue(key, out int place))
            {
                place = places[key] = groups.Count;
                groups.Add(new KeyValuePair<string, List<YamlNode>>(key, []));
            }

            if (final.Contains(key))
            {
                continue;
            }

            if (CondarcSource.FlagOf(entry.Key, entry.Value) == CondarcFlag.Final)
            {
                final.Add(key);
                groups[place].Value.Clear();
            }

            groups[place].Value.Add(entry.Value);
        }

        return groups;
    }

    /// <summary>
    /// Later lists precede earlier ones, and each line occurs once. Lines marked top come first, those of earlier lists
    /// before others. Lines marked bottom come last, those of earlier lists after others. A line with both marks goes
    /// to the bottom.
    /// </summary>
    private static IReadOnlyList<string> Lines(IReadOnlyList<YamlSequence> lists)
    {
        IEnumerable<string> top = lists.SelectMany(static list => Marked(list, CondarcFlag.Top));
        IEnumerable<string> all = lists.Reverse().SelectMany(static list => list.Items.Select(static item => ((YamlScalar)item).Value));
        IEnumerable<string> bottom = lists.Reverse().SelectMany(static list => Marked(list, CondarcFlag.Bottom));

        // Distinct keeps the first occurrence; on the reversed list, it keeps the last one.
        IEnumerable<string> fromTheEnd = bottom.Reverse().Concat(top.Concat(all).Distinct(StringComparer.Ordinal).Reverse());
        return [.. fromTheEnd.Distinct(StringComparer.Ordinal).Reverse()];
    }

    private static IEnumerable<string> Marked(YamlSequence list, CondarcFlag flag) =>
        list.Items.Where(item => CondarcSource.FlagOf(item.Comment) == flag).Select(static item => ((YamlScalar)item).Value);
}
