namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Read buffers from the runtime's pool if available: allocating a large array costs more than reading.
/// </summary>
internal static class SharedBuffer
{
#if NET
    /// <summary>Sufficient for both ends of a record of three megabytes, and a size that the pool keeps.</summary>
    private const int Size = 1024 * 1024;

    public static byte[] Rent() => System.Buffers.ArrayPool<byte>.Shared.Rent(Size);

    /// <summary>Returns a buffer, which may have grown, because it grows only to sizes of the pool.</summary>
    public static void Return(byte[] buffer) => System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
#else
    private const int Size = 128 * 1024;

    public static byte[] Rent() => new byte[Size];

    /// <summary>Does nothing, because netstandard2.0 has no pool without an additional package.</summary>
    public static void Return(byte[] buffer) => _ = buffer;
#endif
}
