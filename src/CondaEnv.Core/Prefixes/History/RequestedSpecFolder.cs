using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Prefixes.History;

/// <summary>
/// Builds the map of specs that the user requested from the history (history.py, get_requested_specs_map).
/// </summary>
internal static class RequestedSpecFolder
{
    /// <summary>
    /// Processes the blocks in order: remove deletes a name, update sets it, neutered overrides it. Only blocks with a
    /// command count. The order is that of a Python dict: a name keeps its position until it is removed.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, MatchSpec>> Fold(
        IReadOnlyList<HistoryBlock> blocks, string path, ChannelConfiguration channels, Action<CondaEnvException> report)
    {
        int most = 0;
        foreach (HistoryBlock block in blocks)
        {
            most += block.UpdateSpecs.Count + block.NeuteredSpecs.Count;
        }

        Dictionary<string, int> places = new(most, StringComparer.Ordinal);
        List<MatchSpec?> specs = new(most);
        foreach (HistoryBlock block in blocks)
        {
            if (block.Command is null)
            {
                continue;
            }

            foreach (MatchSpec spec in Parse(block.RemoveSpecs, block))
            {
                if (places.TryGetValue(spec.Name, out int place))
                {
                    specs[place] = null;
                    places.Remove(spec.Name);
                }
            }

            foreach (IReadOnlyList<string> list in (IReadOnlyList<string>[])[block.UpdateSpecs, block.NeuteredSpecs])
            {
                foreach (MatchSpec spec in Parse(list, block))
                {
                    if (!places.TryGetValue(spec.Name, out int place))
                    {
                        place = specs.Count;
                        places.Add(spec.Name, place);
                        specs.Add(null);
                    }

                    specs[place] = spec;
                }
            }
        }

        List<KeyValuePair<string, MatchSpec>> map = new(places.Count);
        foreach (MatchSpec? spec in specs)
        {
            if (spec is not null)
            {
                map.Add(new KeyValuePair<string, MatchSpec>(spec.Name, spec));
            }
        }

        return map;

        IEnumerable<MatchSpec> Parse(IReadOnlyList<string> texts, HistoryBlock block)
        {
            foreach (string text in texts)
            {
                MatchSpec? spec = null;
                try
                {
                    spec = MatchSpec.Parse(text, channels);
                }
                catch (CondaEnvException e)
                {
                    report(new CondaEnvException(
                        CondaErrorKind.HistoryInvalid,
                        $"'{path}', block at line {block.Line}: '{SecretRedactor.Redact(text)}' is not a valid spec; it is ignored.",
                        path,
                        e) { Line = block.Line });
                }

                if (spec is not null)
                {
                    yield return spec;
                }
            }
        }
    }
}
