using System.Collections.Generic;
using System.IO;
using CondaEnv.Machines.Condarc;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Installations;

namespace CondaEnv.Machines.Environments;

/// <summary>
/// The folders in which conda, mamba, micromamba, pixi and rattler keep extracted packages, whose files they link into
/// environments.
/// </summary>
internal static class PackageCaches
{
    /// <summary>The folders as absolute paths, spelled as on disk, each once; they need not exist.</summary>
    /// <remarks>
    /// <c>Context.pkgs_dirs</c> in conda/base/context.py; <c>default_cache_dir</c> of rattler and
    /// <c>get_cache_dir</c> of pixi. Default folders count although others are configured, because packages may have
    /// been linked from them earlier.
    /// </remarks>
    public static IReadOnlyList<string> Of(Machine machine, LinkResolver links, CondaConfiguration configuration, RootPrefixes installations)
    {
        List<string> folders = [];
        HashSet<string> seen = new(machine.PathComparer);
        void Add(string? folder, params string[] below)
        {
            if (folder is not null && machine.Absolute(Path.Combine([folder, .. below])) is { } path && links.Spell(path) is { } spelled && seen.Add(spelled))
            {
                folders.Add(spelled);
            }
        }

        foreach (string configured in configuration.PkgsDirs)
        {
            Add(configured);
        }

        Add(configuration.RootPrefix, "pkgs");
        foreach (string root in installations.Roots)
        {
            Add(root, "pkgs");
        }

        Add(machine.HomeDirectory, ".conda", "pkgs");
        Add(machine.HomeDirectory, ".mamba", "pkgs");
        if (machine.IsWindows)
        {
            Add(machine.LocalAppData, "conda", "conda", "pkgs");
            Add(machine.RoamingAppData, ".mamba", "pkgs");
        }

        Add(machine.GetFolder("PIXI_CACHE_DIR"), "pkgs");
        Add(machine.GetFolder("RATTLER_CACHE_DIR"), "pkgs");
        string caches = machine.IsWindows ? machine.LocalAppData
            : machine.IsMacOS ? Path.Combine(machine.HomeDirectory, "Library", "Caches")
            : machine.GetFolder("XDG_CACHE_HOME") ?? Path.Combine(machine.HomeDirectory, ".cache");
        Add(caches, "rattler", "cache", "pkgs");
        Add(caches, "pixi", "pkgs");
        return folders;
    }
}
