using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Foundation.Yaml;

/// <summary>
/// Reads JSON into the nodes that are used for YAML, so that a file may be either. YAML readers accept most JSON
/// documents, but not all.
/// </summary>
internal sealed class JsonNodes
{
    private readonly SourceText _source;
    private readonly JsonReader _reader = new();

    // The last computed position: the next one is counted from there instead of from the start.
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    private JsonNodes(SourceText source)
    {
        _source = source;
        _offset = source.Start;
        _reader.Reset(source.Data, source.Start, source.Length);
    }

    /// <summary>Parses a text.</summary>
    /// <returns>The value; null, with the error, if the text is not valid JSON.</returns>
    public static YamlNode? TryRead(SourceText source, out CondaEnvException? error)
    {
        JsonNodes nodes = new(source);
        try
        {
            nodes._reader.Read();
            YamlNode root = nodes.ReadValue();
            nodes._reader.Read();
            error = null;
            return root;
        }
        catch (JsonSyntaxException malformed)
        {
            (int line, int column) = source.Place(malformed.Offset);
            error = SourceText.Invalid(source.Path, line, column, "the JSON is malformed: " + malformed.Message);
            return null;
        }
    }

    private YamlNode ReadValue()
    {
        (int line, int column) = Place(_reader.Offset);
        switch (_reader.Token)
        {
            case JsonToken.StartObject:
                return ReadObject(line, column);
            case JsonToken.StartArray:
                List<YamlNode> items = [];
                while (_reader.Read() && _reader.Token != JsonToken.EndArray)
                {
                    items.Add(ReadValue());
                }

                return new YamlSequence(items) { Line = line, Column = column };
            case JsonToken.String:
                return new YamlScalar(_reader.GetString()) { IsQuoted = true, Line = line, Column = Math.Max(1, column - 1) };
            case JsonToken.True:
                return new YamlScalar("true") { Line = line, Column = column };
            case JsonToken.False:
                return new YamlScalar("false") { Line = line, Column = column };
            case JsonToken.Null:
                return new YamlScalar("null") { Line = line, Column = column };
            default:
                return new YamlScalar(_reader.GetString()) { Line = line, Column = column };
        }
    }

    private YamlMapping ReadObject(int line, int column)
    {
        List<KeyValuePair<YamlScalar, YamlNode>> entries = [];
        List<YamlScalar> duplicates = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (_reader.Read() && _reader.Token == JsonToken.Name)
        {
            (int keyLine, int keyColumn) = Place(_reader.Offset);
            YamlScalar key = new(_reader.GetString()) { IsQuoted = true, Line = keyLine, Column = Math.Max(1, keyColumn - 1) };
            _reader.Read();
            YamlNode value = ReadValue();
            if (seen.Add(key.Value))
            {
                entries.Add(new KeyValuePair<YamlScalar, YamlNode>(key, value));
            }
            else
            {
                duplicates.Add(key);
            }
        }

        return new YamlMapping(entries, duplicates) { Line = line, Column = column };
    }

    private (int Line, int Column) Place(int offset)
    {
        byte[] data = _source.Data;
        for (; _offset < offset; _offset++)
        {
            byte b = data[_offset];
            if (b == (byte)'\n')
            {
                _line++;
                _column = 1;
            }
            else if ((b & 0xC0) != 0x80)
            {
                // A character outside the basic plane takes two UTF-16 code units.
                _column += b >= 0xF0 ? 2 : 1;
            }
        }

        return (_line, _column);
    }
}
