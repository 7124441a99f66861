namespace CondaEnv.Foundation.Text;

/// <summary>
/// Checks text that is written to a line of a file for conda or pip. A name, an address or a hash may come from someone
/// else's file: a line break in it would start a new line, such as <c>--index-url</c>, and a space would start an
/// option.
/// </summary>
internal static class LineWord
{
    /// <summary>
    /// Whether the text contains no white space, no line break of any type, and no control character.
    /// </summary>
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

    /// <summary>Whether the text contains no line breaks and no control characters except tabs.</summary>
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

    /// <summary>The hash, if it has the number of hexadecimal digits of its algorithm; otherwise null.</summary>
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
