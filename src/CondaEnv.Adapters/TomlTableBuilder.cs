using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Toml;
using Tomlyn.Syntax;

namespace CondaEnv.Adapters;

/// <summary>How a table was defined, which determines what may be added to it.</summary>
internal enum TableOrigin
{
    /// <summary>By a header of a table below it; its own header may still follow.</summary>
    Implied,

    /// <summary>By its own header, which may occur once.</summary>
    Header,

    /// <summary>By dotted keys; more of them may follow, but no header.</summary>
    Dotted,

    /// <summary>By braces; nothing may be added.</summary>
    Inline,
}

/// <summary>
/// A table that later lines may extend. Values are nodes, builders of tables, or builders of arrays of tables.
/// </summary>
internal sealed class TomlTableBuilder(TableOrigin origin, int depth, TextPosition at)
{
    private readonly List<(string Key, object Value, TextPosition At)> _entries = [];
    private readonly Dictionary<string, object> _byKey = new(StringComparer.Ordinal);

    public TableOrigin Origin { get; set; } = origin;

    /// <summary>Number of tables and arrays that contain it; 0 for the root.</summary>
    public int Depth { get; } = depth;

    public object? Find(string key) => _byKey.TryGetValue(key, out object? value) ? value : null;

    public void Add(string key, object value, TextPosition where)
    {
        _byKey.Add(key, value);
        _entries.Add((key, value, where));
    }

    public TomlTableBuilder AddTable(string key, TableOrigin of, TextPosition where)
    {
        TomlTableBuilder table = new(of, Depth + 1, where);
        Add(key, table, where);
        return table;
    }

    public TomlTableArrayBuilder AddTableArray(string key, TextPosition where)
    {
        TomlTableArrayBuilder tables = new(Depth + 1, where);
        Add(key, tables, where);
        return tables;
    }

    /// <summary>Creates the finished table. The recursion is limited by <see cref="TomlNode.MaximumDepth"/>.</summary>
    public TomlTable Build() => new(_entries.ConvertAll(static e => new TomlEntry(e.Key, Finish(e.Value), e.At.Line + 1, e.At.Column + 1)))
    {
        Line = at.Line + 1,
        Column = at.Column + 1,
    };

    private static TomlNode Finish(object value) => value switch
    {
        TomlTableBuilder table => table.Build(),
        TomlTableArrayBuilder tables => tables.Build(),
        _ => (TomlNode)value,
    };
}

/// <summary>An array of tables that later headers may extend.</summary>
internal sealed class TomlTableArrayBuilder(int depth, TextPosition at)
{
    private readonly List<TomlTableBuilder> _tables = [];

    /// <summary>The last table, which headers below it extend.</summary>
    public TomlTableBuilder Last => _tables[_tables.Count - 1];

    public TomlTableBuilder Add(TextPosition where)
    {
        _tables.Add(new TomlTableBuilder(TableOrigin.Header, depth + 1, where));
        return Last;
    }

    public TomlArray Build() => new(_tables.ConvertAll<TomlNode>(static t => t.Build())) { Line = at.Line + 1, Column = at.Column + 1 };
}
