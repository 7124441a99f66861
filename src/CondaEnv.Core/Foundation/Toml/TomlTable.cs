using System;
using System.Collections.Generic;

namespace CondaEnv.Foundation.Toml;

/// <summary>
/// A table: keys with their values, in order of the first occurrence in the file. Each key occurs once.
/// </summary>
internal sealed class TomlTable : TomlNode
{
    private readonly Dictionary<string, TomlEntry> _byKey = new(StringComparer.Ordinal);

    /// <summary>Creates a table.</summary>
    /// <param name="entries">The entries, each key once.</param>
    public TomlTable(IReadOnlyList<TomlEntry> entries)
    {
        Entries = entries;
        foreach (TomlEntry entry in entries)
        {
            _byKey.Add(entry.Key, entry);
        }
    }

    public IReadOnlyList<TomlEntry> Entries { get; }

    /// <summary>The entry of a key; null if the table has no such key.</summary>
    public TomlEntry? Find(string key) => _byKey.TryGetValue(key, out TomlEntry? entry) ? entry : null;
}

/// <summary>A key of a table with its value.</summary>
/// <param name="Key">The key, without quotes and escapes; one part of a dotted key.</param>
/// <param name="Value">The value.</param>
/// <param name="Line">One-based line of the key's first occurrence.</param>
/// <param name="Column">One-based column of the key's first occurrence.</param>
internal sealed record TomlEntry(string Key, TomlNode Value, int Line, int Column);
