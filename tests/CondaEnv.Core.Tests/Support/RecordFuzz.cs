using System;

namespace CondaEnv.Tests.Support;

/// <summary>Changes, removes, doubles and inserts bytes.</summary>
internal static class RecordFuzz
{
    private static readonly byte[] s_pieces = "{}[]\",:\\u-0nte.+\n /\u00e9"u8.ToArray();

    public static byte[] Mutate(byte[] data, Random random)
    {
        byte[] result = data;
        for (int n = random.Next(1, 6); n > 0 && result.Length > 0; n--)
        {
            int at = random.Next(result.Length);
            int length = Math.Min(random.Next(1, 12), result.Length - at);
            ReadOnlySpan<byte> old = result;
            result = random.Next(5) switch
            {
                0 => [.. old[..at], .. old[(at + length)..]],
                1 => [.. old[..at], s_pieces[random.Next(s_pieces.Length)], .. old[at..]],
                2 => [.. old[..at], .. old[at..(at + length)], .. old[at..]],
                3 => [.. old[..at], (byte)random.Next(256), .. old[(at + 1)..]],
                _ => random.Next(20) == 0 ? [.. old[..at]] : [.. old[..at], s_pieces[random.Next(s_pieces.Length)], .. old[(at + 1)..]],
            };
        }

        return result;
    }
}
