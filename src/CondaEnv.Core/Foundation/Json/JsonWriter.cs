using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Foundation.Json;

/// <summary>
/// Writes JSON (RFC 8259), indented by 2, exactly as Python's <c>json.dumps(…, indent=2, ensure_ascii=False)</c>, which
/// conda uses. Only characters that require it are escaped. A lone surrogate, which no encoding can represent, is
/// escaped too (Python does not escape it, and then fails to print it). Lines are separated by LF, with none at the
/// end. Compact output is one line, as written by <c>json.dumps(…, ensure_ascii=False)</c>.
/// </summary>
/// <param name="isCompact">True for one line.</param>
internal sealed class JsonWriter(bool isCompact = false)
{
    private const int Indent = 2;

    private readonly StringBuilder _out = new();
    private readonly Stack<char> _open = new();
    private bool _first = true;
    private bool _afterName;

    public JsonWriter StartObject() => Open('{', '}');

    public JsonWriter EndObject() => Close('}');

    public JsonWriter StartArray() => Open('[', ']');

    public JsonWriter EndArray() => Close(']');

    /// <summary>Writes the name of the next member.</summary>
    public JsonWriter Name(string name)
    {
        if (_open.Count == 0 || _open.Peek() != '}' || _afterName)
        {
            throw new InvalidOperationException("A name must be in an object, before its value.");
        }

        Separate();
        WriteString(name);
        _out.Append(": ");
        _afterName = true;
        return this;
    }

    /// <summary>Writes a string, or <c>null</c>.</summary>
    public JsonWriter Value(string? value)
    {
        BeforeValue();
        if (value is null)
        {
            _out.Append("null");
        }
        else
        {
            WriteString(value);
        }

        return this;
    }

    /// <summary>Writes a number, or <c>null</c>.</summary>
    public JsonWriter Value(long? value) => Raw(value?.ToString(CultureInfo.InvariantCulture) ?? "null");

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public JsonWriter Value(bool value) => Raw(value ? "true" : "false");

    /// <summary>Writes a token unchanged: a number, <c>true</c>, <c>false</c>, <c>null</c>.</summary>
    public JsonWriter Literal(string token) => Raw(token);

    /// <summary>Writes a time in the format of <see cref="TimeText"/>, or <c>null</c>.</summary>
    public JsonWriter Value(DateTime? value) => Value(value is { } time ? TimeText.Of(time) : null);

    /// <summary>Writes an array of strings.</summary>
    public JsonWriter Value(IEnumerable<string?> values)
    {
        StartArray();
        foreach (string? value in values)
        {
            Value(value);
        }

        return EndArray();
    }

    /// <summary>The text; every object and array must be closed.</summary>
    public override string ToString() =>
        _open.Count == 0 ? _out.ToString() : throw new InvalidOperationException("An object or array is still open.");

    private JsonWriter Open(char open, char close)
    {
        StopSignal.Check();
        BeforeValue();
        _out.Append(open);
        _open.Push(close);
        _first = true;
        return this;
    }

    private JsonWriter Close(char close)
    {
        if (_afterName || _open.Count == 0 || _open.Pop() != close)
        {
            throw new InvalidOperationException("What is closed is not what was opened last.");
        }

        if (!_first && !isCompact)
        {
            NewLine();
        }

        _out.Append(close);
        _first = false;
        return this;
    }

    private JsonWriter Raw(string token)
    {
        BeforeValue();
        _out.Append(token);
        return this;
    }

    private void BeforeValue()
    {
        if (_afterName)
        {
            _afterName = false;
        }
        else if (_open.Count > 0 && _open.Peek() == ']')
        {
            Separate();
        }
        else if (_open.Count > 0 || _out.Length > 0)
        {
            throw new InvalidOperationException("A value must be in an array, after a name, or alone.");
        }
    }

    private void Separate()
    {
        if (!_first)
        {
            _out.Append(isCompact ? ", " : ",");
        }

        _first = false;
        if (!isCompact)
        {
            NewLine();
        }
    }

    private void NewLine() => _out.Append('\n').Append(' ', _open.Count * Indent);

    private void WriteString(string value)
    {
        _out.Append('"');
        int start = 0;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (c < ' ' || c is '"' or '\\' || char.IsSurrogate(c))
            {
                _out.Append(value, start, i - start);
                Escape(c);
                start = i + 1;
            }
        }

        _out.Append(value, start, value.Length - start).Append('"');
    }

    private void Escape(char c)
    {
        _out.Append('\\');
        switch (c)
        {
            case '"' or '\\':
                _out.Append(c);
                break;
            case '\b':
                _out.Append('b');
                break;
            case '\f':
                _out.Append('f');
                break;
            case '\n':
                _out.Append('n');
                break;
            case '\r':
                _out.Append('r');
                break;
            case '\t':
                _out.Append('t');
                break;
            default:
                _out.Append('u').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                break;
        }
    }
}
