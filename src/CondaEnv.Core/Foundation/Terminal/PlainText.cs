using System.Globalization;
using System.Text;

namespace CondaEnv.Foundation.Terminal;

/// <summary>Makes text safe for a terminal.</summary>
internal static class PlainText
{
    /// <summary>
    /// The text, with a question mark instead of each control and format character. Names, versions and paths are other
    /// people's data. They must not break a line, move the cursor, or change the direction of the following text. The
    /// views of the module use the same rule (CondaEnv.Format.ps1xml).
    /// </summary>
    public static string Of(string text) => Mask(text, keepsLines: false);

    /// <summary>As <see cref="Of"/>, but line breaks are kept, because a hint is on its own line.</summary>
    public static string Lines(string text) => Mask(text, keepsLines: true);

    private static string Mask(string text, bool keepsLines)
    {
        StringBuilder? masked = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isPlain = c < 0x7f ? c >= ' ' || (keepsLines && c is '\n' or '\r')
                : char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            if (!isPlain)
            {
                masked ??= new StringBuilder(text);
                masked[i] = '?';
            }
        }

        return masked?.ToString() ?? text;
    }
}
