using System.Globalization;
using System.Text;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Foundation.Json;

/// <summary>
/// Forward-only reader of UTF-8 JSON (RFC 8259), made for conda's records: it takes only what it is asked for and
/// skips the rest at the speed of memory. As Python's <c>json.loads</c>, which conda uses, it also takes
/// <c>NaN</c> and <c>Infinity</c> and lone surrogate escapes.
/// </summary>
internal sealed partial class JsonReader
{
    /// <summary>Deeper text is refused, as Python's own recursion limit does.</summary>
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

    /// <summary>What the reader stands on.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>Byte offset of the token.</summary>
    public int Offset => _valueStart;

    /// <summary>Number of open arrays and objects.</summary>
    public int Depth => _depth;

    /// <summary>Starts on another text. The bytes must be well-formed UTF-8 (<see cref="ByteScan.IsUtf8"/>) and without byte order mark.</summary>
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

    /// <summary>Goes to the next token.</summary>
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

    /// <summary>True where the string or name that the reader stands on is this ASCII text.</summary>
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

    /// <summary>True where the string or name holds escapes.</summary>
    public bool IsEscaped => _escaped;

    /// <summary>Length in bytes of the string or name, escapes as written.</summary>
    public int ValueLength => _valueEnd - _valueStart;

    /// <summary>The string, name or number that the reader stands on, as text.</summary>
    public string GetString() =>
        _escaped ? Unescape(_data, _valueStart, _valueEnd) : ByteScan.ToText(_data, _valueStart, _valueEnd - _valueStart);

    /// <summary>The string, from a small cache where one like it was met before.</summary>
    public string GetString(StringPool pool) => _escaped ? GetString() : pool.Get(_data, _valueStart, _valueEnd - _valueStart);

    /// <summary>The number as an integer; false where it has a fraction or is too large.</summary>
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

    /// <summary>The number; NaN where it cannot be represented.</summary>
    public double GetDouble() =>
        double.TryParse(GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    /// <summary>
    /// Skips the value that comes next (after a name) or that the reader stands on (an opening bracket). Afterwards
    /// the reader stands on the end of that value. What is skipped is checked for strings and nesting only.
    /// </summary>
    public void Skip() => Skip(out _, out _, out _);

    /// <summary>As <see cref="Skip()"/>, and tells where an array or object was and what it held.</summary>
    /// <param name="bodyStart">Offset after the opening bracket; 0 for a plain value.</param>
    /// <param name="strings">Number of strings inside.</param>
    /// <param name="hasBackslash">True where an escape was passed, or may have been.</param>
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

    /// <summary>
    /// Goes on at another place of the same bytes, as if the object that the reader stands on the start of had ended
    /// there.
    /// </summary>
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

    /// <summary>Undoes the escapes of a string's bytes.</summary>
    /// <exception cref="JsonSyntaxException">An escape is malformed; possible only where the string was skipped, not read.</exception>
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
