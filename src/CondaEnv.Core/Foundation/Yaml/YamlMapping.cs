using System;
using System.Collections.Generic;

namespace CondaEnv.Foundation.Yaml;

/// <summary>Keys and values in the order written. A repeated key has its first value.</summary>
internal sealed class YamlMapping : YamlNode
{
    public YamlMapping(IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> entries, IReadOnlyList<YamlScalar> duplicates)
    {
        Entries = entries;
        Duplicates = duplicates;
    }

    /// <summary>The entries, each key once.</summary>
    public IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries { get; }

    /// <summary>Repeated occurrences of keys. YAML forbids them, and tools differ in which one takes effect.</summary>
    public IReadOnlyList<YamlScalar> Duplicates { get; }

    /// <summary>The entry of a key; null if there is none.</summary>
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
