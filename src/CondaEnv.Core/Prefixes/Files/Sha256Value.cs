using System;
using System.Globalization;

namespace CondaEnv.Prefixes.Files;

/// <summary>A SHA-256 hash as a value, which needs no object for each file.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly struct Sha256Value : IEquatable<Sha256Value>
{
    /// <summary>Number of hexadecimal digits.</summary>
    public const int Digits = 64;

    /// <summary>Number of bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private Sha256Value(ulong a, ulong b, ulong c, ulong d)
    {
        _a = a;
        _b = b;
        _c = c;
        _d = d;
    }

    /// <summary>Creates the value from its bytes.</summary>
    public static Sha256Value Of(byte[] hash) => new(Word(hash, 0), Word(hash, 8), Word(hash, 16), Word(hash, 24));

    /// <summary>Parses hexadecimal digits, in ASCII, of either case.</summary>
    /// <returns>False if there are not exactly 64.</returns>
    public static bool TryParseHex(byte[] data, int start, int length, out Sha256Value value)
    {
        value = default;
        if (length != Digits || !TryWord(data, start, out ulong a) || !TryWord(data, start + 16, out ulong b) || !TryWord(data, start + 32, out ulong c) || !TryWord(data, start + 48, out ulong d))
        {
            return false;
        }

        value = new Sha256Value(a, b, c, d);
        return true;
    }

    /// <summary>Parses the form of pip's RECORD (PEP 376): base64 with <c>-</c> and <c>_</c>, without padding.</summary>
    public static bool TryParseBase64(string text, out Sha256Value value)
    {
        value = default;
        string padded = text.TrimEnd('=').Replace('-', '+').Replace('_', '/') + "=";
        if (padded.Length != 44)
        {
            return false;
        }

        try
        {
            byte[] hash = Convert.FromBase64String(padded);
            value = hash.Length == Size ? Of(hash) : default;
            return hash.Length == Size;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Equals(Sha256Value other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sha256Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _a.GetHashCode();

    /// <summary>Lower-case hexadecimal digits.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0:x16}{1:x16}{2:x16}{3:x16}", _a, _b, _c, _d);

    private static ulong Word(byte[] data, int start)
    {
        ulong word = 0;
        for (int i = start; i < start + 8; i++)
        {
            word = (word << 8) | data[i];
        }

        return word;
    }

    private static bool TryWord(byte[] data, int start, out ulong word)
    {
        word = 0;
        for (int i = start; i < start + 16; i++)
        {
            int digit = data[i] switch
            {
                >= (byte)'0' and <= (byte)'9' => data[i] - '0',
                >= (byte)'a' and <= (byte)'f' => data[i] - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => data[i] - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return false;
            }

            word = (word << 4) | (uint)digit;
        }

        return true;
    }
}
