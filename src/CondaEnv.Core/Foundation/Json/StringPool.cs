using CondaEnv.Foundation.Text;

namespace CondaEnv.Foundation.Json;

/// <summary>
/// Returns the same string instance for equal bytes, for texts that are repeated in many records (channels, subdirs,
/// licenses, dependencies). Its size is limited: a slot keeps the latest string. Not thread-safe.
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
            // Non-ASCII bytes never equal characters of a string of the same length, so treat the text as new.
            if (text[i] != data[start + i] || text[i] > 0x7F)
            {
                return false;
            }
        }

        return true;
    }
}
