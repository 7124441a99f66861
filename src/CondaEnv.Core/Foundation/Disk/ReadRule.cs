using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// The requirements for reading a file: its maximum size, and where a link in its place may lead. An environment may
/// come from someone else, and a link in it must not expose the reader's own files.
/// </summary>
internal sealed class ReadRule
{
    /// <summary>The problem with a link that is not followed.</summary>
    public const string LeadsOut = "it is a link to a place outside the environment";

    private const int Mebibyte = 1024 * 1024;

    private ReadRule(long largest) => Largest = largest;

    /// <summary>A file that the user named: up to 256 MiB.</summary>
    public static ReadRule Named { get; } = new(256 * Mebibyte);

    /// <summary>A package record, the history, the state or metadata: up to 64 MiB.</summary>
    public static ReadRule Record { get; } = new(64 * Mebibyte);

    /// <summary>
    /// A file of a few lines, such as pinned, frozen, INSTALLER, direct_url.json or a condarc: up to 1 MiB.
    /// </summary>
    public static ReadRule Small { get; } = new(Mebibyte);

    /// <summary>A file that a package has installed, which is read in pieces: of any size.</summary>
    public static ReadRule Payload { get; } = new(long.MaxValue);

    /// <summary>Maximum size in bytes; larger files are rejected.</summary>
    public long Largest { get; }

    /// <summary>The folder that must contain the target of a link; null if all links are followed.</summary>
    public string? Folder { get; private init; }

    /// <summary>
    /// True if a link may also lead to the same file of a package. If conda cannot create hard links, it links to its
    /// package cache, so <c>x.dist-info/METADATA</c> is then a link to the file of that name there.
    /// </summary>
    public bool MayBeOfCache { get; private init; }

    /// <summary>The same rule for a file of an environment.</summary>
    public ReadRule In(string prefix) => new(Largest) { Folder = prefix };

    /// <summary>The same rule for a file that a package has installed in an environment.</summary>
    public ReadRule OfPackageIn(string prefix) => new(Largest) { Folder = prefix, MayBeOfCache = true };

    /// <summary>Returns the target of a link.</summary>
    /// <exception cref="FileRefusedException">The target is outside the folder.</exception>
    /// <exception cref="IOException">The link is broken or circular.</exception>
    public string Follow(string link)
    {
        string target = LinkTarget.Final(link) ?? throw new FileNotFoundException($"Could not find file '{link}'.", link);
        return Folder is null || LinkTarget.IsInside(target, Folder) || (MayBeOfCache && HaveSameEnd(link, target))
            ? target
            : throw new FileRefusedException(LeadsOut);
    }

    private static bool HaveSameEnd(string path, string other) =>
        Path.GetFileName(path) == Path.GetFileName(other)
        && Path.GetFileName(Path.GetDirectoryName(path)) is { Length: > 0 } folder && folder == Path.GetFileName(Path.GetDirectoryName(other))
        && folder.IndexOf('.') > 0;
}
