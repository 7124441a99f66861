using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Installations;

namespace CondaEnv.Machines.Environments;

/// <summary>
/// Searches a folder for environments: the folder itself, its entries, and the environments of installations and
/// workspaces among them.
/// </summary>
internal sealed class FolderSearch
{
    /// <summary>Large folders that never contain an environment.</summary>
    private static readonly HashSet<string> s_skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".hg", ".svn", "node_modules", "__pycache__", "site-packages", "conda-meta",
    };

    private readonly Machine _machine;
    private readonly LinkResolver _links;
    private readonly Action<CondaEnvException> _onProblem;
    private readonly Action<string> _onVerbose;
    private readonly Dictionary<string, int> _visited;

    /// <summary>Creates a search; <see cref="Candidates"/> accesses the machine.</summary>
    /// <param name="machine">The machine to search.</param>
    /// <param name="links">Resolves links, so that a folder counts once.</param>
    /// <param name="onProblem">Called for folders that cannot be listed.</param>
    /// <param name="onVerbose">Called for links that cannot be followed: Windows has some that cannot be listed, such
    /// as <c>C:\Documents and Settings</c>.</param>
    public FolderSearch(Machine machine, LinkResolver links, Action<CondaEnvException> onProblem, Action<string> onVerbose)
    {
        _machine = machine;
        _links = links;
        _onProblem = onProblem;
        _onVerbose = onVerbose;
        _visited = new Dictionary<string, int>(machine.PathComparer);
    }

    /// <summary>The folders that may be environments; none of them has been checked in detail.</summary>
    /// <param name="start">Absolute path of the folder.</param>
    /// <param name="depth">How many levels below its entries to descend; 0 for the entries only, null for all.</param>
    /// <param name="cancellation">Cancels the search.</param>
    /// <exception cref="System.OperationCanceledException">If cancellation is requested.</exception>
    public IEnumerable<string> Candidates(string start, int? depth, CancellationToken cancellation)
    {
        // No recursion: a tree may be deeper than the stack. Links come last, so that their target is found under its
        // own name, even if the link itself cannot be listed.
        Stack<(string Folder, int Level)> open = new();
        Queue<(string Folder, int Level)> links = new();
        open.Push((start, 0));
        while (open.Count > 0 || links.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            (string folder, int level) = open.Count > 0 ? open.Pop() : links.Dequeue();
            string target = _links.Resolve(folder);

            // With a depth limit, reaching the same folder on a shorter path allows descending further.
            int reach = depth is null ? 0 : level;
            if ((_visited.TryGetValue(target, out int earlier) && earlier <= reach) || TryList(folder) is not { } entries)
            {
                continue;
            }

            // Mark it only after the listing: a link that cannot be listed must not hide its target.
            _visited[target] = reach;

            // One listing answers most questions; querying each marker separately takes five times as long.
            HashSet<string> names = new(entries.Select(static entry => Path.GetFileName(entry)), _machine.PathComparer);
            bool isEnvironment = names.Contains("conda-meta") || IsVenv(folder, names);
            if (isEnvironment)
            {
                yield return folder;
            }

            // The contents of an environment are not searched, except for its folder 'envs'.
            if (!isEnvironment && (depth is not { } limit || level <= limit) && !IsPackageCache(folder))
            {
                Push(open, links, entries, level + 1);
            }

            foreach (string collection in Collections(folder, names))
            {
                if (ReadOnlyDisk.IsFolder(collection))
                {
                    Push(open, links, TryList(collection) ?? [], level + 1);
                }
            }
        }
    }

    private static bool IsVenv(string folder, HashSet<string> names) =>
        (names.Contains("bin") || names.Contains("Scripts")) && ReadOnlyDisk.IsFile(Path.Combine(folder, "pyvenv.cfg"));

    /// <summary>Pushes folders so that the first one is processed first, and adds links to the queue.</summary>
    private void Push(Stack<(string Folder, int Level)> open, Queue<(string Folder, int Level)> links, IReadOnlyList<string> folders, int level)
    {
        foreach (string link in folders.Where(f => IsSearched(f) && _links.IsLink(f)))
        {
            links.Enqueue((link, level));
        }

        for (int i = folders.Count - 1; i >= 0; i--)
        {
            if (IsSearched(folders[i]) && !_links.IsLink(folders[i]))
            {
                open.Push((folders[i], level));
            }
        }
    }

    private bool IsSearched(string folder) => !s_skipped.Contains(Path.GetFileName(folder)) && !IsWindowsDrive(folder);

    private static IEnumerable<string> Collections(string folder, HashSet<string> names)
    {
        if (names.Contains("envs"))
        {
            yield return Path.Combine(folder, "envs");
        }

        if (names.Contains(".pixi") || names.Contains(".conda"))
        {
            foreach (string place in PixiPlaces.OfWorkspace(folder))
            {
                yield return place;
            }
        }
    }

    private static bool IsPackageCache(string folder) =>
        string.Equals(Path.GetFileName(folder), "pkgs", StringComparison.OrdinalIgnoreCase) &&
        (ReadOnlyDisk.IsFile(Path.Combine(folder, "urls.txt")) || ReadOnlyDisk.IsFile(Path.Combine(folder, "urls")));

    private bool IsWindowsDrive(string folder) =>
        _machine.IsWsl && folder.Length == 6 && folder.StartsWith("/mnt/", StringComparison.Ordinal);

    private IReadOnlyList<string>? TryList(string folder)
    {
        try
        {
            return _machine.ListFolders(folder);
        }
        catch (CondaEnvException problem)
        {
            if (_links.IsLink(folder))
            {
                _onVerbose($"The link '{folder}' is not searched: {problem.Message}");
            }
            else
            {
                _onProblem(problem);
            }

            return null;
        }
    }
}
