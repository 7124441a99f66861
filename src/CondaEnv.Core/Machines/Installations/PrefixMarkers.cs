using System.IO;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Installations;

/// <summary>What a folder's marker files say it is; a few questions to the file system, no reading.</summary>
internal readonly struct PrefixMarkers
{
    private PrefixMarkers(bool hasHistory, bool hasMeta, EnvironmentKind kind)
    {
        HasHistory = hasHistory;
        HasMeta = hasMeta;
        Kind = kind;
    }

    /// <summary>True where <c>conda-meta/history</c> is a file: what makes an environment (CEP 32, <c>PrefixData.is_environment</c>).</summary>
    public bool HasHistory { get; }

    /// <summary>True where there is a folder <c>conda-meta</c>; enough for reading what is in it.</summary>
    public bool HasMeta { get; }

    /// <summary>What sort it would be; Venv only for a <c>pyvenv.cfg</c> without <c>conda-meta</c>.</summary>
    public EnvironmentKind Kind { get; }

    /// <summary>True where there is something to read.</summary>
    public bool IsReadable => HasMeta || Kind == EnvironmentKind.Venv;

    /// <summary>Looks at a folder.</summary>
    public static PrefixMarkers Of(string prefix)
    {
        string meta = Path.Combine(prefix, "conda-meta");
        bool hasHistory = ReadOnlyDisk.IsFile(Path.Combine(meta, "history"));
        if (hasHistory || ReadOnlyDisk.IsFolder(meta))
        {
            bool isPixi = PixiPlaces.IsPixiFolder(MachinePaths.Parent(prefix)) || ReadOnlyDisk.IsFile(Path.Combine(meta, "pixi"));
            return new PrefixMarkers(hasHistory, true, isPixi ? EnvironmentKind.Pixi : EnvironmentKind.Conda);
        }

        bool isVenv = ReadOnlyDisk.IsFile(Path.Combine(prefix, "pyvenv.cfg"));
        return new PrefixMarkers(false, false, isVenv ? EnvironmentKind.Venv : EnvironmentKind.Conda);
    }

    /// <summary>True where a conda package is installed in the prefix, so that it can be an installation.</summary>
    public static bool HoldsConda(string prefix) =>
        ReadOnlyDisk.IsFolder(Path.Combine(prefix, "conda-meta")) &&
        (ReadOnlyDisk.IsFolder(Path.Combine(prefix, "condabin")) || HasRecord(prefix, "conda"));

    /// <summary>True where a folder looks like an installation: conda's, or a root that mamba or micromamba keeps.</summary>
    public static bool IsInstallation(string prefix) =>
        HoldsConda(prefix) ||
        (ReadOnlyDisk.IsFolder(Path.Combine(prefix, "pkgs")) &&
            (ReadOnlyDisk.IsFolder(Path.Combine(prefix, "envs")) || ReadOnlyDisk.IsFolder(Path.Combine(prefix, "conda-meta"))));

    /// <summary>True where <c>conda-meta</c> holds a record of a package, by the record's file name.</summary>
    public static bool HasRecord(string prefix, string name) =>
        ReadOnlyDisk.FilesLike(Path.Combine(prefix, "conda-meta"), name + "-*.json")
            .Any(file => IsVersionAt(Path.GetFileName(file), name.Length + 1));

    /// <summary>The digit tells <c>conda-24.1.0-….json</c> from <c>conda-libmamba-solver-….json</c>.</summary>
    private static bool IsVersionAt(string file, int at) => file.Length > at && file[at] is >= '0' and <= '9';
}
