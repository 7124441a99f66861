using System.Text;

namespace CondaEnv.Prefixes.Files;

/// <summary>
/// A file that a conda record or pip's RECORD lists. Readers fill one instance again and again: an environment lists
/// tens of thousands.
/// </summary>
internal sealed class RecordedFile
{
    private const byte Dot = (byte)'.';

    /// <summary>The bytes that contain the path.</summary>
    public byte[] Text { get; set; } = [];

    /// <summary>Offset of the path in <see cref="Text"/>.</summary>
    public int Start { get; set; }

    /// <summary>Length of the path in bytes. It is UTF-8 with forward slashes, relative to the prefix.</summary>
    public int Length { get; set; }

    /// <summary>The path as a text.</summary>
    public string Path => Encoding.UTF8.GetString(Text, Start, Length);

    /// <summary>What kind of file it is.</summary>
    public PackageFileType Type { get; set; }

    /// <summary>Hash of the file in the package, before its placeholder was replaced; null if none is recorded.</summary>
    public RecordedHash Sha256 { get; set; }

    /// <summary>Hash of the file in the environment; null if none is recorded.</summary>
    public RecordedHash InPrefix { get; set; }

    /// <summary>Text in the package that stands for the prefix; null if there is none.</summary>
    public string? Placeholder { get; set; }

    /// <summary>True if the placeholder is replaced without changing the length of the file.</summary>
    public bool IsBinary { get; set; }

    /// <summary>Size in bytes in the package; -1 if it is not recorded.</summary>
    public long Size { get; set; }

    /// <summary>Where the package has the file, if rattler has moved it out of the way of another package's file.</summary>
    public string? OriginalPath { get; set; }

    /// <summary>
    /// The hash that the file must have. conda and mamba record <see cref="InPrefix"/> of every file, rattler only if
    /// it differs from <see cref="Sha256"/>. Null if it cannot be known.
    /// </summary>
    public Sha256Value? Expected => InPrefix.IsThere ? InPrefix.Value : Placeholder is null ? Sha256.Value : null;

    /// <summary>True if there is an <see cref="Expected"/> hash, without parsing it.</summary>
    public bool IsVerifiable => InPrefix.IsThere || (Placeholder is null && Sha256.IsThere);

    /// <summary>
    /// True for the hash of nothing, which packagers record for a link that leads nowhere when it is packed, and mamba for
    /// a link to a folder as well.
    /// </summary>
    public bool IsOfNothing => (Sha256.Value ?? InPrefix.Value) is { } hash && hash.Equals(s_nothing);

    /// <summary>
    /// True if the prefix was written into the file. mamba's records have no placeholder, only two hashes that differ.
    /// </summary>
    public bool IsReplaced => Sha256.Value is { } packed && (Placeholder is not null || (InPrefix.Value is { } installed && !installed.Equals(packed)));

    private static readonly Sha256Value s_nothing = Sha256Value.TryParseHex(
        Encoding.ASCII.GetBytes("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), 0, Sha256Value.Digits, out Sha256Value nothing) ? nothing : default;

    /// <summary>Removes everything except the path.</summary>
    public void Clear()
    {
        Type = PackageFileType.File;
        Sha256 = default;
        InPrefix = default;
        Placeholder = null;
        IsBinary = false;
        Size = -1;
        OriginalPath = null;
    }

    /// <summary>True for <c>*.pyc</c> and <c>*.pyo</c>.</summary>
    public static bool IsCompiled(byte[] text, int start, int length)
    {
        int end = start + length;
        return length > 4 && text[end - 4] == Dot && (text[end - 3] | 0x20) == 'p' && (text[end - 2] | 0x20) == 'y' && (text[end - 1] | 0x20) is 'c' or 'o';
    }
}
