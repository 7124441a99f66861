using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Installations;

/// <summary>Where workspaces keep their environments: pixi's <c>.pixi/envs</c>, conda-workspaces' <c>.conda/envs</c>, pixi's global ones.</summary>
internal static class PixiPlaces
{
    /// <summary>The folders of environments of a workspace.</summary>
    public static IReadOnlyList<string> OfWorkspace(string workspace) =>
        [Path.Combine(workspace, ".pixi", "envs"), Path.Combine(workspace, ".conda", "envs")];

    /// <summary>The folders that hold environments, from the current directory upward, then pixi's global ones.</summary>
    public static IEnumerable<string> All(Machine machine)
    {
        string? start = machine.CurrentDirectory.Length == 0 ? null : machine.CurrentDirectory;
        for (string? folder = start; folder is not null && machine.Holds(folder); folder = MachinePaths.Parent(folder))
        {
            foreach (string place in OfWorkspace(folder))
            {
                yield return place;
            }
        }

        // A shell that pixi started says which workspace it is of.
        if (machine.GetFolder("PIXI_PROJECT_ROOT") is { } workspace)
        {
            yield return Path.Combine(workspace, ".pixi", "envs");
        }

        if (machine.GetFolder("PIXI_HOME") is { } home)
        {
            yield return Path.Combine(home, "envs");
        }

        yield return Path.Combine(machine.HomeDirectory, ".pixi", "envs");
    }

    /// <summary>True for a folder <c>.pixi/envs</c>: what is in it is pixi's, though older ones have no marker.</summary>
    public static bool IsPixiFolder(string? folder) =>
        folder is not null &&
        string.Equals(Path.GetFileName(folder), "envs", StringComparison.Ordinal) &&
        string.Equals(Path.GetFileName(MachinePaths.Parent(folder) ?? ""), ".pixi", StringComparison.Ordinal);
}
