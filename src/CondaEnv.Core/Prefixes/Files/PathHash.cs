using System;
using System.Text;

namespace CondaEnv.Prefixes.Files;

/// <summary>
/// Hashes of paths, by which tens of thousands of them are compared without keeping any. With 63 bits, two of a million
/// paths have the same hash in one of ten million environments. The seed is new each time, so that nobody who writes a
/// record can choose paths that do.
/// </summary>
internal sealed class PathHash
{
    private readonly bool _ignoreCase;
    private readonly ulong _seed;
    private readonly ulong _factor;
    private byte[] _folded = [];

    /// <summary>Creates the function.</summary>
    /// <param name="ignoreCase">True if paths that differ in case only are the same path, as on Windows.</param>
    public PathHash(bool ignoreCase)
    {
        _ignoreCase = ignoreCase;
        byte[] random = [.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()];
        _seed = BitConverter.ToUInt64(random, 0) ^ BitConverter.ToUInt64(random, 8);

        // An odd number with bits in all places.
        _factor = (BitConverter.ToUInt64(random, 16) ^ BitConverter.ToUInt64(random, 24)) | 0x8000_0001_0000_0001;
    }

    /// <summary>Hash of a path in UTF-8.</summary>
    public ulong Of(byte[] text, int start, int length)
    {
        if (_ignoreCase)
        {
            length = Fold(text, start, length);
            text = _folded;
            start = 0;
        }

        return Mix(text, start, length);
    }

    /// <summary>Hash of a path as it is spelled, of 32 bits.</summary>
    public uint OfSpelling(byte[] text, int start, int length) => (uint)(Mix(text, start, length) >> 16);

    private ulong Mix(byte[] text, int start, int length)
    {
        ulong hash = _seed ^ ((ulong)length * _factor);
        int i = start;
        int end = start + length;
        for (; i <= end - 8; i += 8)
        {
            hash = (hash ^ BitConverter.ToUInt64(text, i)) * _factor;
            hash ^= hash >> 31;
        }

        ulong rest = 0;
        for (; i < end; i++)
        {
            rest = (rest << 8) | text[i];
        }

        hash = (hash ^ rest) * _factor;
        hash ^= hash >> 32;
        hash *= _factor;
        return hash ^ (hash >> 29);
    }

    private int Fold(byte[] text, int start, int length)
    {
        if (_folded.Length < length)
        {
            _folded = new byte[Math.Max(length, 512)];
        }

        for (int i = 0; i < length; i++)
        {
            byte b = text[start + i];
            if (b >= 0x80)
            {
                _folded = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text, start, length).ToUpperInvariant());
                return _folded.Length;
            }

            _folded[i] = b is >= (byte)'a' and <= (byte)'z' ? (byte)(b - 32) : b;
        }

        return length;
    }
}
