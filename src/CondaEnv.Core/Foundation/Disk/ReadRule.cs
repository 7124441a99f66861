using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// What a file may be to be read: how large, and where a link in its place may lead. An environment can come from
/// somebody else; a link in it must not show the reader's own files.
/// </summary>
internal sealed class ReadRule
{
    /// <summary>What is wrong with a link that is not followed.</summary>
    public const string LeadsOut = "it is a link to a place outside the environment";

    private const int Mebibyte = 1024 * 1024;

    private ReadRule(int largest) => Largest = largest;

    /// <summary>A file that the user named: 256 MiB.</summary>
    public static ReadRule Named { get; } = new(256 * Mebibyte);

    /// <summary>A package record, the history, the state, metadata: 64 MiB.</summary>
    public static ReadRule Record { get; } = new(64 * Mebibyte);

    /// <summary>A file of a few lines, such as pinned, frozen, INSTALLER, direct_url.json or a condarc: 1 MiB.</summary>
    public static ReadRule Small { get; } = new(Mebibyte);

    /// <summary>A larger file is refused, in bytes.</summary>
    public int Largest { get; }

    /// <summary>The folder that a link must not lead out of; null where links are followed.</summary>
    public string? Folder { get; private init; }

    /// <summary>
    /// True where a link may also lead to the same file of a package: conda links packages from its cache if it can make
    /// no hard links, so that <c>x.dist-info/METADATA</c> is a link to the file of that name there.
    /// </summary>
    public bool MayBeOfCache { get; private init; }

    /// <summary>The same for a file of an environment.</summary>
    public ReadRule In(string prefix) => new(Largest) { Folder = prefix };

    /// <summary>The same for a file that a package has put into an environment.</summary>
    public ReadRule OfPackageIn(string prefix) => new(Largest) { Folder = prefix, MayBeOfCache = true };

    /// <summary>The file that a link leads to.</summary>
    /// <exception cref="FileRefusedException">It lies outside of the folder.</exception>
    /// <exception cref="IOException">The link leads nowhere, or in a circle.</exception>
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
