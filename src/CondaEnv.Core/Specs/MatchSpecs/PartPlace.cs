using System;

namespace CondaEnv.Specs.MatchSpecs;

/// <summary>
/// Finds the position of a part of a spec in the text. The parts no longer contain brackets, comments and spaces of the
/// version, so the search starts from the end and ignores spaces.
/// </summary>
internal static class PartPlace
{
    /// <summary>Position of a character of a part; the start of the text if the part is not found.</summary>
    /// <param name="text">The complete text.</param>
    /// <param name="part">The part.</param>
    /// <param name="offset">Zero-based offset of the character in the part.</param>
    public static int Of(string text, string part, int offset)
    {
        // The parser may have added the asterisk: =1.2 became 1.2*.
        string stem = part.TrimEnd('*');
        string wanted = stem.Replace(" ", string.Empty);
        int[] places = new int[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            places[count] = i;
            count += text[i] == ' ' ? 0 : 1;
        }

        int start = LastIndexOf(text, places, count, wanted);
        if (start < 0)
        {
            return 0;
        }

        int before = stem.Substring(0, Math.Min(offset, stem.Length)).Replace(" ", string.Empty).Length;
        if (before > 0)
        {
            return SkipBlanks(text, places[start + before - 1] + 1);
        }

        // Include the spaces with which the part itself starts.
        int place = places[start];
        for (int blank = 0; blank < stem.Length && stem[blank] == ' ' && place > 0 && text[place - 1] == ' '; blank++)
        {
            place--;
        }

        return place;
    }

    // The Knuth-Morris-Pratt algorithm, from the end: a part may repeat its own start, as in "((((".
    private static int LastIndexOf(string text, int[] places, int count, string wanted)
    {
        int last = wanted.Length - 1;
        if (last < 0)
        {
            return -1;
        }

        int[] borders = new int[wanted.Length];
        for (int i = 1, border = 0; i <= last; i++)
        {
            while (border > 0 && wanted[last - i] != wanted[last - border])
            {
                border = borders[border - 1];
            }

            border += wanted[last - i] == wanted[last - border] ? 1 : 0;
            borders[i] = border;
        }

        for (int i = count - 1, matched = 0; i >= 0; i--)
        {
            while (matched > 0 && text[places[i]] != wanted[last - matched])
            {
                matched = borders[matched - 1];
            }

            matched += text[places[i]] == wanted[last - matched] ? 1 : 0;
            if (matched > last)
            {
                return i;
            }
        }

        return -1;
    }

    private static int SkipBlanks(string text, int place)
    {
        while (place < text.Length - 1 && text[place] == ' ')
        {
            place++;
        }

        return place;
    }
}
