namespace CondaEnv.Foundation.Yaml;

/// <summary>Style of a scalar.</summary>
internal enum YamlScalarStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In single quotes; the only escape is the doubled quote.</summary>
    SingleQuoted,

    /// <summary>In double quotes, with escapes.</summary>
    DoubleQuoted,
}

/// <summary>
/// The styles that a text allows, according to the emitter that conda uses (ruamel.yaml, round-trip mode, YAML 1.2,
/// block context, Unicode allowed). It uses code points, because columns and lengths count those.
/// </summary>
internal readonly struct YamlScalarAnalysis
{
    private readonly bool _plain;
    private readonly bool _singleQuoted;
    private readonly bool _preferDouble;

    private YamlScalarAnalysis(bool multiline, bool plain, bool singleQuoted, bool preferDouble)
    {
        IsMultiline = multiline;
        _plain = plain;
        _singleQuoted = singleQuoted;
        _preferDouble = preferDouble;
    }

    /// <summary>
    /// True if the text contains a line break of YAML 1.1: LF, NEL, LS or PS. CR is not a line break here, but a
    /// character to escape.
    /// </summary>
    public bool IsMultiline { get; }

    /// <summary>True for LF, NEL, LS and PS.</summary>
    public static bool IsBreak(int c) => c is '\n' or 0x85 or 0x2028 or 0x2029;

    /// <summary>Analyzes a text in one pass.</summary>
    public static YamlScalarAnalysis Of(int[] text)
    {
        bool blockIndicator = false;
        bool special = false;
        bool breaks = false;
        bool breakThenSpace = false;
        bool spaceThenBreak = false;
        bool apostrophe = false;
        bool lineFeed = false;
        int last = text.Length - 1;

        // An empty text is read as null, so it is never plain.
        if (text.Length == 0)
        {
            return new YamlScalarAnalysis(multiline: false, plain: false, singleQuoted: true, preferDouble: false);
        }

        if (text.Length >= 3 && text[0] is '-' or '.' && text[1] == text[0] && text[2] == text[0])
        {
            blockIndicator = true; // A document marker, whatever follows.
        }

        for (int i = 0; i <= last; i++)
        {
            int c = text[i];
            bool blankFollows = i == last || IsBlank(text[i + 1]);
            if (i == 0)
            {
                blockIndicator |= IsLeadingIndicator(c) || (c is '?' or ':' or '-' && blankFollows);
            }
            else
            {
                blockIndicator |= (c == ':' && blankFollows) || (c == '#' && IsBlank(text[i - 1]));
            }

            if (IsBreak(c))
            {
                breaks = true;
                lineFeed |= c == '\n';
                spaceThenBreak |= i > 0 && text[i - 1] == ' ';
            }
            else if (c == ' ')
            {
                breakThenSpace |= i > 0 && IsBreak(text[i - 1]);
            }
            else
            {
                apostrophe |= c == '\'';
                special |= !IsPrintable(c);
            }
        }

        bool edge = text[0] == ' ' || text[last] == ' ';
        bool odd = special || breakThenSpace || spaceThenBreak;
        return new YamlScalarAnalysis(
            breaks,
            plain: !(edge || breaks || odd || blockIndicator),
            singleQuoted: !odd,
            preferDouble: apostrophe || lineFeed);
    }

    /// <summary>Chooses the style of the text.</summary>
    /// <param name="isString">True if the plain text would be read as a string (<see cref="YamlResolver"/>).</param>
    /// <param name="simpleKey">True if it is a key before a colon on the same line.</param>
    public YamlScalarStyle Choose(bool isString, bool simpleKey)
    {
        if (_plain && isString)
        {
            return YamlScalarStyle.Plain;
        }

        return _preferDouble || !_singleQuoted || (simpleKey && IsMultiline)
            ? YamlScalarStyle.DoubleQuoted
            : YamlScalarStyle.SingleQuoted;
    }

    private static bool IsBlank(int c) => c is '\0' or ' ' or '\t' or '\r' || IsBreak(c);

    private static bool IsLeadingIndicator(int c) => c is '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!'
        or '|' or '>' or '\'' or '"' or '%' or '@' or '`';

    // Code points that need no escape: lone surrogates, control characters and byte order marks do.
    private static bool IsPrintable(int c) => c is (>= ' ' and <= '~') or (>= 0xA0 and <= 0xD7FF)
        or (>= 0xE000 and <= 0xFFFD and not 0xFEFF) or (>= 0x10000 and <= 0x10FFFF);
}
