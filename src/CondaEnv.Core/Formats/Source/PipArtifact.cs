using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Rows;

namespace CondaEnv.Formats.Source;

/// <summary>Where a pip package came from.</summary>
internal enum PipOrigin
{
    /// <summary>An index; neither which one nor the file's address is recorded by any installer.</summary>
    Index,

    /// <summary>A commit of a repository.</summary>
    Vcs,

    /// <summary>One file: a wheel or a source archive.</summary>
    Archive,

    /// <summary>A folder with a project, editable or not.</summary>
    Folder,
}

/// <summary>What is known on disk of where a pip package came from (PEP 610), as a file may hold it.</summary>
internal sealed class PipArtifact
{
    // The hashes that readers check, the better one first.
    private static readonly string[] s_algorithms = ["sha256", "sha384", "sha512"];

    /// <summary>What sort of place it is.</summary>
    public PipOrigin Origin { get; private init; }

    /// <summary>Address of the repository, the file or the folder, without what names the commit; null for an index.</summary>
    public string? Url { get; private init; }

    /// <summary>The folder or file on this machine; null where it is elsewhere.</summary>
    public string? LocalPath { get; private init; }

    /// <summary>Such as <c>git</c>; null where it is no repository.</summary>
    public string? Vcs { get; private init; }

    /// <summary>The commit.</summary>
    public string? Commit { get; private init; }

    /// <summary>The branch, tag or commit that was asked for.</summary>
    public string? RequestedRevision { get; private init; }

    /// <summary>Folder of the project inside.</summary>
    public string? Subdirectory { get; private init; }

    /// <summary>A development install.</summary>
    public bool Editable { get; private init; }

    /// <summary>Hashes of the archive, by algorithm.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hashes { get; private init; } = [];

    /// <summary>The hash to write where there is place for one; null where none is known.</summary>
    public (string Algorithm, string Value)? BestHash => s_algorithms
        .SelectMany(a => Hashes.Where(h => h.Key == a).Select(static h => ((string, string)?)(h.Key, h.Value)))
        .FirstOrDefault();

    /// <summary>Looks at a package.</summary>
    /// <param name="package">A pip package.</param>
    /// <param name="includeSecret">Keep the credentials of its address.</param>
    /// <param name="redacted">The address as it is without the credentials that were taken out; null where none were.</param>
    public static PipArtifact Read(CondaPackage package, bool includeSecret, out string? redacted)
    {
        redacted = null;
        DirectUrl? direct = package.DirectUrlSource;

        // A package that conda installed has conda's build folder there, which nobody else has.
        if (direct?.Address is not { } address || package.Installer == "conda")
        {
            return package.Editable && package.Location is { } project
                ? EditableAt(project)
                : new PipArtifact();
        }

        string url = SecretRedactor.Redact(address);
        if (url != address && includeSecret)
        {
            url = address;
        }
        else if (url != address)
        {
            redacted = url;
        }

        return new PipArtifact
        {
            Origin = direct.Vcs is not null && direct.Commit is not null ? PipOrigin.Vcs
                : direct.Folder is { } path && !direct.IsArchive && !IsArchiveName(path) ? PipOrigin.Folder
                : PipOrigin.Archive,
            Url = direct.Editable && direct.Folder is { } folder && !IsOneWord(url) ? FileUrl(folder) : url,
            LocalPath = direct.Folder,
            Vcs = direct.Vcs,
            Commit = direct.Commit,
            RequestedRevision = SecretRedactor.RedactOrNull(direct.RequestedRevision),
            Subdirectory = includeSecret ? direct.Subdirectory : SecretRedactor.RedactOrNull(direct.Subdirectory),
            Editable = direct.Editable,
            Hashes = [.. direct.Hashes.Where(static h => LineWord.Hash(h.Value, h.Value.Length) is not null)],
        };
    }

    /// <summary>
    /// A development install of the project in a folder. Its address is a URL: pip splits what follows <c>-e</c> as a shell
    /// does, so that a path would lose its backslashes and end at its first blank.
    /// </summary>
    /// <param name="folder">The folder, a path of any system.</param>
    public static PipArtifact EditableAt(string folder) => new() { Origin = PipOrigin.Folder, Url = FileUrl(folder), LocalPath = folder, Editable = true };

    /// <summary>True if a shell, and so pip, takes the address for one word as it stands.</summary>
    private static bool IsOneWord(string url)
    {
        foreach (char c in url)
        {
            if (char.IsWhiteSpace(c) || c is '\'' or '"' or '\\')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The path as a <c>file:</c> URL, by text: it may be of another system.</summary>
    private static string FileUrl(string path)
    {
        string slashed = path.Replace('\\', '/');
        StringBuilder url = new("file://");
        url.Append(slashed.Length > 0 && slashed[0] == '/' ? "" : "/");
        url.Append(string.Join("/", slashed.Split('/').Select(static s => Uri.EscapeDataString(s).Replace("%3A", ":"))));
        return url.ToString();
    }

    private static bool IsArchiveName(string path) => new[] { ".whl", ".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tgz", ".tar" }
        .Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
