using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Installations;

namespace CondaEnv.Machines.Environments;

/// <summary>Determines the installation that an environment belongs to, and the type of that installation.</summary>
internal sealed class Ownership
{
    private readonly Machine _machine;
    private readonly RootPrefixes _installations;
    private readonly HashSet<string> _envsDirs;
    private readonly Dictionary<string, string> _distributions;

    public Ownership(Machine machine, RootPrefixes installations, IEnumerable<string> envsDirs)
    {
        _machine = machine;
        _installations = installations;
        _envsDirs = new HashSet<string>(envsDirs, machine.PathComparer);
        _distributions = new Dictionary<string, string>(machine.PathComparer);
    }

    /// <summary>The installation and its distribution.</summary>
    public (string? RootPrefix, string Distribution) Of(string prefix, EnvironmentKind kind, bool isBase)
    {
        if (kind == EnvironmentKind.Venv)
        {
            return (null, Distributions.Venv);
        }

        if (kind == EnvironmentKind.Pixi)
        {
            return (null, Distributions.Pixi);
        }

        if (isBase)
        {
            return (prefix, DistributionOf(prefix));
        }

        string? above = RootAbove(prefix);
        if (above is not null)
        {
            return (above, DistributionOf(above));
        }

        string? command = HistoryHead.Command(prefix);
        string? root = command is null ? null : HistoryHead.Installation(_machine, command);
        if (root is null && command is not null && HistoryHead.IsMicromamba(command))
        {
            return (_machine.GetVariable("MAMBA_ROOT_PREFIX") is { } mamba ? _machine.Expand(mamba) : null, Distributions.Micromamba);
        }

        // A named environment whose history names no installation belongs to the running installation.
        if (root is null && MachinePaths.Parent(prefix) is { } folder && _envsDirs.Contains(folder))
        {
            root = _installations.Primary;
        }

        string distribution = IsArcGis(prefix) ? Distributions.ArcGis : root is not null ? DistributionOf(root) : ByHistory(prefix, command);
        return (root, distribution);
    }

    private static string? RootAbove(string prefix)
    {
        string? envs = MachinePaths.Parent(prefix);
        string? above = envs is null ? null : MachinePaths.Parent(envs);
        return above is not null && string.Equals(Path.GetFileName(envs), "envs", StringComparison.OrdinalIgnoreCase) && PrefixMarkers.IsInstallation(above)
            ? above
            : null;
    }

    private string DistributionOf(string root)
    {
        if (!_distributions.TryGetValue(root, out string? distribution))
        {
            _distributions[root] = distribution = ByPlace(root) ?? ByContents(root);
        }

        return distribution;
    }

    /// <summary>The distribution according to the folder name that the installer suggests.</summary>
    private static string? ByPlace(string root)
    {
        if (IsArcGis(root))
        {
            return Distributions.ArcGis;
        }

        string name = Path.GetFileName(root);
        if (string.Equals(name, "base", StringComparison.Ordinal))
        {
            // Homebrew: Caskroom/miniforge/base.
            name = Path.GetFileName(MachinePaths.Parent(root) ?? "");
        }

        return ByName(name);
    }

    /// <summary>
    /// The distribution according to the environment's history, if the installation is not on this machine.
    /// </summary>
    private static string ByHistory(string prefix, string? command) =>
        HistoryHead.RecordedFolder(command) is { } recorded ? ByName(recorded) ?? Distributions.Conda
        : HistoryHead.NamesConda(prefix) ? Distributions.Conda
        : Distributions.Unknown;

    private static string? ByName(string name)
    {
        name = name.ToLowerInvariant();
        return name.Contains("miniforge") || name.Contains("mambaforge") ? Distributions.Miniforge
            : name.Contains("miniconda") ? Distributions.Miniconda
            : name.Contains("micromamba") ? Distributions.Micromamba
            : name.Contains("anaconda") ? Distributions.Anaconda
            : null;
    }

    /// <summary>The distribution according to files that the installer left.</summary>
    private static string ByContents(string root)
    {
        if (!PrefixMarkers.HoldsConda(root))
        {
            return ReadOnlyDisk.IsFolder(Path.Combine(root, "pkgs")) || ReadOnlyDisk.IsFolder(Path.Combine(root, "envs"))
                ? Distributions.Micromamba
                : Distributions.Unknown;
        }

        // The metapackage 'anaconda' is removed when one of its packages changes; '_anaconda_depends' remains.
        if (PrefixMarkers.HasRecord(root, "anaconda") || PrefixMarkers.HasRecord(root, "_anaconda_depends"))
        {
            return Distributions.Anaconda;
        }

        string[] traces =
        [
            ReadOnlyDisk.ReadHead(Path.Combine(root, "conda-meta", "history"), 16384),
            ReadOnlyDisk.ReadHead(Path.Combine(root, ".condarc"), 4096),
            ReadOnlyDisk.ReadHead(Path.Combine(root, "condarc"), 4096),
        ];
        return traces.Any(static t => t.Contains("conda-forge")) ? Distributions.Miniforge
            : traces.Any(static t => t.Contains("pkgs/main") || t.Contains("defaults")) ? Distributions.Miniconda
            : Distributions.Conda;
    }

    private static bool IsArcGis(string path)
    {
        string place = path.Replace('\\', '/').ToUpperInvariant();
        return place.Contains("/ARCGIS/") || place.Contains("/ESRI/CONDA/");
    }
}
