using System.Collections.Generic;

namespace CondaEnv.Foundation.Text;

/// <summary>Fits paths and names into columns: wrapped after separators, or shortened in the middle.</summary>
internal static class ColumnText
{
    private const char Ellipsis = '…';

    /// <summary>
    /// The text in lines no longer than the width, each wrapped after the last separator that fits. Folder separators
    /// are preferred over those inside a name. A word longer than the width is shortened in the middle.
    /// </summary>
    public static string Wrap(string text, int width)
    {
        if (text.Length <= width || width < 2)
        {
            return text;
        }

        List<string> lines = [];
        int start = 0;
        while (text.Length - start > width)
        {
            int length = Break(text, start, width);
            if (length == 0)
            {
                int end = WordEnd(text, start);
                lines.Add(Shorten(text.Substring(start, end - start), width));
                start = end;
                continue;
            }

            lines.Add(text.Substring(start, length).TrimEnd(' '));
            start += length;
        }

        if (start < text.Length)
        {
            lines.Add(text.Substring(start));
        }

        return string.Join("\n", lines);
    }

    /// <summary>
    /// The text, or its start and end with an ellipsis in between. The end is most informative, so it gets two thirds
    /// of the width.
    /// </summary>
    public static string Shorten(string text, int width)
    {
        if (text.Length <= width || width < 4)
        {
            return text;
        }

        int tail = width - 1 - ((width - 1) / 3);
        int from = text.Length - tail;

        // Let the end start with a whole folder name if one starts nearby.
        int folder = text.IndexOfAny(['/', '\\'], from);
        if (folder >= 0 && folder - from < tail / 2)
        {
            from = folder;
        }

        int head = width - 1 - (text.Length - from);
        int cut = text.LastIndexOfAny(['/', '\\'], head - 1);
        head = cut > head / 3 ? cut + 1 : head;
        return text.Substring(0, head) + Ellipsis + text.Substring(from);
    }

    /// <summary>How much of the text fits on a line; 0 if there is no separator close enough.</summary>
    private static int Break(string text, int start, int width)
    {
        int folder = text.LastIndexOfAny(['/', '\\', ' '], start + width - 1, width);
        if (folder > start)
        {
            return folder - start + 1;
        }

        int part = text.LastIndexOfAny(['-', '_', '.', ':', '@'], start + width - 1, width);
        return part > start ? part - start + 1 : 0;
    }

    private static int WordEnd(string text, int start)
    {
        int end = text.IndexOfAny(['/', '\\', ' ', '-', '_', '.', ':', '@'], start + 1);
        return end < 0 ? text.Length : end + 1;
    }
}
