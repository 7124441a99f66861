using System.IO;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Installations;

/// <summary>
/// The type of a folder according to its marker files; only a few file system queries, and no file is read.
/// </summary>
internal readonly struct PrefixMarkers
{
    private PrefixMarkers(bool hasHistory, bool hasMeta, EnvironmentKind kind)
    {
        HasHistory = hasHistory;
        HasMeta = hasMeta;
        Kind = kind;
    }

    /// <summary>
    /// True if <c>conda-meta/history</c> is a file, which defines an environment (CEP 32,
    /// <c>PrefixData.is_environment</c>).
    /// </summary>
    public bool HasHistory { get; }

    /// <summary>True if a folder <c>conda-meta</c> exists, which is sufficient for reading its contents.</summary>
    public bool HasMeta { get; }

    /// <summary>Type of the environment; Venv only if there is a <c>pyvenv.cfg</c> but no <c>conda-meta</c>.</summary>
    public EnvironmentKind Kind { get; }

    /// <summary>True if the folder can be read as an environment.</summary>
    public bool IsReadable => HasMeta || Kind == EnvironmentKind.Venv;

    /// <summary>Inspects a folder.</summary>
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

    /// <summary>True if conda is installed in the prefix, so that it may be an installation.</summary>
    public static bool HoldsConda(string prefix) =>
        ReadOnlyDisk.IsFolder(Path.Combine(prefix, "conda-meta")) &&
        (ReadOnlyDisk.IsFolder(Path.Combine(prefix, "condabin")) || HasRecord(prefix, "conda"));

    /// <summary>True if a folder looks like an installation: conda's, or a root of mamba or micromamba.</summary>
    public static bool IsInstallation(string prefix) =>
        HoldsConda(prefix) ||
        (ReadOnlyDisk.IsFolder(Path.Combine(prefix, "pkgs")) &&
            (ReadOnlyDisk.IsFolder(Path.Combine(prefix, "envs")) || ReadOnlyDisk.IsFolder(Path.Combine(prefix, "conda-meta"))));

    /// <summary>True if <c>conda-meta</c> has a record of the package, according to the record's file name.</summary>
    public static bool HasRecord(string prefix, string name) =>
        ReadOnlyDisk.FilesLike(Path.Combine(prefix, "conda-meta"), name + "-*.json")
            .Any(file => IsVersionAt(Path.GetFileName(file), name.Length + 1));

    /// <summary>The digit distinguishes <c>conda-24.1.0-….json</c> from <c>conda-libmamba-solver-….json</c>.</summary>
    private static bool IsVersionAt(string file, int at) => file.Length > at && file[at] is >= '0' and <= '9';
}
