using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Yaml;

namespace CondaEnv.Machines.Condarc;

/// <summary>
/// One value out of many sources, by the rules of conda/common/configuration.py: sources come in order of the search
/// path, later ones win, and up to the first one that is <c>#!final</c> only.
/// </summary>
internal static class CondarcMerge
{
    /// <summary><c>PrimitiveLoadedParameter.merge</c>: the first final one, else the last. Null where none has it.</summary>
    public static string? Scalar(IEnumerable<CondarcSource> sources, CondarcParameter parameter)
    {
        List<CondarcSetting> matches = Matches(sources, parameter);
        return matches.Count == 0 ? null : ((YamlScalar)matches[matches.Count - 1].Value).Value;
    }

    /// <summary><c>SequenceLoadedParameter.merge</c>. Null where no source has it.</summary>
    public static IReadOnlyList<string>? Sequence(IEnumerable<CondarcSource> sources, CondarcParameter parameter)
    {
        List<CondarcSetting> matches = Matches(sources, parameter);
        return matches.Count == 0 ? null : Lines([.. matches.Select(static m => (YamlSequence)m.Value)]);
    }

    /// <summary><c>MapLoadedParameter.merge</c> with texts as values. Null where no source has it.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Map(IEnumerable<CondarcSource> sources, CondarcParameter parameter) =>
        ByKey(sources, parameter)?.ConvertAll(static group => new KeyValuePair<string, string>(group.Key, ((YamlScalar)group.Value[group.Value.Count - 1]).Value));

    /// <summary><c>MapLoadedParameter.merge</c> with lists as values, which merge in turn. Null where no source has it.</summary>
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

    /// <summary>The values of each key, in order; where one is final, that one alone.</summary>
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
    /// Later lists before earlier ones, each line once; lines marked top before all, those of earlier lists first;
    /// lines marked bottom behind all, those of earlier lists last. A line marked both ways goes to the bottom.
    /// </summary>
    private static IReadOnlyList<string> Lines(IReadOnlyList<YamlSequence> lists)
    {
        IEnumerable<string> top = lists.SelectMany(static list => Marked(list, CondarcFlag.Top));
        IEnumerable<string> all = lists.Reverse().SelectMany(static list => list.Items.Select(static item => ((YamlScalar)item).Value));
        IEnumerable<string> bottom = lists.Reverse().SelectMany(static list => Marked(list, CondarcFlag.Bottom));

        // Distinct keeps first places; turned round, it keeps last ones.
        IEnumerable<string> fromTheEnd = bottom.Reverse().Concat(top.Concat(all).Distinct(StringComparer.Ordinal).Reverse());
        return [.. fromTheEnd.Distinct(StringComparer.Ordinal).Reverse()];
    }

    private static IEnumerable<string> Marked(YamlSequence list, CondarcFlag flag) =>
        list.Items.Where(item => CondarcSource.FlagOf(item.Comment) == flag).Select(static item => ((YamlScalar)item).Value);
}
