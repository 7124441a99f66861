using System;
using System.Collections.Generic;

namespace CondaEnv.Foundation.Yaml;

/// <summary>Keys and values in the order written. A key that comes twice keeps its first value.</summary>
internal sealed class YamlMapping : YamlNode
{
    public YamlMapping(IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> entries, IReadOnlyList<YamlScalar> duplicates)
    {
        Entries = entries;
        Duplicates = duplicates;
    }

    /// <summary>The entries; each key once.</summary>
    public IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries { get; }

    /// <summary>Keys that had come before, where they come again; YAML forbids them and tools differ on which wins.</summary>
    public IReadOnlyList<YamlScalar> Duplicates { get; }

    /// <summary>The entry of a key; null where there is none.</summary>
    public KeyValuePair<YamlScalar, YamlNode>? Find(string key)
    {
        foreach (KeyValuePair<YamlScalar, YamlNode> entry in Entries)
        {
            if (string.Equals(entry.Key.Value, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }
}
