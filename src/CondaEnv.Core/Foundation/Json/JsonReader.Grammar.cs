using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Foundation.Json;

/// <content>The grammar of RFC 8259: names, values, literals, numbers, strings and escapes.</content>
internal sealed partial class JsonReader
{
    private bool ReadAtTop()
    {
        if (!_afterValue)
        {
            return ReadValue();
        }

        if (_pos < _end)
        {
            throw Error("there is text after the end");
        }

        Token = JsonToken.End;
        return false;
    }

    private bool ReadName()
    {
        if (_pos >= _end || _data[_pos] != (byte)'"')
        {
            throw Error("a property name is missing");
        }

        ReadString();
        SkipWhiteSpace();
        if (_pos >= _end || _data[_pos] != (byte)':')
        {
            throw Error("a colon is missing");
        }

        _pos++;
        Token = JsonToken.Name;
        return true;
    }

    private bool ReadValue()
    {
        if (_pos >= _end)
        {
            throw Error("a value is missing");
        }

        byte b = _data[_pos];
        switch (b)
        {
            case (byte)'"':
                ReadString();
                Token = JsonToken.String;
                break;
            case (byte)'{':
                Open(isObject: true);
                return true;
            case (byte)'[':
                Open(isObject: false);
                return true;
            case (byte)'t':
                Literal("true", JsonToken.True);
                break;
            case (byte)'f':
                Literal("false", JsonToken.False);
                break;
            case (byte)'n':
                Literal("null", JsonToken.Null);
                break;
            case (byte)'N':
                Literal("NaN", JsonToken.Number);
                break;
            case (byte)'I':
                Literal("Infinity", JsonToken.Number);
                break;
            default:
                ReadNumber();
                break;
        }

        _afterValue = true;
        return true;
    }

    private void Open(bool isObject)
    {
        if (_depth == MaxDepth)
        {
            throw Error("the nesting is too deep");
        }

        if (_depth == _objects.Length)
        {
            System.Array.Resize(ref _objects, _depth * 2);
        }

        _objects[_depth++] = isObject;
        _valueStart = _pos++;
        _first = true;
        _afterValue = false;
        StopSignal.Check();
        Token = isObject ? JsonToken.StartObject : JsonToken.StartArray;
    }

    private void Literal(string text, JsonToken token)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (_pos + i >= _end || _data[_pos + i] != text[i])
            {
                throw Error("the value is not known");
            }
        }

        _valueStart = _pos;
        _pos += text.Length;
        _valueEnd = _pos;
        _escaped = false;
        Token = token;
    }

    private void ReadNumber()
    {
        int i = _pos;
        if (_data[i] == (byte)'-')
        {
            i++;
            if (i < _end && _data[i] == (byte)'I')
            {
                Literal("-Infinity", JsonToken.Number);
                return;
            }
        }

        int digits = Digits(ref i);
        if (digits == 0 || (digits > 1 && _data[i - digits] == (byte)'0'))
        {
            throw Error(digits == 0 ? "the value is not known" : "a number starts with 0");
        }

        if (i < _end && _data[i] == (byte)'.')
        {
            i++;
            if (Digits(ref i) == 0)
            {
                throw Error("a number ends with a point");
            }
        }

        if (i < _end && _data[i] is (byte)'e' or (byte)'E')
        {
            i++;
            if (i < _end && _data[i] is (byte)'+' or (byte)'-')
            {
                i++;
            }

            if (Digits(ref i) == 0)
            {
                throw Error("a number has an empty exponent");
            }
        }

        _valueStart = _pos;
        _valueEnd = i;
        _escaped = false;
        _pos = i;
        Token = JsonToken.Number;
    }

    private int Digits(ref int i)
    {
        int start = i;
        while (i < _end && _data[i] is >= (byte)'0' and <= (byte)'9')
        {
            i++;
        }

        return i - start;
    }

    private void ReadString()
    {
        int i = _pos + 1;
        _valueStart = i;
        _escaped = false;
        while (true)
        {
            i = ByteScan.IndexOfStringEnd(_data, i, _end);
            if (i >= _end)
            {
                _pos = _end;
                throw Error("a string is not closed");
            }

            byte b = _data[i];
            if (b == (byte)'"')
            {
                break;
            }

            if (b != (byte)'\\')
            {
                _pos = i;
                throw Error("a string holds a control character");
            }

            _escaped = true;
            i = CheckEscape(i);
        }

        _valueEnd = i;
        _pos = i + 1;
    }

    private int CheckEscape(int i)
    {
        byte b = i + 1 < _end ? _data[i + 1] : (byte)0;
        if (b == (byte)'u')
        {
            for (int k = 2; k < 6; k++)
            {
                if (i + k >= _end || Hex(_data[i + k]) < 0)
                {
                    _pos = i;
                    throw Error("an escape is malformed");
                }
            }

            return i + 6;
        }

        if (b is not ((byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t'))
        {
            _pos = i;
            throw Error("an escape is malformed");
        }

        return i + 2;
    }

    private void SkipWhiteSpace()
    {
        while (_pos < _end && _data[_pos] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _pos++;
        }
    }

    private JsonSyntaxException Error(string what) => new(what, _pos);
}
