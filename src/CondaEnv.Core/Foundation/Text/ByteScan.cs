using System;
using System.Text;
#if NET
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Unicode;
#endif

namespace CondaEnv.Foundation.Text;

/// <summary>
/// Loops over bytes that determine the reading speed: vectorized on .NET, plain loops on netstandard2.0. The only file
/// of Core in which the two differ.
/// </summary>
internal static class ByteScan
{
    /// <summary>
    /// Offset of the first quote, backslash or control character at or after <paramref name="start"/>;
    /// <paramref name="end"/> if there is none.
    /// </summary>
    public static int IndexOfStringEnd(byte[] data, int start, int end)
    {
#if NET
        ReadOnlySpan<byte> rest = data.AsSpan(start, end - start);
        ref byte first = ref MemoryMarshal.GetReference(rest);
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<byte> quote = Vector128.Create((byte)'"');
            Vector128<byte> backslash = Vector128.Create((byte)'\\');
            Vector128<byte> space = Vector128.Create((byte)' ');
            for (; i <= rest.Length - 16; i += 16)
            {
                Vector128<byte> v = Vector128.LoadUnsafe(ref first, (nuint)i);
                uint hit = (Vector128.Equals(v, quote) | Vector128.Equals(v, backslash) | Vector128.LessThan(v, space)).ExtractMostSignificantBits();
                if (hit != 0)
                {
                    return start + i + BitOperations.TrailingZeroCount(hit);
                }
            }
        }

        start += i;
#endif
        for (; start < end; start++)
        {
            byte b = data[start];
            if (b is (byte)'"' or (byte)'\\' or < 0x20)
            {
                return start;
            }
        }

        return end;
    }

    /// <summary>Offset of the first occurrence of <paramref name="pattern"/>; -1 if there is none.</summary>
    public static int IndexOf(byte[] data, int start, int end, byte[] pattern)
    {
#if NET
        int found = data.AsSpan(start, end - start).IndexOf(pattern);
        return found < 0 ? -1 : start + found;
#else
        int last = end - pattern.Length;
        while (start <= last)
        {
            int i = Array.IndexOf(data, pattern[0], start, last - start + 1);
            if (i < 0)
            {
                return -1;
            }

            int k = 1;
            while (k < pattern.Length && data[i + k] == pattern[k])
            {
                k++;
            }

            if (k == pattern.Length)
            {
                return i;
            }

            start = i + 1;
        }

        return -1;
#endif
    }

    /// <summary>True if the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).</summary>
    public static bool IsUtf8(byte[] data, int start, int end)
    {
#if NET
        return Utf8.IsValid(data.AsSpan(start, end - start));
#else
        for (int i = start; i < end;)
        {
            byte b = data[i];
            if (b < 0x80)
            {
                i++;
                continue;
            }

            int more;
            int low = 0x80;
            int high = 0xBF;
            switch (b)
            {
                case >= 0xC2 and <= 0xDF: more = 1; break;
                case 0xE0: more = 2; low = 0xA0; break;
                case 0xED: more = 2; high = 0x9F; break;
                case >= 0xE1 and <= 0xEF: more = 2; break;
                case 0xF0: more = 3; low = 0x90; break;
                case 0xF4: more = 3; high = 0x8F; break;
                case >= 0xF1 and <= 0xF3: more = 3; break;
                default: return false;
            }

            if (i + more >= end || data[i + 1] < low || data[i + 1] > high)
            {
                return false;
            }

            for (int k = 2; k <= more; k++)
            {
                if ((data[i + k] & 0xC0) != 0x80)
                {
                    return false;
                }
            }

            i += more + 1;
        }

        return true;
#endif
    }

    /// <summary>Decodes the bytes as UTF-8.</summary>
    public static string ToText(byte[] data, int start, int length) => Encoding.UTF8.GetString(data, start, length);

    /// <summary>
    /// Skips the rest of an array or object whose opening bracket is before <paramref name="start"/>. Only strings and
    /// nesting are tracked, not the grammar between them, which allows skipping at memory speed the 95 % of a record
    /// that is not needed.
    /// </summary>
    /// <param name="data">Bytes of the text.</param>
    /// <param name="start">Offset after the opening bracket.</param>
    /// <param name="end">End of the text.</param>
    /// <param name="quotes">Number of unescaped quotes that were skipped: twice the number of strings.</param>
    /// <param name="hasBackslash">True if there is, or may be, an escape.</param>
    /// <returns>Offset after the closing bracket; -1 if the text ends before it.</returns>
    public static int SkipContainer(byte[] data, int start, int end, out int quotes, out bool hasBackslash)
    {
        int depth = 1;
        bool inString = false;
        int i = start;
        quotes = 0;
        hasBackslash = false;
#if NET
        if (Vector128.IsHardwareAccelerated)
        {
            ref byte first = ref MemoryMarshal.GetArrayDataReference(data);
            ulong carry = 0;
            for (; i <= end - 64; i += 64)
            {
                Masks(ref Unsafe.Add(ref first, i), out ulong quote, out ulong backslash, out ulong open, out ulong close);
                if (backslash != 0)
                {
                    hasBackslash = true;
                    int done = SkipBytes(data, i, i + 64, ref depth, ref inString, ref quotes);
                    if (done >= 0)
                    {
                        return done;
                    }

                    // A backslash may be the last byte of the block; SkipBytes has then consumed one byte of the next
                    // block.
                    i = ~done - 64;
                    carry = inString ? ulong.MaxValue : 0;
                    continue;
                }

                ulong strings = PrefixXor(quote) ^ carry;
                open &= ~strings;
                close &= ~strings;
                int closes = BitOperations.PopCount(close);
                if (closes >= depth)
                {
                    // The end may be in this block, so process it byte by byte.
                    inString = carry != 0;
                    int done = SkipBytes(data, i, i + 64, ref depth, ref inString, ref quotes);
                    if (done >= 0)
                    {
                        return done;
                    }

                    i = ~done - 64;
                    carry = inString ? ulong.MaxValue : 0;
                    continue;
                }

                quotes += BitOperations.PopCount(quote);
                depth += BitOperations.PopCount(open) - closes;
                carry = (ulong)((long)strings >> 63);
                inString = carry != 0;
            }
        }
#endif
        int rest = SkipBytes(data, i, end, ref depth, ref inString, ref quotes);
        hasBackslash |= rest < 0 || Array.IndexOf(data, (byte)'\\', i, rest - i) >= 0;
        return rest < 0 ? -1 : rest;
    }

    /// <summary>
    /// The plain loop. Returns the offset after the closing bracket, or the complement of the offset at which it
    /// stopped.
    /// </summary>
    private static int SkipBytes(byte[] data, int start, int end, ref int depth, ref bool inString, ref int quotes)
    {
        int i = start;
        for (; i < end; i++)
        {
            switch (data[i])
            {
                case (byte)'"':
                    inString = !inString;
                    quotes++;
                    break;
                case (byte)'\\' when inString:
                    i++;
                    break;
                case (byte)'{' or (byte)'[' when !inString:
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when !inString:
                    if (--depth == 0)
                    {
                        return i + 1;
                    }

                    break;
            }
        }

        return ~i;
    }

#if NET
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Masks(ref byte block, out ulong quote, out ulong backslash, out ulong open, out ulong close)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> a = Vector256.LoadUnsafe(ref block);
            Vector256<byte> b = Vector256.LoadUnsafe(ref block, 32);
            quote = Bits(a, b, (byte)'"');
            backslash = Bits(a, b, (byte)'\\');

            // '[' and '{', and ']' and '}', differ in only one bit.
            Vector256<byte> bit = Vector256.Create((byte)0x20);
            a |= bit;
            b |= bit;
            open = Bits(a, b, (byte)'{');
            close = Bits(a, b, (byte)'}');
            return;
        }

        quote = backslash = open = close = 0;
        for (int k = 0; k < 4; k++)
        {
            Vector128<byte> v = Vector128.LoadUnsafe(ref block, (nuint)(16 * k));
            Vector128<byte> folded = v | Vector128.Create((byte)0x20);
            int shift = 16 * k;
            quote |= (ulong)Vector128.Equals(v, Vector128.Create((byte)'"')).ExtractMostSignificantBits() << shift;
            backslash |= (ulong)Vector128.Equals(v, Vector128.Create((byte)'\\')).ExtractMostSignificantBits() << shift;
            open |= (ulong)Vector128.Equals(folded, Vector128.Create((byte)'{')).ExtractMostSignificantBits() << shift;
            close |= (ulong)Vector128.Equals(folded, Vector128.Create((byte)'}')).ExtractMostSignificantBits() << shift;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high, byte value)
    {
        Vector256<byte> wanted = Vector256.Create(value);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, wanted).ExtractMostSignificantBits() << 32);
    }

    /// <summary>
    /// Bit n of the result is the parity of bits 0 to n: set inside a string, counting its opening quote.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128.Create(ulong.MaxValue), 0).ToScalar();
        }

        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
#endif
}
