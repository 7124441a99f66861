using System;
using System.Text;

namespace CondaEnv.Foundation.Secrets;

/// <summary>
/// A text as a URL parser decodes it: delimiters that are percent-encoded (even twice) or escaped, and backslashes, are
/// replaced by the characters that they represent. It keeps the original position of each character, so that the parts
/// to remove can be located in the text.
/// </summary>
internal sealed class DecodedText
{
    private const int MostEncodings = 3;

    private readonly int[] _places;

    private DecodedText(string text, int[] places)
    {
        Text = text;
        _places = places;
    }

    public string Text { get; }

    /// <summary>Decodes a text; null if nothing in it is encoded.</summary>
    public static DecodedText? Of(string text)
    {
        if (text.IndexOf('%') < 0 && text.IndexOf('\\') < 0)
        {
            return null;
        }

        string current = text;
        int[] places = new int[text.Length + 1];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        for (int pass = 0; pass < MostEncodings; pass++)
        {
            StringBuilder decoded = new(current.Length);
            int[] next = new int[current.Length + 1];
            for (int i = 0; i < current.Length;)
            {
                next[decoded.Length] = places[i];
                decoded.Append(At(current, i, out int length));
                i += length;
            }

            next[decoded.Length] = places[current.Length];
            bool done = decoded.Length == current.Length && pass > 0;
            current = decoded.ToString();
            places = next;
            if (done)
            {
                break;
            }
        }

        return new DecodedText(current, places);
    }

    /// <summary>Original position of a character of the decoded text.</summary>
    public int PlaceOf(int index) => _places[index];

    private static char At(string text, int i, out int length)
    {
        length = 1;
        char c = text[i];
        if (c == '\\')
        {
            // JSON may escape a slash as \/. Browsers, and conda on Windows, treat a single backslash as a slash.
            length = i + 1 < text.Length && text[i + 1] == '/' ? 2 : 1;
            return '/';
        }

        if (c == '%' && i + 2 < text.Length && Uri.IsHexDigit(text[i + 1]) && Uri.IsHexDigit(text[i + 2]))
        {
            // Decode only delimiters: an encoded letter or line break does not affect the structure of an address.
            char sign = (char)((Uri.FromHex(text[i + 1]) << 4) | Uri.FromHex(text[i + 2]));
            if (sign is '/' or '\\' or ':' or '@' or '?' or '#' or '&' or '=' or ';' or '%' or 't' or 'T')
            {
                length = 3;
                return sign == '\\' ? '/' : sign;
            }
        }

        return c;
    }
}
