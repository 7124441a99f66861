using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Installations;

/// <summary>
/// Folders in which workspaces keep their environments: <c>.pixi/envs</c> of pixi, <c>.conda/envs</c> of
/// conda-workspaces, and pixi's global environments.
/// </summary>
internal static class PixiPlaces
{
    /// <summary>The environment folders of a workspace.</summary>
    public static IReadOnlyList<string> OfWorkspace(string workspace) =>
        [Path.Combine(workspace, ".pixi", "envs"), Path.Combine(workspace, ".conda", "envs")];

    /// <summary>The environment folders from the current directory upward, then pixi's global ones.</summary>
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

        // A shell that pixi started has the path of its workspace in a variable.
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

    /// <summary>
    /// True for a folder <c>.pixi/envs</c>: its environments belong to pixi, although older ones have no marker.
    /// </summary>
    public static bool IsPixiFolder(string? folder) =>
        folder is not null &&
        string.Equals(Path.GetFileName(folder), "envs", StringComparison.Ordinal) &&
        string.Equals(Path.GetFileName(MachinePaths.Parent(folder) ?? ""), ".pixi", StringComparison.Ordinal);
}
