namespace CondaEnv.Foundation.Disk;

/// <summary>Buffers for reading, from the runtime's pool where there is one: a large new array costs more than the reading.</summary>
internal static class SharedBuffer
{
#if NET
    /// <summary>Enough for the ends of a record of three megabytes, and a size that the pool keeps.</summary>
    private const int Size = 1024 * 1024;

    public static byte[] Rent() => System.Buffers.ArrayPool<byte>.Shared.Rent(Size);

    /// <summary>Gives a buffer back; one that grew may be given back, too, since it grows to the pool's sizes.</summary>
    public static void Return(byte[] buffer) => System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
#else
    private const int Size = 128 * 1024;

    public static byte[] Rent() => new byte[Size];

    /// <summary>Nothing to do: netstandard2.0 has no pool without a package.</summary>
    public static void Return(byte[] buffer) => _ = buffer;
#endif
}
