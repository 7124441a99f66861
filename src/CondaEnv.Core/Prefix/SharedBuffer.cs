namespace CondaEnv.Prefix;

/// <summary>Buffers for reading, from the runtime's pool where there is one: a large new array costs more than the reading.</summary>
internal static class SharedBuffer
{
    private const int Size = 256 * 1024;

#if NET
    public static byte[] Rent() => System.Buffers.ArrayPool<byte>.Shared.Rent(Size);

    /// <summary>Gives a buffer back; one that grew is kept by the pool where its size is one of the pool's.</summary>
    public static void Return(byte[] buffer)
    {
        if ((buffer.Length & (buffer.Length - 1)) == 0)
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
#else
    public static byte[] Rent() => new byte[Size];

    /// <summary>Nothing to do: netstandard2.0 has no pool without a package.</summary>
    public static void Return(byte[] buffer) => _ = buffer;
#endif
}
