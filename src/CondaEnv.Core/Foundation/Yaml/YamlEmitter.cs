using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Foundation.Stopping;

namespace CondaEnv.Foundation.Yaml;

/// <summary>
/// Writes YAML in block style, byte for byte as conda does (<c>conda/common/serialize/yaml.py</c>: ruamel.yaml,
/// round-trip dumper, mappings indented by 2, sequences by 4 with the dash at 2, width 80, YAML 1.2 without a
/// directive). Calls follow the document: <see cref="StartMapping"/>, key, value, key, value, <see cref="End"/>. A
/// sequence directly in a sequence does not occur in conda's files and is rejected.
/// </summary>
internal sealed partial class YamlEmitter
{
    private const int MappingIndent = 2;
    private const int SequenceIndent = 4;
    private const string Dash = "  -";
    private const int Width = 80;

    // check_simple_key allows less than 128, and includes the five characters of the tag "!!str", which it never
    // prints.
    private const int SimpleKeyLength = 128 - 5;

    private readonly StringBuilder _out = new();
    private readonly List<Level> _levels = [];
    private int _indent;
    private int _column;
    private bool _whitespace = true;
    private bool _indention = true;

    /// <summary>Starts a mapping: the document itself, a value or an item.</summary>
    public void StartMapping() => Start(sequence: false);

    /// <summary>Starts a sequence as a value.</summary>
    public void StartSequence() => Start(sequence: true);

    /// <summary>Ends the innermost mapping or sequence; an empty one is written as <c>{}</c> or <c>[]</c>.</summary>
    public void End()
    {
        Level level = Top;
        if (level.Count == 0)
        {
            WriteIndicator(level.Sequence ? "[" : "{", needWhitespace: true, whitespace: true);
            WriteIndicator(level.Sequence ? "]" : "}", needWhitespace: false);
            WriteLineBreak('\n');
        }

        _indent = level.OuterIndent;
        _levels.RemoveAt(_levels.Count - 1);
        if (_levels.Count == 0 && _column > 0)
        {
            WriteLineBreak('\n');
        }
    }

    /// <summary>Writes a key, a value or an item, depending on the state.</summary>
    public void Scalar(string text)
    {
        StopSignal.Check();
        int[] characters = CodePoints(text);
        YamlScalarAnalysis analysis = YamlScalarAnalysis.Of(characters);
        Place place = Advance();
        if (place == Place.Key)
        {
            Key(text, characters, analysis);
            return;
        }

        int outer = _indent;
        _indent += place == Place.Item ? SequenceIndent : MappingIndent;
        if (place == Place.Item)
        {
            WriteIndent();
        }

        WriteScalar(characters, analysis.Choose(YamlResolver.IsString(text), simpleKey: false), split: true);
        _indent = outer;
    }

    /// <summary>Writes a key with a string.</summary>
    public void Pair(string key, string value)
    {
        Scalar(key);
        Scalar(value);
    }

    /// <summary>Writes a null value as an empty text, as conda's dumper does.</summary>
    public void Null()
    {
        if (Advance() != Place.Value)
        {
            throw new InvalidOperationException("A null is written as a value only.");
        }
    }

    /// <summary>The text written so far.</summary>
    public override string ToString() => _out.ToString();

    private Level Top => _levels.Count > 0 ? _levels[_levels.Count - 1] : throw new InvalidOperationException("Nothing is open.");

    private void Start(bool sequence)
    {
        int outer = _indent;
        if (_levels.Count > 0)
        {
            Place place = Advance();
            if (place == Place.Key || (place == Place.Item && sequence))
            {
                throw new InvalidOperationException("A collection is written as a value, a mapping also as an item.");
            }

            // A sequence that is a value keeps the indent of the key, because its dash has its own offset.
            bool indentless = sequence && !_indention;
            _indent += indentless ? 0 : place == Place.Item ? SequenceIndent : MappingIndent;
        }
        else if (sequence)
        {
            throw new InvalidOperationException("A document is a mapping.");
        }

        _levels.Add(new Level(sequence, outer));
    }

    /// <summary>Counts the next node and writes the text before it.</summary>
    private Place Advance()
    {
        Level level = Top;
        level.Count++;
        if (level.Sequence)
        {
            WriteIndent();
            WriteIndicator(Dash, needWhitespace: true, indention: true);
            return Place.Item;
        }

        bool key = level.Count % 2 == 1;
        if (key)
        {
            WriteIndent();
        }
        else if (level.LongKey)
        {
            WriteIndent();
            WriteIndicator(":", needWhitespace: true, indention: true);
        }
        else
        {
            WriteIndicator(":", needWhitespace: false);
        }

        return key ? Place.Key : Place.Value;
    }

    private void Key(string text, int[] characters, YamlScalarAnalysis analysis)
    {
        bool simple = characters.Length < SimpleKeyLength && !analysis.IsMultiline;
        Top.LongKey = !simple;
        int outer = _indent;
        if (!simple)
        {
            WriteIndicator("?", needWhitespace: true, indention: true);
        }

        _indent += MappingIndent;
        WriteScalar(characters, analysis.Choose(YamlResolver.IsString(text), simple), split: !simple);
        _indent = outer;
    }

    private void WriteIndicator(string indicator, bool needWhitespace, bool whitespace = false, bool indention = false)
    {
        if (needWhitespace && !_whitespace)
        {
            _out.Append(' ');
            _column++;
        }

        _out.Append(indicator);
        _column += indicator.Length;
        _whitespace = whitespace;
        _indention = _indention && indention;
    }

    /// <summary>Moves to the indent, on a new line unless the current one contains only indentation.</summary>
    private void WriteIndent()
    {
        if (!_indention || _column > _indent || (_column == _indent && !_whitespace))
        {
            WriteLineBreak('\n');
        }

        if (_column < _indent)
        {
            _out.Append(' ', _indent - _column);
            _column = _indent;
            _whitespace = true;
        }
    }

    private void WriteLineBreak(int lineBreak)
    {
        _out.Append((char)lineBreak);
        _column = 0;
        _whitespace = true;
        _indention = true;
    }

    private enum Place
    {
        Key,
        Value,
        Item,
    }

    private sealed class Level(bool sequence, int outerIndent)
    {
        public bool Sequence { get; } = sequence;

        public int OuterIndent { get; } = outerIndent;

        /// <summary>Number of nodes so far; in a mapping, keys and values both count.</summary>
        public int Count { get; set; }

        /// <summary>
        /// True if the key was too long or contained line breaks, and was written after a question mark.
        /// </summary>
        public bool LongKey { get; set; }
    }
}
