using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes.History;
using CondaEnv.Prefixes.Pip;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;

namespace CondaEnv.Audit;

/// <summary>Rules for habits that make environments hard to reproduce.</summary>
internal static class HabitRules
{
    private const int Shown = 5;

    /// <summary>From this number of small install commands on, the order of the commands decides what is installed.</summary>
    private const int ManyCommands = 6;

    /// <summary>Packages that belong into base: the tools themselves.</summary>
    private static readonly HashSet<string> s_ofBase = new(StringComparer.Ordinal)
    {
        "conda", "mamba", "micromamba", "python", "pip", "conda-libmamba-solver", "conda-build", "boa", "rattler-build", "conda-lock", "conda-pack", "conda-devenv", "conda-tree", "anaconda-client",
        "anaconda-navigator", "anaconda", "miniforge_console_shortcut", "console_shortcut", "menuinst", "nb_conda_kernels",
    };

    /// <summary>Returns the findings.</summary>
    public static IEnumerable<CondaEnvIssue> Check(AuditedEnvironment environment)
    {
        IReadOnlyList<HistoryBlock> history = environment.Contents.History;
        CondaPackage[] pip = [.. environment.Contents.Packages.Where(static p => p.Manager == PackageManager.Pip)];
        if (environment.Environment.IsBase)
        {
            if (InBase(environment, history, pip) is { } inBase)
            {
                yield return inBase;
            }

            if (environment.IsOnly)
            {
                yield return environment.Issue(
                    "OnlyBase", "base is the only environment.", suggestion: "Create an environment for each project: conda create --name NAME python.");
            }
        }

        if (AfterPip(environment, history, pip) is { } afterPip)
        {
            yield return afterPip;
        }

        int small = history.Skip(1).Count(static b => b.UpdateSpecs.Count is 1 or 2 && HistoryCommand.Read(b.Command).Action is "install" or null);
        if (small >= ManyCommands)
        {
            yield return environment.Issue(
                "ManySmallInstalls",
                $"{small} commands each installed one or two packages. The same packages in another order may give other versions.",
                file: "conda-meta/history",
                suggestion: "List all packages in one environment.yml, and create the environment from it: Export-CondaEnv -Style Portable writes such a file.");
        }
    }

    private static CondaEnvIssue? InBase(AuditedEnvironment environment, IReadOnlyList<HistoryBlock> history, CondaPackage[] pip)
    {
        HashSet<string> installed = new(environment.Contents.Packages.Select(static p => p.Name), StringComparer.Ordinal);
        List<string> names = [];
        // The first block is the installer's.
        foreach (string spec in history.Skip(1).SelectMany(static b => b.UpdateSpecs))
        {
            if (MatchSpec.TryParse(spec, environment.Channels, out MatchSpec? parsed) && installed.Contains(parsed.Name) && !s_ofBase.Contains(parsed.Name) && !names.Contains(parsed.Name))
            {
                names.Add(parsed.Name);
            }
        }

        names.AddRange(pip.Select(static p => p.Name).Where(n => !names.Contains(n)));
        return names.Count == 0 ? null : environment.Issue(
            "PackagesInBase",
            $"{(names.Count == 1 ? "1 package was" : $"{names.Count} packages were")} installed into base: {List(names)}.",
            names.Count == 1 ? names[0] : null,
            suggestion: $"Install them into an environment of their own: conda create --name work {string.Join(" ", names.Take(Shown))}{(names.Count > Shown ? " ..." : "")}.");
    }

    /// <summary>
    /// Compares the times of the history with those of the folders of pip's metadata, which pip creates when it installs.
    /// The history has local time, as the folder's time is shown.
    /// </summary>
    private static CondaEnvIssue? AfterPip(AuditedEnvironment environment, IReadOnlyList<HistoryBlock> history, CondaPackage[] pip)
    {
        if (history.Count < 2 || pip.Length == 0 || LocalTime.Parse(history[history.Count - 1].Date) is not { } last)
        {
            return null;
        }

        HashSet<string> names = new(pip.Where(static p => !p.Editable).Select(static p => PipName.Normalize(p.Name)), StringComparer.Ordinal);
        string[] earlier = [.. environment.Contents.Sites
            .SelectMany(static site => site.Anchors.Select(anchor => (Name: PipName.Normalize(SitePackages.NameOf(anchor).Name), Folder: Path.Combine(site.Folder, anchor.Split('/')[0]))))
            .Where(a => names.Contains(a.Name) && InstalledAt(a.Folder) is { } time && time.AddMinutes(1) < last)
            .Select(static a => a.Name)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static n => n, StringComparer.Ordinal)];
        return earlier.Length == 0 ? null : environment.Issue(
            "CondaAfterPip",
            $"conda changed the environment on {LocalTime.ToText(last)}, after pip had installed {(earlier.Length == 1 ? "" : earlier.Length + " packages: ")}{List(earlier)}.",
            earlier.Length == 1 ? earlier[0] : null,
            "conda-meta/history",
            suggestion: "Install with conda first and with pip last. If conda has to change something later, create the environment again.");
    }

    private static DateTime? InstalledAt(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetLastWriteTime(folder) : null;
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return null;
        }
    }

    private static string List(IReadOnlyCollection<string> names) => string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? ", ..." : "");
}
