using System.Collections.Generic;
using System.IO;
using CondaEnv.Machines.Condarc;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Installations;

namespace CondaEnv.Machines.Environments;

/// <summary>The folders that contain named environments, in the order in which names are searched.</summary>
internal static class EnvsDirs
{
    /// <summary>The folders as absolute paths, spelled as on disk, each once; they need not exist.</summary>
    /// <remarks>
    /// <c>mockable_context_envs_dirs</c> in conda/base/context.py: the configured folders, the root's, the user's.
    /// conda swaps the last two if the root is not writable, which it tests by opening a file for writing. This class
    /// does not write, so the root's folder comes first. The folders of other installations, which conda would not use,
    /// come last.
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
