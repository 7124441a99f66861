using System;
using System.Text;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>What the content of a file turned out to be.</summary>
internal enum FileOutcome
{
    /// <summary>Not looked at, because the check was stopped.</summary>
    Unknown,

    /// <summary>As recorded.</summary>
    Same,

    /// <summary>As recorded, but without the current prefix in it: the environment was moved.</summary>
    OfOtherPrefix,

    /// <summary>Not as recorded, but that of the package with the current prefix in it: it was adapted to it.</summary>
    Adapted,

    /// <summary>Something else.</summary>
    Altered,

    /// <summary>It could not be read.</summary>
    Unreadable,
}

/// <summary>A file to be hashed, and the result. Instances are used again.</summary>
internal sealed class FileTask
{
    /// <summary>Number of the package.</summary>
    public int Owner { get; set; }

    /// <summary>Full path in UTF-8 with a zero byte at the end, as Unix takes it.</summary>
    public byte[] FullPath { get; private set; } = [];

    /// <summary>Path relative to the prefix.</summary>
    public string Path => Encoding.UTF8.GetString(FullPath, _prefixLength, _length);

    /// <summary>True if the path is to be opened by its text, since a link or another spelling is in its way.</summary>
    public bool IsIndirect { get; set; }

    /// <summary>The hash that the file must have.</summary>
    public Sha256Value Expected { get; set; }

    /// <summary>Hash of the file in the package, if a placeholder in it was replaced.</summary>
    public Sha256Value? Original { get; set; }

    /// <summary>The placeholder; null if there is none, or if it is not recorded.</summary>
    public string? Placeholder { get; set; }

    /// <summary>True if the placeholder is replaced without changing the length of the file.</summary>
    public bool IsBinary { get; set; }

    /// <summary>The result.</summary>
    public FileOutcome Outcome { get; set; }

    /// <summary>The hash that the file has.</summary>
    public Sha256Value Actual { get; set; }

    /// <summary>The row that the result is for; null if a rule asks.</summary>
    public CondaPackageFile? Row { get; set; }

    /// <summary>Why the file could not be read, as the end of a sentence.</summary>
    public string? Problem { get; set; }

    private int _prefixLength;
    private int _length;

    /// <summary>Prepares the task for a file.</summary>
    /// <param name="prefix">The prefix in UTF-8 with a slash at its end.</param>
    /// <param name="file">The file.</param>
    /// <param name="expected">The hash that it must have.</param>
    /// <param name="owner">Number of the package.</param>
    /// <param name="isIndirect">See <see cref="IsIndirect"/>.</param>
    public void Set(byte[] prefix, RecordedFile file, Sha256Value expected, int owner, bool isIndirect)
    {
        _prefixLength = prefix.Length;
        _length = file.Length;
        if (FullPath.Length < _prefixLength + _length + 1)
        {
            FullPath = new byte[Math.Max(256, _prefixLength + _length + 1)];
        }

        Buffer.BlockCopy(prefix, 0, FullPath, 0, prefix.Length);
        Buffer.BlockCopy(file.Text, file.Start, FullPath, prefix.Length, file.Length);
        FullPath[_prefixLength + _length] = 0;
        Expected = expected;
        Owner = owner;
        IsIndirect = isIndirect;
        Placeholder = file.Placeholder;
        Original = file.IsReplaced ? file.Sha256.Value : null;
        IsBinary = file.IsBinary;
        Outcome = FileOutcome.Unknown;
        Problem = null;
        Row = null;
    }
}
