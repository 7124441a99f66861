using System.Text;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes.Conda;

/// <summary>
/// Finds the end of <c>paths_data</c> in the last bytes of a record, so that the megabytes before it need not be read.
/// </summary>
/// <remarks>
/// The end is a closing brace with these properties. It follows the end of the list <c>paths</c>, or
/// <c>paths_version</c> if the keys are sorted, with an entry's <c>_path</c> before it. It belongs to an object that
/// began before the tail. Another member or the end of the record follows. Everything after it must then parse, up to
/// the last byte, as the rest of an object. If the position were inside a nested value, a bracket would be left over.
/// If it were inside a string, the rest would not be a member, because a quote in a string is escaped. Records that do
/// not match are read completely.
/// </remarks>
internal static class PathsDataTail
{
    /// <summary>
    /// Number of bytes read from the end: enough for the short members after <c>paths_data</c>, and for one or two of
    /// its entries.
    /// </summary>
    public const int Length = 4096;

    private static readonly byte[] s_path = Encoding.ASCII.GetBytes("\"_path\"");
    private static readonly byte[] s_version = Encoding.ASCII.GetBytes("\"paths_version\"");

    /// <summary>Offset after the closing brace; -1 if it is not found.</summary>
    public static int Find(byte[] data, int start, int end)
    {
        int entry = ByteScan.IndexOf(data, start, end, s_path);
        if (entry < 0)
        {
            return -1;
        }

        for (int i = entry + s_path.Length; i < end; i++)
        {
            if (data[i] == (byte)'}' && EndsPaths(data, entry, i) && IsFollowed(data, i + 1, end) && BeganBefore(data, start, i))
            {
                return i + 1;
            }
        }

        return -1;
    }

    /// <summary>Offset of the first byte that starts a character, because the tail may start inside one.</summary>
    public static int FirstWholeCharacter(byte[] data, int start, int end)
    {
        while (start < end && (data[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return start;
    }

    private static bool EndsPaths(byte[] data, int start, int brace)
    {
        int i = SkipSpaceBack(data, start, brace - 1);
        if (data[i] == (byte)']')
        {
            return data[SkipSpaceBack(data, start, i - 1)] == (byte)'}';
        }

        int digits = i;
        while (i > start && data[i] is >= (byte)'0' and <= (byte)'9')
        {
            i--;
        }

        i = i == digits ? start : SkipSpaceBack(data, start, i);
        if (i == start || data[i] != (byte)':')
        {
            return false;
        }

        i = SkipSpaceBack(data, start, i - 1) - s_version.Length + 1;
        return i > start && ByteScan.IndexOf(data, i, i + s_version.Length, s_version) == i;
    }

    private static bool IsFollowed(byte[] data, int i, int end)
    {
        i = SkipSpace(data, i, end);
        if (i >= end)
        {
            return false;
        }

        if (data[i] == (byte)'}')
        {
            return SkipSpace(data, i + 1, end) == end;
        }

        int next = SkipSpace(data, i + 1, end);
        return data[i] == (byte)',' && next < end && data[next] == (byte)'"';
    }

    /// <summary>
    /// Scans backwards from a closing brace, outside strings; true if its opening brace is not found.
    /// </summary>
    private static bool BeganBefore(byte[] data, int start, int brace)
    {
        int depth = 0;
        bool inString = false;
        for (int i = brace; i >= start; i--)
        {
            switch (data[i])
            {
                case (byte)'"':
                    int escapes = i;
                    while (escapes > start && data[escapes - 1] == (byte)'\\')
                    {
                        escapes--;
                    }

                    inString ^= ((i - escapes) & 1) == 0;
                    break;
                case (byte)'}' or (byte)']' when !inString:
                    depth++;
                    break;
                case (byte)'{' or (byte)'[' when !inString:
                    if (--depth == 0)
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private static int SkipSpace(byte[] data, int i, int end)
    {
        while (i < end && data[i] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            i++;
        }

        return i;
    }

    private static int SkipSpaceBack(byte[] data, int start, int i)
    {
        while (i > start && data[i] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            i--;
        }

        return i < start ? start : i;
    }
}
