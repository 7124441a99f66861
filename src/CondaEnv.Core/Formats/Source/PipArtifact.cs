using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Rows;

namespace CondaEnv.Formats.Source;

/// <summary>The source of a pip package.</summary>
internal enum PipOrigin
{
    /// <summary>An index; installers record neither the index nor the address of the file.</summary>
    Index,

    /// <summary>A commit of a VCS repository.</summary>
    Vcs,

    /// <summary>A single file: a wheel or a source archive.</summary>
    Archive,

    /// <summary>A folder with a project, editable or not.</summary>
    Folder,
}

/// <summary>The recorded source of a pip package (PEP 610), in a form that can be written to a file.</summary>
internal sealed class PipArtifact
{
    // Hash algorithms that readers check, in order of preference.
    private static readonly string[] s_algorithms = ["sha256", "sha384", "sha512"];

    public PipOrigin Origin { get; private init; }

    /// <summary>Address of the repository, file or folder, without the commit; null for an index.</summary>
    public string? Url { get; private init; }

    /// <summary>The folder or file on this machine; null if it is elsewhere.</summary>
    public string? LocalPath { get; private init; }

    /// <summary>The version control system, such as <c>git</c>; null if it is not a repository.</summary>
    public string? Vcs { get; private init; }

    public string? Commit { get; private init; }

    /// <summary>The requested branch, tag or commit.</summary>
    public string? RequestedRevision { get; private init; }

    /// <summary>Folder of the project inside the repository or archive.</summary>
    public string? Subdirectory { get; private init; }

    /// <summary>True for a development install.</summary>
    public bool Editable { get; private init; }

    /// <summary>Hashes of the archive, by algorithm.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hashes { get; private init; } = [];

    /// <summary>The hash to write if only one is possible; null if none is known.</summary>
    public (string Algorithm, string Value)? BestHash => s_algorithms
        .SelectMany(a => Hashes.Where(h => h.Key == a).Select(static h => ((string, string)?)(h.Key, h.Value)))
        .FirstOrDefault();

    /// <summary>Determines the source of a package.</summary>
    /// <param name="package">A pip package.</param>
    /// <param name="includeSecret">True to keep the credentials of its address.</param>
    /// <param name="redacted">The address without credentials, if any were removed; otherwise null.</param>
    public static PipArtifact Read(CondaPackage package, bool includeSecret, out string? redacted)
    {
        redacted = null;
        DirectUrl? direct = package.DirectUrlSource;

        // For a package that conda installed, the address is conda's build folder, which exists nowhere else.
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
    /// A development install of the project in a folder. Its address is a URL, because pip splits the argument of
    /// <c>-e</c> as a shell does: a path would lose its backslashes and would end at the first space.
    /// </summary>
    /// <param name="folder">The folder, as a path of any operating system.</param>
    public static PipArtifact EditableAt(string folder) => new() { Origin = PipOrigin.Folder, Url = FileUrl(folder), LocalPath = folder, Editable = true };

    /// <summary>True if a shell, and therefore pip, treats the address as a single word.</summary>
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

    /// <summary>
    /// Converts the path to a <c>file:</c> URL as text only, because it may be from another operating system.
    /// </summary>
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
