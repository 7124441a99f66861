using System.Globalization;
using System.Text;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Foundation.Json;

/// <summary>
/// Forward-only reader for UTF-8 JSON (RFC 8259), optimized for conda's records: it decodes only requested values and
/// skips the rest at memory speed. Like Python's <c>json.loads</c>, which conda uses, it also accepts <c>NaN</c>,
/// <c>Infinity</c> and escapes of lone surrogates.
/// </summary>
internal sealed partial class JsonReader
{
    /// <summary>Maximum nesting depth; deeper text is rejected, as by Python's recursion limit.</summary>
    private const int MaxDepth = 512;

    private byte[] _data = [];
    private int _end;
    private int _pos;
    private int _depth;
    private bool _afterValue;
    private bool _first;
    private bool[] _objects = new bool[16];
    private int _valueStart;
    private int _valueEnd;
    private bool _escaped;

    /// <summary>Type of the current token.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>Byte offset of the current token.</summary>
    public int Offset => _valueStart;

    /// <summary>Number of open arrays and objects.</summary>
    public int Depth => _depth;

    /// <summary>
    /// Starts reading another text. The bytes must be well-formed UTF-8 (<see cref="ByteScan.IsUtf8"/>) without a byte
    /// order mark.
    /// </summary>
    public void Reset(byte[] data, int start, int end)
    {
        _data = data;
        _pos = start;
        _end = end;
        _depth = 0;
        _afterValue = false;
        _first = false;
        _valueStart = start;
        Token = JsonToken.None;
    }

    /// <summary>Moves to the next token.</summary>
    /// <returns>False at the end of the text, after exactly one value.</returns>
    /// <exception cref="JsonSyntaxException">The text is malformed.</exception>
    public bool Read()
    {
        SkipWhiteSpace();
        if (Token == JsonToken.Name)
        {
            return ReadValue();
        }

        if (_depth == 0)
        {
            return ReadAtTop();
        }

        bool inObject = _objects[_depth - 1];
        if (_pos >= _end)
        {
            throw Error("the text ends too early");
        }

        byte b = _data[_pos];
        if (b == (inObject ? (byte)'}' : (byte)']') && (_first || _afterValue))
        {
            _valueStart = _pos++;
            _depth--;
            _afterValue = true;
            _first = false;
            Token = inObject ? JsonToken.EndObject : JsonToken.EndArray;
            return true;
        }

        if (!_first)
        {
            if (b != (byte)',')
            {
                throw Error("a comma or a closing bracket is missing");
            }

            _pos++;
            SkipWhiteSpace();
        }

        _first = false;
        return inObject ? ReadName() : ReadValue();
    }

    /// <summary>True if the current string or name equals this ASCII text.</summary>
    public bool ValueEquals(byte[] ascii)
    {
        int length = _valueEnd - _valueStart;
        if (_escaped)
        {
            return GetString() == Encoding.ASCII.GetString(ascii);
        }

        if (length != ascii.Length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (_data[_valueStart + i] != ascii[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if the current string or name contains escapes.</summary>
    public bool IsEscaped => _escaped;

    /// <summary>Length in bytes of the current string or name, with escapes as written.</summary>
    public int ValueLength => _valueEnd - _valueStart;

    /// <summary>The current string, name or number as text.</summary>
    public string GetString() =>
        _escaped ? Unescape(_data, _valueStart, _valueEnd) : ByteScan.ToText(_data, _valueStart, _valueEnd - _valueStart);

    /// <summary>The current string, from a small cache if an equal one was read before.</summary>
    public string GetString(StringPool pool) => _escaped ? GetString() : pool.Get(_data, _valueStart, _valueEnd - _valueStart);

    /// <summary>The current number as an integer; false if it has a fraction or is too large.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        int i = _valueStart;
        bool negative = _data[i] == (byte)'-';
        if (negative)
        {
            i++;
        }

        if (Token != JsonToken.Number || _valueEnd - i > 18)
        {
            return Token == JsonToken.Number
                && long.TryParse(GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        }

        for (; i < _valueEnd; i++)
        {
            int digit = _data[i] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        value = negative ? -value : value;
        return true;
    }

    /// <summary>The current number; NaN if it cannot be represented.</summary>
    public double GetDouble() =>
        double.TryParse(GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    /// <summary>
    /// Skips the next value (after a name) or the current one (an opening bracket). Afterwards, the reader is at the
    /// end of that value. Only strings and nesting of skipped text are checked.
    /// </summary>
    public void Skip() => Skip(out _, out _, out _);

    /// <summary>As <see cref="Skip()"/>, with information about a skipped array or object.</summary>
    /// <param name="bodyStart">Offset after the opening bracket; 0 for a scalar value.</param>
    /// <param name="strings">Number of strings inside.</param>
    /// <param name="hasBackslash">True if there is, or may be, an escape.</param>
    public void Skip(out int bodyStart, out int strings, out bool hasBackslash)
    {
        bodyStart = 0;
        strings = 0;
        hasBackslash = false;
        if (Token == JsonToken.Name)
        {
            Read();
        }

        if (Token is not (JsonToken.StartArray or JsonToken.StartObject))
        {
            return;
        }

        bodyStart = _pos;
        int next = ByteScan.SkipContainer(_data, _pos, _end, out int quotes, out hasBackslash);
        byte closing = Token == JsonToken.StartObject ? (byte)'}' : (byte)']';
        if (next < 0 || _data[next - 1] != closing)
        {
            _pos = next < 0 ? _end : next - 1;
            throw Error(next < 0 ? "the text ends too early" : "the brackets do not match");
        }

        strings = quotes / 2;
        _pos = next;
        _valueStart = next - 1;
        _depth--;
        _afterValue = true;
        _first = false;
        Token = Token == JsonToken.StartObject ? JsonToken.EndObject : JsonToken.EndArray;
    }

    /// <summary>Continues at another position of the same bytes, as if the current object had ended there.</summary>
    /// <param name="position">Offset after the object's closing bracket.</param>
    /// <param name="end">New end of the text.</param>
    public void Resume(int position, int end)
    {
        _pos = position;
        _end = end;
        _valueStart = position - 1;
        _depth--;
        _afterValue = true;
        _first = false;
        Token = JsonToken.EndObject;
    }

    /// <summary>Decodes the escapes of a string.</summary>
    /// <exception cref="JsonSyntaxException">An escape is malformed, which is possible only if the string was skipped
    /// instead of read.</exception>
    public static string Unescape(byte[] data, int start, int end)
    {
        StringBuilder text = new(end - start);
        int i = start;
        while (i < end)
        {
            int run = i;
            while (run < end && data[run] != (byte)'\\')
            {
                run++;
            }

            text.Append(ByteScan.ToText(data, i, run - i));
            if (run >= end)
            {
                break;
            }

            int escape = run + 1 < end ? data[run + 1] : -1;
            bool hex = escape == (byte)'u';
            if (escape < 0 || (hex && (run + 6 > end || (Hex(data[run + 2]) | Hex(data[run + 3]) | Hex(data[run + 4]) | Hex(data[run + 5])) < 0)))
            {
                throw new JsonSyntaxException("an escape is malformed", run);
            }

            byte b = (byte)escape;
            i = run + 2;
            switch (b)
            {
                case (byte)'b': text.Append('\b'); break;
                case (byte)'f': text.Append('\f'); break;
                case (byte)'n': text.Append('\n'); break;
                case (byte)'r': text.Append('\r'); break;
                case (byte)'t': text.Append('\t'); break;
                case (byte)'u':
                    text.Append((char)((Hex(data[i]) << 12) | (Hex(data[i + 1]) << 8) | (Hex(data[i + 2]) << 4) | Hex(data[i + 3])));
                    i += 4;
                    break;
                default: text.Append((char)b); break;
            }
        }

        return text.ToString();
    }

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
