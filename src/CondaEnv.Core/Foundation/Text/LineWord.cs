namespace CondaEnv.Foundation.Text;

/// <summary>
/// What may stand in a line of a file for conda or pip. A name, an address or a hash comes from somebody else's file: a line
/// break in it would begin a line of its own, such as <c>--index-url</c>, and a blank an option.
/// </summary>
internal static class LineWord
{
    /// <summary>Whether the text has no white space, no line break of any kind and no control character.</summary>
    public static bool IsOne(string? text)
    {
        foreach (char c in text ?? "")
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the text stays on its line.</summary>
    public static bool IsOneLine(string text)
    {
        foreach (char c in text)
        {
            if ((char.IsControl(c) && c != '\t') || c is '\u2028' or '\u2029')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The hash, if it is one: as many hexadecimal digits as its algorithm has; else null.</summary>
    public static string? Hash(string? text, int digits)
    {
        if (string.IsNullOrEmpty(text) || text!.Length != digits)
        {
            return null;
        }

        foreach (char c in text)
        {
            if (!System.Uri.IsHexDigit(c))
            {
                return null;
            }
        }

        return text;
    }
}
