using CondaEnv.Foundation.Text;

namespace CondaEnv.Foundation.Json;

/// <summary>
/// Gives the same string for the same bytes, for texts that recur from record to record (channels, subdirs,
/// licences, dependencies). Bounded: a slot keeps the latest. Not for use by several threads at once.
/// </summary>
internal sealed class StringPool
{
    private const int Slots = 4096;
    private const int MaxLength = 96;

    private readonly string?[] _texts = new string?[Slots];

    public string Get(byte[] data, int start, int length)
    {
        if (length == 0)
        {
            return "";
        }

        if (length > MaxLength)
        {
            return ByteScan.ToText(data, start, length);
        }

        uint hash = 2166136261;
        for (int i = start; i < start + length; i++)
        {
            hash = (hash ^ data[i]) * 16777619;
        }

        ref string? slot = ref _texts[(hash ^ (hash >> 16)) % Slots];
        if (slot is not null && Matches(slot, data, start, length))
        {
            return slot;
        }

        string text = ByteScan.ToText(data, start, length);
        slot = text;
        return text;
    }

    private static bool Matches(string text, byte[] data, int start, int length)
    {
        if (text.Length != length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            // Bytes beyond ASCII never equal a char of the same value's text of the same length: compare as new.
            if (text[i] != data[start + i] || text[i] > 0x7F)
            {
                return false;
            }
        }

        return true;
    }
}
