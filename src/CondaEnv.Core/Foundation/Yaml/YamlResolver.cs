namespace CondaEnv.Foundation.Yaml;

/// <summary>
/// Determines the type as which ruamel.yaml reads a plain scalar, according to its YAML 1.2 rules: <c>yes</c>,
/// <c>on</c> and <c>y</c> are strings; <c>true</c>, <c>~</c>, <c>1_000</c>, <c>0o17</c>, <c>1e5</c>, <c>.5</c>,
/// <c>2001-01-01</c>, <c>=</c> and <c>&lt;&lt;</c> are not. These rules match more texts than the core schema of the
/// YAML 1.2 specification (underscores, binary, timestamps), so a string according to them is also a string for
/// stricter readers.
/// </summary>
internal static class YamlResolver
{
    /// <summary>True if the plain text would be read back as a string.</summary>
    public static bool IsString(string text)
    {
        if (text.Length == 0)
        {
            return false;
        }

        switch (text[0])
        {
            case 't' or 'T' or 'f' or 'F' or 'n' or 'N' or '~' or '<' or '=':
                return text is not ("true" or "True" or "TRUE" or "false" or "False" or "FALSE"
                    or "null" or "Null" or "NULL" or "~" or "<<" or "=");
            case '-' or '+' or '.':
                return !(IsFloat(text) || (text[0] != '.' && IsInteger(text)));
            case >= '0' and <= '9':
                return !(IsFloat(text) || IsInteger(text) || IsTimestamp(text));
            default:
                return true;
        }
    }

    // [-+]? then one of 0b[01_]+, 0o?[0-7_]+, [0-9_]+, 0x[0-9a-fA-F_]+
    private static bool IsInteger(string text)
    {
        int at = AfterSign(text);
        if (at == text.Length)
        {
            return false;
        }

        if (Run(text, at, 10) == text.Length)
        {
            return true;
        }

        if (text[at] != '0' || at + 2 >= text.Length)
        {
            return false;
        }

        int radix = text[at + 1] switch { 'b' => 2, 'o' => 8, 'x' => 16, _ => 0 };
        return radix != 0 && Run(text, at + 2, radix) == text.Length;
    }

    // [-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)? | [-+]?[0-9][0-9_]*[eE][-+]?[0-9]+
    // | [-+]?\.[0-9_]+([eE][-+][0-9]+)? | [-+]?\.(inf|Inf|INF) | \.(nan|NaN|NAN)
    private static bool IsFloat(string text)
    {
        int at = AfterSign(text);
        if (at == text.Length)
        {
            return false;
        }

        if (text[at] == '.')
        {
            string word = text.Substring(at);
            if (word is ".inf" or ".Inf" or ".INF" || (at == 0 && word is ".nan" or ".NaN" or ".NAN"))
            {
                return true;
            }

            int fraction = Run(text, at + 1, 10);
            return fraction > at + 1 && (fraction == text.Length || IsExponent(text, fraction, signRequired: true));
        }

        if (!IsDigit(text[at]))
        {
            return false;
        }

        int end = Run(text, at, 10);
        bool point = end < text.Length && text[end] == '.';
        if (point)
        {
            end = Run(text, end + 1, 10);
        }

        return end == text.Length ? point : IsExponent(text, end, signRequired: false);
    }

    // [eE][-+]?[0-9]+ up to the end
    private static bool IsExponent(string text, int at, bool signRequired)
    {
        if (text[at] is not ('e' or 'E'))
        {
            return false;
        }

        at++;
        bool sign = at < text.Length && text[at] is '-' or '+';
        at += sign ? 1 : 0;
        return (sign || !signRequired) && at < text.Length && Digits(text, at, int.MaxValue) == text.Length;
    }

    // [0-9]{4}-[0-9]{2}-[0-9]{2}, or the long form with one or two digits, a T or spaces, a time, a fraction and a zone
    private static bool IsTimestamp(string text)
    {
        int at = Digits(text, 0, 4);
        if (at != 4 || !Is(text, at, '-'))
        {
            return false;
        }

        int month = Digits(text, 5, 2);
        if (month == 5 || !Is(text, month, '-'))
        {
            return false;
        }

        int day = Digits(text, month + 1, 2);
        if (day == month + 1)
        {
            return false;
        }

        if (day == text.Length)
        {
            return text.Length == 10;
        }

        at = text[day] is 'T' or 't' ? day + 1 : Blanks(text, day);
        int hour = Digits(text, at, 2);
        if (at == day || hour == at || !Is(text, hour, ':') || Digits(text, hour + 1, 2) != hour + 3
            || !Is(text, hour + 3, ':') || Digits(text, hour + 4, 2) != hour + 6)
        {
            return false;
        }

        at = hour + 6;
        if (Is(text, at, '.'))
        {
            at = Digits(text, at + 1, int.MaxValue);
        }

        return at == text.Length || IsZone(text, Blanks(text, at));
    }

    // Z | [-+][0-9][0-9]?(:[0-9][0-9])? up to the end
    private static bool IsZone(string text, int at)
    {
        if (Is(text, at, 'Z'))
        {
            return at + 1 == text.Length;
        }

        if (!Is(text, at, '-') && !Is(text, at, '+'))
        {
            return false;
        }

        int hour = Digits(text, at + 1, 2);
        if (hour == at + 1 || hour == text.Length)
        {
            return hour > at + 1;
        }

        return Is(text, hour, ':') && Digits(text, hour + 1, 2) == hour + 3 && hour + 3 == text.Length;
    }

    private static int AfterSign(string text) => text[0] is '-' or '+' ? 1 : 0;

    private static bool Is(string text, int at, char c) => at < text.Length && text[at] == c;

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static int Blanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    private static int Digits(string text, int at, int most)
    {
        int start = at;
        while (at < text.Length && at - start < most && IsDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    // Digits of the radix and underscores.
    private static int Run(string text, int at, int radix)
    {
        while (at < text.Length && (text[at] == '_' || IsDigitOf(text[at], radix)))
        {
            at++;
        }

        return at;
    }

    private static bool IsDigitOf(char c, int radix) => radix switch
    {
        2 => c is '0' or '1',
        8 => c is >= '0' and <= '7',
        10 => IsDigit(c),
        _ => IsDigit(c) || c is (>= 'a' and <= 'f') or (>= 'A' and <= 'F'),
    };
}
