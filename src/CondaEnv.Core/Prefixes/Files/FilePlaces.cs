using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Prefixes.Files;

/// <summary>
/// What is at the paths of an environment. One walk finds nearly everything; only what it did not find, such as files
/// below a link to a folder, is looked at on its own, and nothing outside the environment ever is.
/// </summary>
internal sealed class FilePlaces : IFolderVisitor
{
    /// <summary>Longest path that any system accepts, in bytes.</summary>
    private const int LongestPath = 32 * 1024;

    private const int MostFolders = 4096;

    /// <summary>
    /// Folders that no package's files are in: conda's own records, and the environments and packages of a base
    /// environment.
    /// </summary>
    private static readonly byte[][] s_skipped = [Encoding.ASCII.GetBytes("conda-meta"), Encoding.ASCII.GetBytes("envs"), Encoding.ASCII.GetBytes("pkgs")];

    private readonly string _prefix;
    private readonly bool _ignoreCase;
    private readonly PathHash _hash;
    private readonly FileTable _table = new();
    private readonly Dictionary<string, (DiskItem Item, bool LeadsOut)> _folders = new(StringComparer.Ordinal);

    private FilePlaces(string prefix, bool ignoreCase)
    {
        _prefix = prefix;
        _ignoreCase = ignoreCase;
        _hash = new PathHash(ignoreCase);
    }

    /// <summary>Walks through the environment.</summary>
    /// <param name="prefix">Path of the environment.</param>
    /// <param name="ignoreCase">True if paths that differ in case only are the same path.</param>
    /// <param name="cancellation">Cancels between two items.</param>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public static FilePlaces Find(string prefix, bool ignoreCase, CancellationToken cancellation)
    {
        FilePlaces places = new(prefix, ignoreCase);
        FolderTree.Walk(prefix, places, cancellation);
        return places;
    }

    /// <inheritdoc/>
    public bool See(byte[] path, int length, DiskItem item)
    {
        if (item == DiskItem.Folder && IsSkipped(path, length))
        {
            return false;
        }

        _table.Add(_hash.Of(path, 0, length), item);
        return true;
    }

    /// <summary>True for a folder at the top of the environment that contains no files of packages.</summary>
    public static bool IsSkipped(byte[] path, int length)
    {
        foreach (byte[] name in s_skipped)
        {
            int i = 0;
            while (i < length && i < name.Length && name[i] == path[i])
            {
                i++;
            }

            if (i == length && i == name.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Hash of a path, for this object only.</summary>
    public ulong HashOf(byte[] text, int start, int length) => _hash.Of(text, start, length);

    /// <summary>Stores that a package owns a path, and returns what the walk found there.</summary>
    /// <param name="hash">Hash of the path.</param>
    /// <param name="owner">Number of the package.</param>
    /// <param name="file">The file.</param>
    public Ownership Own(ulong hash, int owner, RecordedFile file) =>
        _table.Own(hash, owner, _ignoreCase ? _hash.OfSpelling(file.Text, file.Start, file.Length) : 0);

    /// <summary>What the walk found at a path.</summary>
    public DiskItem ItemAt(ulong hash) => _table.ItemAt(hash);

    /// <summary>Whether several packages own a path, or one in several spellings.</summary>
    public bool IsShared(ulong hash) => _table.IsShared(hash);

    /// <summary>Whether a package owns a path.</summary>
    public bool IsOwned(ulong hash) => _table.IsOwned(hash);

    /// <summary>Looks at a path that the walk did not find.</summary>
    /// <param name="path">The path as recorded.</param>
    /// <param name="danger">Why the path is not looked at; null if it was.</param>
    public DiskItem Look(string path, out string? danger)
    {
        danger = DangerOf(path);
        if (danger is not null || path.Length > LongestPath)
        {
            return DiskItem.Absent;
        }

        int slash = path.LastIndexOf('/');
        if (slash > 0)
        {
            (DiskItem folder, bool leadsOut) = FolderAt(path.Substring(0, slash));
            if (leadsOut)
            {
                danger = "a link on its way leads out of the environment";
                return DiskItem.Absent;
            }

            if (folder != DiskItem.Folder)
            {
                return folder == DiskItem.Denied ? DiskItem.Denied : DiskItem.Absent;
            }
        }

        return DiskItems.At(Path.Combine(_prefix, path));
    }

    /// <summary>Why a recorded path cannot be one of the environment, from its text only; null if it can.</summary>
    public static string? DangerOf(string path)
    {
        if (path.Length == 0 || path[0] is '/' or '\\')
        {
            return "it is absolute";
        }

        if (path.Length > 1 && path[1] == ':')
        {
            return "it has a drive";
        }

        if (path.Contains("\0"))
        {
            return "it contains a null character";
        }

        for (int at = path.IndexOf("..", StringComparison.Ordinal); at >= 0; at = path.IndexOf("..", at + 2, StringComparison.Ordinal))
        {
            if ((at == 0 || path[at - 1] is '/' or '\\') && (at + 2 == path.Length || path[at + 2] is '/' or '\\'))
            {
                return "it contains '..'";
            }
        }

        return null;
    }

    /// <summary>
    /// The path of a file as it is spelled on disk, for an environment of Windows on a system that distinguishes case.
    /// </summary>
    /// <param name="path">Path relative to the prefix.</param>
    /// <returns>The path relative to the prefix; the same if nothing else is found.</returns>
    public string Spelling(string path)
    {
        if (!_ignoreCase || !UnixFile.IsUnix)
        {
            return path;
        }

        string found = "";
        foreach (string part in path.Split('/'))
        {
            string next = found.Length == 0 ? part : found + "/" + part;
            if (DiskItems.At(Path.Combine(_prefix, next)) == DiskItem.Absent && SameName(Path.Combine(_prefix, found), part) is { } other)
            {
                next = found.Length == 0 ? other : found + "/" + other;
            }

            found = next;
        }

        return found;
    }

    private static string? SameName(string folder, string name)
    {
        try
        {
            foreach (string candidate in FolderNames.In(folder))
            {
                if (string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase))
                {
                    return candidate;
                }
            }
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            // Then there is no other spelling to be found.
        }

        return null;
    }

    /// <summary>
    /// What is at a folder's path, links followed as long as they stay in the environment. Each folder above it is
    /// looked at first, so that nothing behind a link that leads out is touched.
    /// </summary>
    private (DiskItem Item, bool LeadsOut) FolderAt(string folder)
    {
        if (_folders.TryGetValue(folder, out (DiskItem, bool) known))
        {
            return known;
        }

        (DiskItem Item, bool LeadsOut) result = (DiskItem.Folder, false);
        for (int end = folder.IndexOf('/'); result is (DiskItem.Folder, false); end = folder.IndexOf('/', end + 1))
        {
            string part = end < 0 ? folder : folder.Substring(0, end);
            if (!_folders.TryGetValue(part, out result))
            {
                result = Resolve(part);
                if (_folders.Count >= MostFolders)
                {
                    _folders.Clear();
                }

                _folders[part] = result;
            }

            if (end < 0)
            {
                break;
            }
        }

        return result;
    }

    private (DiskItem Item, bool LeadsOut) Resolve(string folder)
    {
        string path = Path.Combine(_prefix, folder);
        DiskItem item = DiskItems.At(path);
        if (item != DiskItem.Link)
        {
            return (item, false);
        }

        return LinkTarget.Final(path) is not { } target ? (DiskItem.Absent, false)
            : LinkTarget.IsInside(target, _prefix) ? (DiskItem.Folder, false)
            : (DiskItem.Absent, true);
    }
}
