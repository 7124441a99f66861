using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Environments;

/// <summary>Looks for environments in a folder: the folder itself, its entries, and what installations and workspaces among them hold.</summary>
internal sealed class FolderSearch
{
    /// <summary>Large folders that never hold an environment.</summary>
    private static readonly HashSet<string> s_skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".hg", ".svn", "node_modules", "__pycache__", "site-packages", "conda-meta",
    };

    private readonly Machine _machine;
    private readonly LinkResolver _links;
    private readonly Action<CondaEnvException> _onProblem;
    private readonly HashSet<string> _visited;

    public FolderSearch(Machine machine, LinkResolver links, Action<CondaEnvException> onProblem)
    {
        _machine = machine;
        _links = links;
        _onProblem = onProblem;
        _visited = new HashSet<string>(machine.PathComparer);
    }

    /// <summary>The folders that may be environments: none of them was looked at closely.</summary>
    /// <param name="start">The folder, absolute.</param>
    /// <param name="depth">How many levels below its entries to go; 0 for the entries alone, null for all.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="System.OperationCanceledException">As asked for.</exception>
    public IEnumerable<string> Candidates(string start, int? depth, CancellationToken cancellation)
    {
        // Not by recursion: a tree may be deeper than the stack.
        Stack<(string Folder, int Level)> open = new();
        open.Push((start, 0));
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            (string folder, int level) = open.Pop();
            if (!_visited.Add(_links.Resolve(folder)))
            {
                continue;
            }

            // One listing answers most questions; asking the system for each marker costs five times as much.
            IReadOnlyList<string> entries = List(folder);
            HashSet<string> names = new(entries.Select(static entry => Path.GetFileName(entry)), _machine.PathComparer);
            bool isEnvironment = names.Contains("conda-meta") || IsVenv(folder, names);
            if (isEnvironment)
            {
                yield return folder;
            }

            // What lies in an environment is its own business, but for its folder 'envs'.
            if (!isEnvironment && (depth is not { } limit || level <= limit) && !IsPackageCache(folder))
            {
                Push(open, entries, level + 1);
            }

            foreach (string collection in Collections(folder, names))
            {
                if (ReadOnlyDisk.IsFolder(collection))
                {
                    Push(open, List(collection), level + 1);
                }
            }
        }
    }

    private static bool IsVenv(string folder, HashSet<string> names) =>
        (names.Contains("bin") || names.Contains("Scripts")) && ReadOnlyDisk.IsFile(Path.Combine(folder, "pyvenv.cfg"));

    /// <summary>Puts folders on the stack so that the first of them comes first.</summary>
    private void Push(Stack<(string Folder, int Level)> open, IReadOnlyList<string> folders, int level)
    {
        for (int i = folders.Count - 1; i >= 0; i--)
        {
            if (!s_skipped.Contains(Path.GetFileName(folders[i])) && !IsWindowsDrive(folders[i]))
            {
                open.Push((folders[i], level));
            }
        }
    }

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

    private IReadOnlyList<string> List(string folder)
    {
        try
        {
            return ReadOnlyDisk.Folders(folder);
        }
        catch (CondaEnvException problem)
        {
            _onProblem(problem);
            return [];
        }
    }
}
