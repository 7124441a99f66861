using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Condarc;

/// <summary>Paths of configuration files, by ascending priority.</summary>
internal static class CondarcPlaces
{
    /// <summary><c>SEARCH_PATH</c> in conda/base/constants.py.</summary>
    /// <param name="machine">The machine whose settings are read.</param>
    /// <param name="rootPrefix">conda's own prefix, its <c>CONDA_ROOT</c>; null if no installation is known.</param>
    /// <param name="targetPrefix">The environment to work on, which conda uses as <c>CONDA_PREFIX</c>; null for
    /// none.</param>
    public static IReadOnlyList<string> OfConda(Machine machine, string? rootPrefix, string? targetPrefix)
    {
        List<string> places = [];
        if (machine.IsWindows)
        {
            AddFolder(places, machine.SystemPath("C:/ProgramData/conda"), "condarc");
        }
        else
        {
            AddFolder(places, machine.SystemPath("/etc/conda"), "condarc");
            AddFolder(places, machine.SystemPath("/var/lib/conda"), "condarc");
        }

        AddFolder(places, rootPrefix, "condarc");
        AddFolder(places, Join(machine.GetFolder("XDG_CONFIG_HOME"), "conda"), "condarc");
        AddFolder(places, Path.Combine(machine.HomeDirectory, ".config", "conda"), "condarc");
        AddFolder(places, Path.Combine(machine.HomeDirectory, ".conda"), "condarc");
        places.Add(Path.Combine(machine.HomeDirectory, ".condarc"));
        AddFolder(places, targetPrefix, "condarc");
        if (machine.GetVariable("CONDARC") is { } condarc)
        {
            places.Add(condarc);
        }

        return places;
    }

    /// <summary>
    /// <c>compute_default_rc_sources</c> in mamba's libmamba/src/api/configuration.cpp: the files that mamba reads in
    /// addition to conda's.
    /// </summary>
    /// <param name="machine">The machine whose settings are read.</param>
    /// <param name="rootPrefix">mamba's root prefix; null if unknown.</param>
    /// <param name="targetPrefix">The environment to work on; null for none.</param>
    public static IReadOnlyList<string> OfMamba(Machine machine, string? rootPrefix, string? targetPrefix)
    {
        List<string> places = [];
        if (machine.IsWindows)
        {
            places.Add(machine.SystemPath("C:/ProgramData/conda/.mambarc"));
        }
        else
        {
            places.Add(machine.SystemPath("/etc/conda/.mambarc"));
            places.Add(machine.SystemPath("/var/lib/conda/.mambarc"));
        }

        AddFile(places, rootPrefix, ".mambarc");
        string config = machine.IsWindows ? machine.GetFolder("XDG_CONFIG_HOME") ?? machine.RoamingAppData : machine.ConfigHome;
        AddFolder(places, Path.Combine(config, "mamba"), "mambarc");
        AddFolder(places, Path.Combine(machine.HomeDirectory, ".mamba"), "mambarc");
        places.Add(Path.Combine(machine.HomeDirectory, ".mambarc"));
        if (machine.GetVariable("MAMBARC") is { } mambarc)
        {
            places.Add(mambarc);
        }

        AddFile(places, targetPrefix, ".mambarc");
        return places;
    }

    /// <summary>True if a folder contains its own settings for conda or mamba.</summary>
    public static bool HasOwn(Machine machine, string folder)
    {
        List<string> places = [];
        AddFolder(places, folder, "condarc");
        AddFile(places, folder, ".mambarc");
        foreach (string _ in Files(machine, places))
        {
            return true;
        }

        return false;
    }

    /// <summary>
    /// The files at the given paths, each once at its first position (<c>Configuration._expand_search_path</c>).
    /// </summary>
    public static IEnumerable<string> Files(Machine machine, IEnumerable<string> places)
    {
        HashSet<string> seen = new(machine.PathComparer);
        foreach (string place in places)
        {
            if (machine.Expand(place) is not { } path)
            {
                continue;
            }

            if (ReadOnlyDisk.IsFile(path))
            {
                if (IsSettingsFile(Path.GetFileName(path)) && seen.Add(path))
                {
                    yield return path;
                }
            }
            else if (ReadOnlyDisk.IsFolder(path))
            {
                foreach (string file in YamlFiles(path))
                {
                    if (seen.Add(file))
                    {
                        yield return file;
                    }
                }
            }
        }
    }

    private static IReadOnlyList<string> YamlFiles(string folder)
    {
        try
        {
            List<string> files = [];
            foreach (string file in ReadOnlyDisk.Files(folder))
            {
                if (IsYaml(Path.GetFileName(file)))
                {
                    files.Add(file);
                }
            }

            return files;
        }
        catch (CondaEnvException)
        {
            // As in conda, a folder of settings that cannot be listed is ignored.
            return [];
        }
    }

    private static bool IsSettingsFile(string name) => name is ".condarc" or "condarc" or ".mambarc" or "mambarc" || IsYaml(name);

    /// <summary>
    /// True for a YAML extension in lower case; a name that consists only of the extension does not count (as in
    /// Python's <c>Path.suffix</c>).
    /// </summary>
    private static bool IsYaml(string name) =>
        (name.EndsWith(".yml", StringComparison.Ordinal) && name.Length > 4) || (name.EndsWith(".yaml", StringComparison.Ordinal) && name.Length > 5);

    private static void AddFolder(List<string> places, string? folder, string name)
    {
        if (folder is not null)
        {
            places.Add(Path.Combine(folder, "." + name));
            places.Add(Path.Combine(folder, name));
            places.Add(Path.Combine(folder, name + ".d"));
        }
    }

    private static void AddFile(List<string> places, string? folder, string name)
    {
        if (folder is not null)
        {
            places.Add(Path.Combine(folder, name));
        }
    }

    private static string? Join(string? folder, string name) => folder is null ? null : Path.Combine(folder, name);
}
