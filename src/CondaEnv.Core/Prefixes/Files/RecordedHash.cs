namespace CondaEnv.Prefixes.Files;

/// <summary>
/// A hash as it is written in a list of files, parsed on use: whoever asks only what exists reads tens of thousands of
/// them for nothing.
/// </summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly struct RecordedHash
{
    private readonly byte[]? _digits;
    private readonly int _start;
    private readonly string? _base64;

    /// <summary>A hash in hexadecimal digits.</summary>
    /// <param name="data">Bytes that contain the digits, in ASCII; they must not change before the value is used.</param>
    /// <param name="start">Offset of the first digit.</param>
    /// <param name="length">Number of digits; any other number than 64 is no hash.</param>
    public RecordedHash(byte[] data, int start, int length)
    {
        _digits = length == Sha256Value.Digits ? data : null;
        _start = start;
    }

    /// <summary>A hash as pip writes it.</summary>
    public RecordedHash(string base64) => _base64 = Sha256Value.TryParseBase64(base64, out _) ? base64 : null;

    /// <summary>True if something of the form of a hash is recorded.</summary>
    public bool IsThere => _digits is not null || _base64 is not null;

    /// <summary>The hash; null if there is none, or if it is malformed.</summary>
    public Sha256Value? Value =>
        _digits is not null ? Sha256Value.TryParseHex(_digits, _start, Sha256Value.Digits, out Sha256Value hash) ? hash : null
        : _base64 is not null && Sha256Value.TryParseBase64(_base64, out Sha256Value ofPip) ? ofPip
        : null;
}
