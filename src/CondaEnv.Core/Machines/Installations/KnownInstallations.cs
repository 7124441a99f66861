using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Installations;

/// <summary>Default locations of conda and mamba installers. These are candidates; most of them do not exist.</summary>
internal static class KnownInstallations
{
    private static readonly string[] s_names =
    [
        "miniforge3", "miniforge", "mambaforge", "miniconda3", "miniconda", "anaconda3", "anaconda", "micromamba", "mamba", "conda",
    ];

    /// <summary>Locations in a user's home.</summary>
    public static IEnumerable<string> InHome(Machine machine, string home)
    {
        string local = Of(machine, home).LocalAppData;
        string roaming = Of(machine, home).RoamingAppData;
        string[] parents = machine.IsWindows
            ? [home, local, Path.Combine(local, "Continuum"), Path.Combine(home, ".local")]
            : [home, Path.Combine(home, "opt"), Path.Combine(home, ".local"), Path.Combine(home, ".local", "share")];
        foreach (string place in Below(parents))
        {
            yield return place;
        }

        // Default of mamba 2 (get_root_prefix in libmamba/src/api/configuration.cpp).
        yield return Path.Combine(machine.IsWindows ? roaming : Path.Combine(home, ".local", "share"), "mamba");
    }

    /// <summary>Locations for the whole machine.</summary>
    public static IEnumerable<string> OfMachine(Machine machine)
    {
        if (machine.IsWindows)
        {
            return Below([machine.ProgramData, machine.SystemPath("C:/"), machine.SystemPath("C:/tools"), machine.ProgramFiles]);
        }

        return Below(
        [
            machine.SystemPath("/opt"), machine.SystemPath("/"), machine.SystemPath("/srv"), machine.SystemPath("/usr/local"),
            machine.SystemPath("/usr/local/share"), machine.SystemPath("/usr/share"), machine.SystemPath("/usr"), machine.SystemPath("/opt/homebrew"),
        ]);
    }

    /// <summary>Folders whose entries may be installations: casks of Homebrew and versions of pyenv.</summary>
    public static IEnumerable<(string Folder, string Below)> Collections(Machine machine, string home)
    {
        if (!machine.IsWindows)
        {
            yield return (machine.SystemPath("/opt/homebrew/Caskroom"), "base");
            yield return (machine.SystemPath("/usr/local/Caskroom"), "base");
            yield return (machine.SystemPath("/home/linuxbrew/.linuxbrew/Caskroom"), "base");
        }

        string? pyenv = machine.GetFolder("PYENV_ROOT");
        if (pyenv is not null)
        {
            yield return (Path.Combine(pyenv, "versions"), "");
        }

        yield return (Path.Combine(home, ".pyenv", machine.IsWindows ? "pyenv-win/versions" : "versions"), "");
    }

    /// <summary>The installation of ArcGIS Pro, for all users or for one of the given users.</summary>
    public static IEnumerable<string> OfArcGis(Machine machine, IReadOnlyList<string> homes)
    {
        if (machine.IsWindows)
        {
            yield return Path.Combine(machine.ProgramFiles, "ArcGIS", "Pro", "bin", "Python");
            foreach (string home in homes)
            {
                yield return Path.Combine(Of(machine, home).LocalAppData, "Programs", "ArcGIS", "Pro", "bin", "Python");
            }

            yield return Path.Combine(machine.ProgramFiles, "ArcGIS", "Server", "framework", "runtime", "ArcGIS", "bin", "Python");
        }
    }

    /// <summary>Folder in which ArcGIS Pro creates the user's clones of its environment.</summary>
    public static string ArcGisClones(Machine machine) => Path.Combine(machine.LocalAppData, "ESRI", "conda", "envs");

    private static Machine Of(Machine machine, string home) => machine.PathComparer.Equals(home, machine.HomeDirectory) ? machine : machine.As(home);

    private static IEnumerable<string> Below(string[] parents)
    {
        foreach (string parent in parents)
        {
            // Check the parent first: if it does not exist, ten checks are saved. Ten checks are cheaper than listing a
            // large folder.
            if (!ReadOnlyDisk.IsFolder(parent))
            {
                continue;
            }

            foreach (string name in s_names)
            {
                yield return Path.Combine(parent, name);
            }
        }
    }
}
