using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CondaEnv.Adapters;

/// <summary>
/// Creates nodes from events within limits: a hostile file must not cost more than its length suggests.
/// </summary>
internal sealed class YamlComposer
{
    /// <summary>Maximum nesting depth: far more than in any real file, and far less than the stack allows.</summary>
    private const int MaximumDepth = 64;

    /// <summary>Maximum total number of nodes that aliases may repeat ("billion laughs").</summary>
    private const int MaximumAliased = 100_000;

    private readonly Parser _parser;
    private readonly YamlComments _comments;
    private readonly string _path;

    /// <summary>Anchored nodes with their sizes; the node is null while it is being read.</summary>
    private readonly Dictionary<string, (YamlNode? Node, int Size)> _anchors = new(StringComparer.Ordinal);

    private int _nodes;
    private int _aliased;

    public YamlComposer(Parser parser, string text, string path)
    {
        _parser = parser;
        _comments = new YamlComments(text);
        _path = path;
    }

    /// <summary>Reads the single document.</summary>
    public YamlNode Compose()
    {
        YamlNode? root = null;
        while (_parser.MoveNext())
        {
            switch (_parser.Current)
            {
                case StreamStart or StreamEnd or DocumentStart or DocumentEnd:
                    break;
                case { } second when root is not null:
                    throw Invalid(_path, "it holds more than one document", second.Start);
                default:
                    root = ReadNode(0);
                    break;
            }
        }

        return root ?? new YamlScalar("") { Line = 1, Column = 1 };
    }

    /// <summary>Creates the error for a position in the file.</summary>
    public static CondaEnvException Invalid(string path, string what, in Mark at, Exception? cause = null)
    {
        int line = Clamp(at.Line);
        int column = Clamp(at.Column);
        string place = line > 0 ? $", line {line}, column {column}" : "";
        return new CondaEnvException(CondaErrorKind.FileInvalid, $"The YAML in '{path}'{place} is malformed: {what}.", path, cause)
        {
            Line = line,
            Column = column,
        };
    }

    private static int Clamp(long position) => position > int.MaxValue ? int.MaxValue : (int)position;

    private YamlNode ReadNode(int depth)
    {
        ParsingEvent current = Current();
        if (depth > MaximumDepth)
        {
            throw Invalid(_path, $"it is nested deeper than {MaximumDepth} levels", current.Start);
        }

        if (current is AnchorAlias alias)
        {
            return Repeat(alias);
        }

        string? anchor = current is NodeEvent node && !node.Anchor.IsEmpty ? node.Anchor.Value : null;
        if (anchor is not null)
        {
            _anchors[anchor] = (null, 0);
        }

        int before = _nodes + _aliased;
        _nodes++;
        YamlNode read = current switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart start => ReadSequence(start, depth),
            MappingStart start => ReadMapping(start, depth),
            _ => throw Invalid(_path, "a value is missing", current.Start),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = (read, _nodes + _aliased - before);
        }

        return read;
    }

    private YamlNode Repeat(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out (YamlNode? Node, int Size) anchored))
        {
            throw Invalid(_path, "an alias names an anchor that is not there", alias.Start);
        }

        if (anchored.Node is null)
        {
            throw Invalid(_path, "an alias is inside the node that it refers to", alias.Start);
        }

        // Sizes are within the limit too, so the sum cannot overflow.
        _aliased += anchored.Size;
        return _aliased > MaximumAliased
            ? throw Invalid(_path, "its aliases repeat too much", alias.Start)
            : At(anchored.Node, alias);
    }

    /// <summary>
    /// A copy of a node with the position and comment of the alias that repeats it. The contents of a repeated list or
    /// mapping keep their original positions.
    /// </summary>
    private YamlNode At(YamlNode node, AnchorAlias alias)
    {
        int line = Clamp(alias.Start.Line);
        int column = Clamp(alias.Start.Column);
        string? comment = _comments.Behind(alias.End, '\0');
        return node switch
        {
            YamlScalar scalar => new YamlScalar(scalar.Value) { IsQuoted = scalar.IsQuoted, Tag = scalar.Tag, IsRepeated = true, Line = line, Column = column, Comment = comment },
            YamlSequence sequence => new YamlSequence(sequence.Items) { Line = line, Column = column, Comment = comment },
            YamlMapping mapping => new YamlMapping(mapping.Entries, mapping.Duplicates) { Line = line, Column = column, Comment = comment },
            _ => node,
        };
    }

    private YamlScalar ReadScalar(Scalar scalar) => new(scalar.Value)
    {
        Line = Clamp(scalar.Start.Line),
        Column = Clamp(scalar.Start.Column),
        IsQuoted = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || !scalar.Tag.IsEmpty,
        Tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? null : scalar.Tag.Value,
        Comment = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded ? null : _comments.Behind(scalar.End, scalar.IsKey ? ':' : '\0'),
    };

    private YamlSequence ReadSequence(SequenceStart start, int depth)
    {
        List<YamlNode> items = [];
        while (Advance() is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlSequence(items)
        {
            Line = Clamp(start.Start.Line),
            Column = Clamp(start.Start.Column),
            Comment = start.Style == SequenceStyle.Flow ? _comments.Behind(Current().Start, ']') : null,
        };
    }

    private YamlMapping ReadMapping(MappingStart start, int depth)
    {
        List<KeyValuePair<YamlScalar, YamlNode>> entries = [];
        List<YamlScalar> duplicates = [];
        List<YamlMapping> merged = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (Advance() is not MappingEnd)
        {
            if (ReadNode(depth + 1) is not YamlScalar key)
            {
                throw Invalid(_path, "a key is not a string", Current().Start);
            }

            ParsingEvent first = Advance();
            YamlNode value = ReadNode(depth + 1);
            if (key is { Value: "<<", IsQuoted: false })
            {
                AddMerged(merged, value, first.Start);
            }
            else if (seen.Add(key.Value))
            {
                entries.Add(new KeyValuePair<YamlScalar, YamlNode>(key, value));
            }
            else
            {
                duplicates.Add(key);
            }
        }

        // Merge keys (yaml.org/type/merge.html): the mapping's own keys take precedence, then the merged mappings in
        // order.
        foreach (YamlMapping mapping in merged)
        {
            foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
            {
                if (seen.Add(entry.Key.Value))
                {
                    entries.Add(entry);
                }
            }
        }

        return new YamlMapping(entries, duplicates)
        {
            Line = Clamp(start.Start.Line),
            Column = Clamp(start.Start.Column),
            Comment = start.Style == MappingStyle.Flow ? _comments.Behind(Current().Start, '}') : null,
        };
    }

    private void AddMerged(List<YamlMapping> merged, YamlNode value, in Mark at)
    {
        IReadOnlyList<YamlNode> sources = value is YamlSequence sequence ? sequence.Items : [value];
        foreach (YamlNode source in sources)
        {
            merged.Add(source as YamlMapping ?? throw Invalid(_path, "a merge key '<<' does not name a mapping", at));
        }
    }

    private ParsingEvent Advance() => _parser.MoveNext() ? Current() : throw Invalid(_path, "it ends too early", Mark.Empty);

    private ParsingEvent Current() => _parser.Current ?? throw Invalid(_path, "it ends too early", Mark.Empty);
}
