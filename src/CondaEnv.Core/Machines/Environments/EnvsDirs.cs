using System.Collections.Generic;
using System.IO;
using CondaEnv.Machines.Condarc;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Installations;

namespace CondaEnv.Machines.Environments;

/// <summary>The folders whose entries are environments with names, in the order in which names are looked up.</summary>
internal static class EnvsDirs
{
    /// <summary>The folders, absolute and as they are spelled on disk, each once; they need not exist.</summary>
    /// <remarks>
    /// <c>mockable_context_envs_dirs</c> in conda/base/context.py: the configured ones, the root's, the user's. conda
    /// swaps the last two where the root is not writable, which it finds out by opening a file for writing; we do not,
    /// so the root's comes first. Behind them come the other installations', which conda would not see.
    /// </remarks>
    public static IReadOnlyList<string> Of(Machine machine, LinkResolver links, CondaConfiguration configuration, RootPrefixes installations)
    {
        List<string> folders = [];
        HashSet<string> seen = new(machine.PathComparer);
        void Add(string folder)
        {
            if (machine.Absolute(folder) is { } path && links.Spell(path) is { } spelled && seen.Add(spelled))
            {
                folders.Add(spelled);
            }
        }

        foreach (string configured in configuration.EnvsDirs)
        {
            Add(configured);
        }

        if ((configuration.RootPrefix ?? installations.Primary) is { } primary)
        {
            Add(Path.Combine(primary, "envs"));
        }

        Add(Path.Combine(machine.HomeDirectory, ".conda", "envs"));
        if (machine.IsWindows)
        {
            Add(Path.Combine(machine.LocalAppData, "conda", "conda", "envs"));
        }

        foreach (string root in installations.Roots)
        {
            Add(Path.Combine(root, "envs"));
        }

        if (machine.IsWindows)
        {
            Add(KnownInstallations.ArcGisClones(machine));
        }

        return folders;
    }
}
