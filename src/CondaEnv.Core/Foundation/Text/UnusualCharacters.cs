using System.Globalization;

namespace CondaEnv.Foundation.Text;

/// <summary>
/// Characters that look like another character or are invisible; they occur in text copied from web pages or word
/// processors.
/// </summary>
internal static class UnusualCharacters
{
    private static readonly (char First, char Last, string Name)[] s_invisible =
    [
        ('\u0085', '\u0085', "a next-line character"),
        ('\u00A0', '\u00A0', "a no-break space"),
        ('\u00AD', '\u00AD', "a soft hyphen"),
        ('\u034F', '\u034F', "a combining grapheme joiner"),
        ('\u1680', '\u1680', "an Ogham space"),
        ('\u180E', '\u180E', "a Mongolian vowel separator"),
        ('\u2000', '\u200A', "a typographic space"),
        ('\u200B', '\u200B', "a zero-width space"),
        ('\u200C', '\u200D', "a zero-width joiner"),
        ('\u200E', '\u200F', "a mark of text direction"),
        ('\u2028', '\u2028', "a line separator"),
        ('\u2029', '\u2029', "a paragraph separator"),
        ('\u202A', '\u202E', "a mark of text direction"),
        ('\u202F', '\u202F', "a narrow no-break space"),
        ('\u205F', '\u205F', "a mathematical space"),
        ('\u2060', '\u2064', "an invisible operator"),
        ('\u2066', '\u206F', "a mark of text direction"),
        ('\u3000', '\u3000', "an ideographic space"),
        ('\uFEFF', '\uFEFF', "a byte order mark"),
    ];

    private static readonly (char First, char Last, string Name)[] s_typographic =
    [
        ('\u2010', '\u2015', "a typographic hyphen or dash"),
        ('\u2018', '\u201B', "a curly quote"),
        ('\u201C', '\u201F', "a curly quote"),
        ('\u2026', '\u2026', "an ellipsis"),
        ('\u2032', '\u2033', "a prime"),
        ('\u2039', '\u203A', "an angle quote"),
        ('\u00AB', '\u00AB', "an angle quote"),
        ('\u00BB', '\u00BB', "an angle quote"),
        ('\u2212', '\u2212', "a minus sign"),
        ('\u2264', '\u2265', "a sign for less or greater"),
        ('\u2260', '\u2260', "a not-equal sign"),
        ('\uFF01', '\uFF5E', "a full-width character"),
    ];

    /// <summary>Whether the character is a line break only in YAML 1.1.</summary>
    public static bool IsLineBreak(char c) => c is '\u0085' or '\u2028' or '\u2029';

    /// <summary>The offset of the first unusual character; -1 if there is none.</summary>
    /// <param name="text">The text to search.</param>
    /// <param name="typographic">True to include quotes, dashes and other signs, not only invisible characters.</param>
    public static int IndexIn(string text, bool typographic)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] >= '\u0080' && (NameIn(s_invisible, text[i]) is not null || (typographic && NameIn(s_typographic, text[i]) is not null)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Describes the character by its code point and name: <c>U+200B, a zero-width space</c>.</summary>
    public static string Describe(char c)
    {
        string? name = NameIn(s_invisible, c) ?? NameIn(s_typographic, c);
        return "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture) + (name is null ? "" : ", " + name);
    }

    private static string? NameIn((char First, char Last, string Name)[] ranges, char c)
    {
        foreach ((char first, char last, string name) in ranges)
        {
            if (c >= first && c <= last)
            {
                return name;
            }
        }

        return null;
    }
}
