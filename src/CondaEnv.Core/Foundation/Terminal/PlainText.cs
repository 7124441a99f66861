using System.Globalization;
using System.Text;

namespace CondaEnv.Foundation.Terminal;

/// <summary>Text for a terminal.</summary>
internal static class PlainText
{
    /// <summary>
    /// The text, with a question mark for each control and format character. Names, versions and paths are other people's
    /// data: they must not break a line, move the cursor, or turn the direction of what follows. The views of the module
    /// have the same rule (CondaEnv.Format.ps1xml).
    /// </summary>
    public static string Of(string text) => Mask(text, keepsLines: false);

    /// <summary>As <see cref="Of"/>; line breaks stay, as a hint stands in a line of its own.</summary>
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
