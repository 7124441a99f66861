using System;

namespace CondaEnv.Specs.Versions;

/// <summary>
/// Iterates over a valid, normalized version without allocating memory: component by component (the epoch is the first,
/// 0 if it is not written), and run by run within a component. A component that does not start with a digit starts with
/// an implied 0, which keeps numbers and texts aligned: <c>1.1.a1</c> equals <c>1.1.0a1</c>.
/// </summary>
internal struct CondaVersionCursor
{
    // In upper case, which sorts before the underscore and all other letters, as required for dev.
    private const string Dev = "DEV";

    private readonly string _text;
    private readonly int _end;
    private readonly int _trailingUnderscore;
    private int _next;
    private int _position;
    private int _componentEnd;
    private bool _impliedZero;
    private int _epochEnd;

    private CondaVersionCursor(string text, int start, int end, int epochEnd, bool isMain)
    {
        _text = text;
        _next = start;
        _end = end;
        _epochEnd = epochEnd;
        _trailingUnderscore = isMain && end > start && text[end - 1] == '_' ? end - 1 : -1;
        _position = 0;
        _componentEnd = 0;
        _impliedZero = false;
    }

    /// <summary>True if this is the last component.</summary>
    public readonly bool IsLastComponent => _next > _end;

    /// <summary>True if there are no more runs in this component.</summary>
    public readonly bool IsLastRun => !_impliedZero && _position >= _componentEnd;

    /// <summary>Iterates over the epoch and the main part.</summary>
    public static CondaVersionCursor Main(string normalized)
    {
        int epochEnd = normalized.IndexOf('!');
        int local = normalized.IndexOf('+', epochEnd + 1);
        return new CondaVersionCursor(normalized, epochEnd + 1, local < 0 ? normalized.Length : local, Math.Max(epochEnd, 0), isMain: true);
    }

    /// <summary>Iterates over the local part; there is no component if it is missing.</summary>
    public static CondaVersionCursor Local(string normalized)
    {
        int local = normalized.IndexOf('+');
        return local < 0
            ? new CondaVersionCursor(normalized, normalized.Length + 1, normalized.Length, -1, isMain: false)
            : new CondaVersionCursor(normalized, local + 1, normalized.Length, -1, isMain: false);
    }

    /// <summary>Moves to the next component.</summary>
    public bool NextComponent()
    {
        if (_epochEnd >= 0)
        {
            _position = 0;
            _componentEnd = _epochEnd;
            _impliedZero = _epochEnd == 0;
            _epochEnd = -1;
            return true;
        }

        if (_next > _end)
        {
            _position = _componentEnd;
            _impliedZero = false;
            return false;
        }

        _position = _next;
        _componentEnd = _next;
        while (_componentEnd < _end && (_text[_componentEnd] is not ('.' or '_') || _componentEnd == _trailingUnderscore))
        {
            _componentEnd++;
        }

        _next = _componentEnd + 1;
        _impliedZero = !IsDigit(_text[_position]);
        return true;
    }

    /// <summary>
    /// Reads the next run of this component; <see cref="VersionRun.Zero"/> and false if there is none.
    /// </summary>
    public bool NextRun(out VersionRun run)
    {
        run = VersionRun.Zero;
        if (_impliedZero)
        {
            _impliedZero = false;
            return true;
        }

        if (_position >= _componentEnd)
        {
            return false;
        }

        int start = _position;
        int kind = Classify(_text[start]);
        while (_position < _componentEnd && Classify(_text[_position]) == kind)
        {
            _position++;
        }

        run = kind == 0 ? Number(start) : Word(start);
        return true;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static int Classify(char c) => IsDigit(c) ? 0 : c == '*' ? 1 : 2;

    private readonly VersionRun Number(int start)
    {
        while (start < _position && _text[start] == '0')
        {
            start++;
        }

        return new VersionRun(VersionRunKind.Number, _text, start, _position - start);
    }

    private readonly VersionRun Word(int start)
    {
        int length = _position - start;
        if (length == 3 && string.CompareOrdinal(_text, start, "dev", 0, 3) == 0)
        {
            return new VersionRun(VersionRunKind.Text, Dev, 0, 3);
        }

        return length == 4 && string.CompareOrdinal(_text, start, "post", 0, 4) == 0
            ? new VersionRun(VersionRunKind.Post, string.Empty, 0, 0)
            : new VersionRun(VersionRunKind.Text, _text, start, length);
    }
}
