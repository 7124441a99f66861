using System.Collections.Generic;
using CondaEnv.Foundation.Toml;
using Tomlyn.Syntax;

namespace CondaEnv.Adapters;

/// <summary>
/// Converts a syntax tree to nodes, and rejects what TOML forbids: a key, table or array that is defined twice.
/// </summary>
/// <param name="path">Path of the file, for messages.</param>
/// <param name="standIn">The character that replaces U+FFFD in the tree.</param>
internal sealed class TomlComposer(string path, char standIn)
{
    /// <summary>Converts the document.</summary>
    public TomlTable Compose(DocumentSyntax document)
    {
        TomlTableBuilder root = new(TableOrigin.Header, 0, new TextPosition(0, 0, 0));
        AddPairs(root, document.KeyValues);
        foreach (TableSyntaxBase table in document.Tables)
        {
            TomlTableBuilder opened = Open(root, table);
            if (opened.Depth > TomlNode.MaximumDepth)
            {
                throw TooDeep(table.Name?.Span.Start ?? table.Span.Start);
            }

            AddPairs(opened, table.Items);
        }

        return root.Build();
    }

    /// <summary>
    /// Creates the error for a position in the file, zero-based as in Tomlyn; <see cref="TextPosition.Eof"/> if
    /// unknown.
    /// </summary>
    public static CondaEnvException Invalid(string path, string what, TextPosition at, System.Exception? cause = null)
    {
        bool known = at != TextPosition.Eof;
        int line = known ? at.Line + 1 : 0;
        int column = known ? at.Column + 1 : 0;
        string place = known ? $", line {line}, column {column}" : "";
        return new CondaEnvException(CondaErrorKind.FileInvalid, $"The TOML in '{path}'{place} is malformed: {what}.", path, cause)
        {
            Line = line,
            Column = column,
        };
    }

    /// <summary>Returns the table for a header (toml.io, "Table" and "Array of Tables").</summary>
    private TomlTableBuilder Open(TomlTableBuilder root, TableSyntaxBase header)
    {
        List<(string Key, TextPosition At)> keys = Split(header.Name, 0);
        TomlTableBuilder table = root;
        for (int i = 0; i < keys.Count - 1; i++)
        {
            (string key, TextPosition at) = keys[i];
            table = table.Find(key) switch
            {
                null => table.AddTable(key, TableOrigin.Implied, at),
                TomlTableBuilder below => below,
                TomlTableArrayBuilder tables => tables.Last,
                _ => throw Twice(key, at),
            };
        }

        (string name, TextPosition where) = keys[keys.Count - 1];
        object? known = table.Find(name);
        if (header is TableArraySyntax)
        {
            return known switch
            {
                null => table.AddTableArray(name, where).Add(where),
                TomlTableArrayBuilder tables => tables.Add(where),
                _ => throw Twice(name, where),
            };
        }

        switch (known)
        {
            case null:
                return table.AddTable(name, TableOrigin.Header, where);
            case TomlTableBuilder { Origin: TableOrigin.Implied } implied:
                implied.Origin = TableOrigin.Header;
                return implied;
            default:
                throw Twice(name, where);
        }
    }

    private void AddPairs(TomlTableBuilder table, IEnumerable<SyntaxNode> pairs)
    {
        foreach (SyntaxNode pair in pairs)
        {
            AddPair(table, (KeyValueSyntax)pair);
        }
    }

    private void AddPair(TomlTableBuilder table, KeyValueSyntax pair)
    {
        List<(string Key, TextPosition At)> keys = Split(pair.Key, table.Depth);
        for (int i = 0; i < keys.Count - 1; i++)
        {
            (string key, TextPosition at) = keys[i];
            table = table.Find(key) switch
            {
                null => table.AddTable(key, TableOrigin.Dotted, at),
                TomlTableBuilder { Origin: TableOrigin.Dotted } below => below,
                _ => throw Twice(key, at),
            };
        }

        (string name, TextPosition where) = keys[keys.Count - 1];
        if (table.Find(name) is not null)
        {
            throw Twice(name, where);
        }

        table.Add(name, Read(pair.Value, pair, table.Depth + 1), where);
    }

    private object Read(ValueSyntax? value, SyntaxNode parent, int depth)
    {
        if (value is null)
        {
            throw Invalid(path, "a value is missing", parent.Span.Start);
        }

        TextPosition at = value.Span.Start;
        if (depth > TomlNode.MaximumDepth && value is InlineTableSyntax or ArraySyntax)
        {
            throw TooDeep(at);
        }

        switch (value)
        {
            case InlineTableSyntax inline:
                TomlTableBuilder table = new(TableOrigin.Inline, depth, at);
                foreach (InlineTableItemSyntax item in inline.Items)
                {
                    AddPair(table, item.KeyValue ?? throw Invalid(path, "a value is missing", item.Span.Start));
                }

                // The table is complete, including dotted keys inside it.
                return table.Build();
            case ArraySyntax array:
                List<TomlNode> items = [];
                foreach (ArrayItemSyntax item in array.Items)
                {
                    items.Add((TomlNode)Read(item.Value, item, depth + 1));
                }

                return new TomlArray(items) { Line = at.Line + 1, Column = at.Column + 1 };
            case StringValueSyntax text:
                return Scalar(TomlScalarKind.String, Restore(text.Value), at);
            case IntegerValueSyntax number:
                return Scalar(TomlScalarKind.Integer, number.Token?.Text ?? "", at, number.Value);
            case FloatValueSyntax number:
                return Scalar(TomlScalarKind.Float, number.Token?.Text ?? "", at);
            case BooleanValueSyntax truth:
                return Scalar(TomlScalarKind.Boolean, truth.Value ? "true" : "false", at, truth: truth.Value);
            case DateTimeValueSyntax time:
                return Scalar(TomlScalarKind.DateTime, time.Token?.Text ?? "", at);
            default:
                throw Invalid(path, "a value is missing", at);
        }
    }

    private static TomlScalar Scalar(TomlScalarKind kind, string text, TextPosition at, long integer = 0, bool truth = false) =>
        new(kind, text) { Integer = integer, Boolean = truth, Line = at.Line + 1, Column = at.Column + 1 };

    /// <summary>
    /// The parts of a key; throws if the resulting tables below a table of the given depth would exceed the limit.
    /// </summary>
    private List<(string Key, TextPosition At)> Split(KeySyntax? key, int depth)
    {
        if (key?.Key is null)
        {
            throw Invalid(path, "a key is missing", key?.Span.Start ?? TextPosition.Eof);
        }

        List<(string, TextPosition)> keys = [(Text(key.Key), key.Key.Span.Start)];
        foreach (DottedKeyItemSyntax part in key.DotKeys)
        {
            BareKeyOrStringValueSyntax next = part.Key ?? throw Invalid(path, "a key is missing", part.Span.Start);
            keys.Add((Text(next), next.Span.Start));
            if (depth + keys.Count - 1 > TomlNode.MaximumDepth)
            {
                throw TooDeep(next.Span.Start);
            }
        }

        return keys;
    }

    private string Restore(string? text) => text?.Replace(standIn, '\uFFFD') ?? "";

    private string Text(BareKeyOrStringValueSyntax key) => key switch
    {
        StringValueSyntax quoted => Restore(quoted.Value),
        BareKeySyntax bare => bare.Key?.Text ?? "",
        _ => "",
    };

    private CondaEnvException TooDeep(TextPosition at) => Invalid(path, $"it is nested deeper than {TomlNode.MaximumDepth} levels", at);

    private CondaEnvException Twice(string key, TextPosition at) => Invalid(path, $"'{key}' is defined twice", at);
}
