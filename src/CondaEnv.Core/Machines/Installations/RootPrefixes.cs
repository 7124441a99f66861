using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Installations;

/// <summary>The root prefixes of a machine: first those in environment variables, then those at known places.</summary>
internal sealed class RootPrefixes
{
    private readonly Machine _machine;
    private readonly LinkResolver _links;
    private readonly HashSet<string> _resolved;
    private readonly List<string> _roots = [];

    private RootPrefixes(Machine machine, LinkResolver links)
    {
        _machine = machine;
        _links = links;
        _resolved = new HashSet<string>(machine.PathComparer);
    }

    /// <summary>The roots; the first is the one that would run.</summary>
    public IReadOnlyList<string> Roots => _roots;

    /// <summary>The root that would run; null if there is none.</summary>
    public string? Primary => _roots.Count == 0 ? null : _roots[0];

    /// <summary>Finds the installations of a machine in the order in which conda would use them.</summary>
    /// <param name="machine">The machine to search.</param>
    /// <param name="links">Resolves links.</param>
    /// <param name="homes">Homes to search.</param>
    /// <param name="registered">Entries of <c>environments.txt</c>, which may be installations at other places.</param>
    public static RootPrefixes Find(Machine machine, LinkResolver links, IReadOnlyList<string> homes, IReadOnlyList<string> registered)
    {
        RootPrefixes found = new(machine, links);
        found.AddFromVariables();
        foreach (string home in homes)
        {
            found.AddKnown(KnownInstallations.InHome(machine, home));
        }

        found.AddKnown(KnownInstallations.OfMachine(machine));
        foreach (string home in homes)
        {
            found.AddCollections(home);
        }

        foreach (string entry in registered)
        {
            found.AddUnlessEnvironmentOfAnother(entry);
        }

        found.AddKnown(KnownInstallations.OfArcGis(machine, homes));
        return found;
    }

    /// <summary>True if the path is a root, in any spelling.</summary>
    public bool Contains(string prefix) => _resolved.Contains(_links.Resolve(prefix));

    private void AddFromVariables()
    {
        AddWithMeta(_machine.GetVariable("CONDA_ROOT"));
        AddProgram(_machine.GetVariable("CONDA_EXE"));
        AddWithMeta(_machine.GetVariable("_CONDA_ROOT"));

        // micromamba's root may contain no packages; an existing folder is sufficient.
        if (_machine.GetVariable("MAMBA_ROOT_PREFIX") is { } mamba && _machine.Expand(mamba) is { } root && ReadOnlyDisk.IsFolder(root))
        {
            Add(root);
        }

        AddUnlessEnvironmentOfAnother(_machine.GetVariable("CONDA_PREFIX_1"));
        AddUnlessEnvironmentOfAnother(_machine.GetVariable("CONDA_PREFIX"));
        AddOwner(_machine.GetVariable("CONDA_PREFIX"));

        // CONDA is set on build machines of GitHub and Azure, CONDA_DIR in Jupyter's images.
        AddWithMeta(_machine.GetVariable("CONDA"));
        AddWithMeta(_machine.GetVariable("CONDA_DIR"));
        AddFromPath();
    }

    private void AddFromPath()
    {
        foreach (string folder in _machine.PathFolders)
        {
            // A network share, or a Windows drive in WSL, may take seconds to respond.
            if (folder.StartsWith(@"\\", StringComparison.Ordinal) || IsWindowsDrive(folder) || _machine.Absolute(folder) is not { } path)
            {
                continue;
            }

            string program = Path.Combine(path, _machine.IsWindows ? "conda.exe" : "conda");
            if (ReadOnlyDisk.IsFile(program))
            {
                AddProgram(program);
            }
            else if (_machine.IsWindows && ReadOnlyDisk.IsFile(Path.Combine(path, "conda.bat")))
            {
                AddProgram(Path.Combine(path, "conda.bat"));
            }
        }
    }

    private bool IsWindowsDrive(string folder) => _machine.IsWsl && folder.StartsWith("/mnt/", StringComparison.Ordinal) && (folder.Length == 6 || (folder.Length > 6 && folder[6] == '/'));

    private void AddKnown(IEnumerable<string> candidates)
    {
        foreach (string candidate in candidates)
        {
            if (PrefixMarkers.IsInstallation(candidate))
            {
                Add(candidate);
            }
        }
    }

    private void AddCollections(string home)
    {
        foreach ((string folder, string below) in KnownInstallations.Collections(_machine, home))
        {
            if (!ReadOnlyDisk.IsFolder(folder))
            {
                continue;
            }

            try
            {
                foreach (string entry in ReadOnlyDisk.Folders(folder))
                {
                    string candidate = below.Length == 0 ? entry : Path.Combine(entry, below);
                    if (PrefixMarkers.HoldsConda(candidate))
                    {
                        Add(candidate);
                    }
                }
            }
            catch (CondaEnvException)
            {
                // The user did not name this folder, so the error is ignored.
            }
        }
    }

    /// <summary>
    /// Adds a prefix that contains conda, except for an environment that only has conda among its packages.
    /// </summary>
    private void AddUnlessEnvironmentOfAnother(string? path)
    {
        if (path is null || _machine.Expand(path) is not { } prefix || !PrefixMarkers.HoldsConda(prefix) || IsUnderEnvs(prefix))
        {
            return;
        }

        string? owner = HistoryHead.Command(prefix) is { } command ? HistoryHead.Installation(_machine, command) : null;
        if (owner is null || _machine.PathComparer.Equals(_links.Resolve(owner), _links.Resolve(prefix)))
        {
            Add(prefix);
        }
    }

    private void AddOwner(string? path)
    {
        if (path is null || _machine.Expand(path) is not { } prefix)
        {
            return;
        }

        if (IsUnderEnvs(prefix) && MachinePaths.Parent(MachinePaths.Parent(prefix)!) is { } above && PrefixMarkers.IsInstallation(above))
        {
            Add(above);
        }
        else if (HistoryHead.Command(prefix) is { } command && HistoryHead.Installation(_machine, command) is { } owner)
        {
            Add(owner);
        }
    }

    private static bool IsUnderEnvs(string prefix) =>
        string.Equals(Path.GetFileName(MachinePaths.Parent(prefix) ?? ""), "envs", StringComparison.OrdinalIgnoreCase);

    private void AddProgram(string? program)
    {
        if (program is null || _machine.Expand(program) is not { } path)
        {
            return;
        }

        // The program may be a link to that of the installation, for example in /usr/local/bin.
        if (!AddWithMeta(HistoryHead.RootOf(path)))
        {
            AddWithMeta(HistoryHead.RootOf(_links.Resolve(path)));
        }
    }

    private bool AddWithMeta(string? path)
    {
        if (path is null || _machine.Expand(path) is not { } root || !ReadOnlyDisk.IsFolder(Path.Combine(root, "conda-meta")))
        {
            return false;
        }

        Add(root);
        return true;
    }

    private void Add(string root)
    {
        if (_resolved.Add(_links.Resolve(root)))
        {
            _roots.Add(_links.Spell(root));
        }
    }
}
