using System;

namespace CondaEnv.Specs.MatchSpecs;

/// <summary>
/// Where a part of a spec stands in the text. Brackets, comments and the version's blanks are gone from the parts, so the
/// part is looked for, from the end, blanks aside.
/// </summary>
internal static class PartPlace
{
    /// <summary>The place of a character of a part; the start of the text if the part is not found.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="part">The part.</param>
    /// <param name="offset">Which character of the part.</param>
    public static int Of(string text, string part, int offset)
    {
        // The asterisk may be ours: =1.2 became 1.2*.
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

        // The blanks that the part itself begins with.
        int place = places[start];
        for (int blank = 0; blank < stem.Length && stem[blank] == ' ' && place > 0 && text[place - 1] == ' '; blank++)
        {
            place--;
        }

        return place;
    }

    // The algorithm of Knuth, Morris and Pratt, from the end: a part may begin again and again, as "((((" does.
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
