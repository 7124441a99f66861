using System;
using System.Collections.Generic;
using System.Text;

namespace CondaEnv.Foundation.Toml;

/// <summary>
/// Writes TOML 1.0 (toml.io): tables, arrays of tables, and keys with strings, Booleans, arrays and inline tables. Only
/// characters that require it are escaped. Lines end with LF. Invalid TOML (a key or table that is defined twice) is
/// rejected.
/// </summary>
internal sealed class TomlWriter
{
    private readonly StringBuilder _out = new();
    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _arrays = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Writes a comment line.</summary>
    public TomlWriter Comment(string text)
    {
        _out.Append("# ");
        foreach (char c in text)
        {
            // A comment ends with its line, and must not contain control characters.
            _out.Append(c < ' ' || c == 0x7F || char.IsSurrogate(c) ? ' ' : c);
        }

        _out.Append('\n');
        return this;
    }

    /// <summary>Starts the table with a path.</summary>
    public TomlWriter Table(params string[] path)
    {
        string header = Path(path);
        if (_arrays.Contains(header) || !_tables.Add(header))
        {
            throw new InvalidOperationException("A table is already defined.");
        }

        return Header('[' + header + ']');
    }

    /// <summary>
    /// Starts the next table of an array of tables. Subtables belong to it, and may be defined again.
    /// </summary>
    public TomlWriter ArrayTable(params string[] path)
    {
        string header = Path(path);
        if (_tables.Contains(header))
        {
            throw new InvalidOperationException("A table is not an array of tables.");
        }

        _arrays.Add(header);
        _tables.RemoveWhere(t => t.StartsWith(header + ".", StringComparison.Ordinal));
        return Header("[[" + header + "]]");
    }

    /// <summary>Writes a key and its value in the current table.</summary>
    public TomlWriter Pair(string key, TomlValue value)
    {
        if (!_keys.Add(key))
        {
            throw new InvalidOperationException("A key is already defined in its table.");
        }

        _out.Append(Key(key)).Append(" = ").Append(value.Text).Append('\n');
        return this;
    }

    /// <summary>Writes a key and its text, if there is one.</summary>
    public TomlWriter PairIf(string key, string? value) => value is null ? this : Pair(key, value);

    /// <summary>The text written so far.</summary>
    public override string ToString() => _out.ToString();

    /// <summary>Formats a key: bare if possible (ASCII letters, digits, underscore, dash), otherwise quoted.</summary>
    internal static string Key(string key)
    {
        bool bare = key.Length > 0;
        foreach (char c in key)
        {
            bare &= c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';
        }

        return bare ? key : Quote(key);
    }

    /// <summary>Formats a basic string.</summary>
    internal static string Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 2);
        quoted.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                quoted.Append(c).Append(text[++i]);
                continue;
            }

            switch (c)
            {
                case '"' or '\\': quoted.Append('\\').Append(c); break;
                case '\b': quoted.Append("\\b"); break;
                case '\t': quoted.Append("\\t"); break;
                case '\n': quoted.Append("\\n"); break;
                case '\f': quoted.Append("\\f"); break;
                case '\r': quoted.Append("\\r"); break;
                case < ' ' or (char)0x7F: quoted.Append("\\u").Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture)); break;
                default:
                    // A lone surrogate is not a character, and cannot be escaped.
                    quoted.Append(char.IsSurrogate(c) ? '\uFFFD' : c);
                    break;
            }
        }

        return quoted.Append('"').ToString();
    }

    private static string Path(string[] path)
    {
        string header = string.Join(".", Array.ConvertAll(path, Key));
        return header.Length > 0 ? header : throw new ArgumentException("A table has a name.", nameof(path));
    }

    private TomlWriter Header(string line)
    {
        _keys.Clear();
        _out.Append(_out.Length > 0 ? "\n" : "").Append(line).Append('\n');
        return this;
    }
}

/// <summary>A TOML value that can be written after a key.</summary>
internal readonly struct TomlValue
{
    private TomlValue(string text) => Text = text;

    /// <summary>The value in TOML notation.</summary>
    public string Text { get; }

    /// <summary>A string.</summary>
    public static implicit operator TomlValue(string text) => new(TomlWriter.Quote(text));

    /// <summary>A Boolean.</summary>
    public static implicit operator TomlValue(bool value) => new(value ? "true" : "false");

    /// <summary>A string; null if the text is null.</summary>
    public static TomlValue? Optional(string? text) => text is null ? (TomlValue?)null : text;

    /// <summary>An array of strings on one line.</summary>
    public static TomlValue Array(IEnumerable<string> items)
    {
        List<string> texts = [];
        foreach (string item in items)
        {
            texts.Add(TomlWriter.Quote(item));
        }

        return new TomlValue("[" + string.Join(", ", texts) + "]");
    }

    /// <summary>An inline table; pairs without a value are omitted.</summary>
    public static TomlValue Table(params (string Key, TomlValue? Value)[] pairs)
    {
        List<string> texts = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach ((string key, TomlValue? value) in pairs)
        {
            if (value is { } present)
            {
                texts.Add(keys.Add(key) ? TomlWriter.Key(key) + " = " + present.Text : throw new InvalidOperationException("A key is already defined in its table."));
            }
        }

        return new TomlValue(texts.Count == 0 ? "{}" : "{ " + string.Join(", ", texts) + " }");
    }
}
