using System.Text;

namespace CondaEnv.Foundation.Text;

/// <summary>
/// Converts text to UTF-8 if it has a byte order mark or is UTF-16, as written by some tools and editors.
/// </summary>
internal static class TextEncoding
{
    /// <summary>
    /// Converts the bytes to UTF-8 if a byte order mark or zero bytes at the start show that they are UTF-16.
    /// </summary>
    /// <param name="data">The bytes; replaced if they were converted.</param>
    /// <param name="length">Number of bytes; updated if they were converted.</param>
    /// <returns>Offset of the first byte after a byte order mark.</returns>
    public static int ToUtf8(ref byte[] data, ref int length)
    {
        if (length >= 3 && data[0] == 0xEF && data[1] == 0xBB && data[2] == 0xBF)
        {
            return 3;
        }

        Encoding? encoding = length < 2 ? null : (data[0], data[1]) switch
        {
            (0xFF, 0xFE) => Encoding.Unicode,
            (0xFE, 0xFF) => Encoding.BigEndianUnicode,
            (not 0, 0) => Encoding.Unicode,
            (0, not 0) => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (encoding is null)
        {
            return 0;
        }

        string text = encoding.GetString(data, 0, length);
        data = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        length = data.Length;
        return 0;
    }
}
