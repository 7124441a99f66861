using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Formats.CondaList;
using CondaEnv.Formats.CondaLock;
using CondaEnv.Formats.CondaRequirements;
using CondaEnv.Formats.EnvironmentYml;
using CondaEnv.Formats.Explicit;
using CondaEnv.Formats.PipRequirements;
using CondaEnv.Formats.PixiLock;
using CondaEnv.Formats.PixiToml;
using CondaEnv.Formats.PyLock;

namespace CondaEnv.Formats.Catalog;

/// <summary>
/// The formats: their names, their file names and styles, what they can represent, and their writers.
/// </summary>
internal static class FormatCatalog
{
    /// <summary>All formats with their writers, in the order of <see cref="ExportFormat"/>.</summary>
    private static readonly (CondaExportFormat Format, FormatWriter Writer)[] s_entries =
    [
        (new CondaExportFormat(ExportFormat.EnvironmentYaml, "environment-yaml", ExportStyle.Full, ExportStyle.NoBuilds, ExportStyle.History, ExportStyle.Portable)
        {
            FileNames = ["environment.yml", "environment.yaml"],
            CarriesConda = true, CarriesPip = true, CarriesBuilds = true, CarriesChannels = true, CarriesVariables = true,
            Description = "conda's environment.yml (CEP 24). Read by conda, mamba, micromamba and others.",
        }, new FormatWriter(EnvironmentYmlWriter.Write, EnvironmentYmlWriter.WritePortable)),
        (new CondaExportFormat(ExportFormat.EnvironmentJson, "environment-json", ExportStyle.Full, ExportStyle.NoBuilds, ExportStyle.History, ExportStyle.Portable)
        {
            FileNames = ["environment.json"],
            CarriesConda = true, CarriesPip = true, CarriesBuilds = true, CarriesChannels = true, CarriesVariables = true,
            Description = "The same as JSON.",
        }, new FormatWriter(EnvironmentYmlWriter.Write, EnvironmentYmlWriter.WritePortable)),
        (new CondaExportFormat(ExportFormat.Explicit, "explicit", ExportStyle.Full, ExportStyle.History)
        {
            FileNames = ["explicit.txt"],
            CarriesConda = true, CarriesBuilds = true, CarriesHashes = true, CarriesChannels = true,
            Description = "Addresses of the conda packages (CEP 23), installed without solving by conda, mamba and pixi. pip's packages go into a requirements file next to it.",
        }, new FormatWriter(ExplicitWriter.Write)),
        (new CondaExportFormat(ExportFormat.CondaRequirements, "requirements", ExportStyle.Full, ExportStyle.NoBuilds, ExportStyle.History, ExportStyle.Portable)
        {
            // As in conda, also for requirements.txt; pip's file has other names, see below.
            FileNames = ["requirements.txt", "spec.txt"],
            CarriesConda = true, CarriesBuilds = true, CarriesChannels = true,
            Description = "conda's list of specs, one per line (CEP 23). Not pip's requirements.",
        }, new FormatWriter(CondaRequirementsWriter.Write, CondaRequirementsWriter.WritePortable)),
        (new CondaExportFormat(ExportFormat.CondaLock, "conda-lock", ExportStyle.Full)
        {
            FileNames = ["conda-lock.yml", "conda-lock.yaml", "*.conda-lock.yml", "*.conda-lock.yaml"],
            CarriesConda = true, CarriesPip = true, CarriesBuilds = true, CarriesHashes = true, CarriesChannels = true,
            Description = "Lock file of conda-lock, version 1 (CEP 37), for the installed platform. Read by conda-lock, mamba and micromamba. Contains the pip packages whose URL and hash are recorded.",
        }, new FormatWriter(CondaLockWriter.Write)),
        (new CondaExportFormat(ExportFormat.PixiLock, "pixi-lock", ExportStyle.Full)
        {
            FileNames = ["pixi.lock"],
            CarriesConda = true, CarriesPip = true, CarriesBuilds = true, CarriesHashes = true, CarriesChannels = true,
            Description = "Lock file of pixi, version 6, for the installed platform. Contains the pip packages whose URL is recorded.",
        }, new FormatWriter(PixiLockWriter.Write)),
        (new CondaExportFormat(ExportFormat.PixiToml, "pixi-toml", ExportStyle.Portable)
        {
            FileNames = ["pixi.toml"],
            CarriesConda = true, CarriesPip = true, CarriesBuilds = true, CarriesChannels = true, CarriesVariables = true,
            Description = "Manifest of a pixi workspace: what was requested; pixi solves it.",
        }, new FormatWriter(null, PixiTomlWriter.Write)),
        (new CondaExportFormat(ExportFormat.PyLock, "pylock", ExportStyle.Full)
        {
            FileNames = ["pylock.toml", "pylock.*.toml"],
            CarriesPip = true, CarriesHashes = true,
            Description = "Python's lock file (PEP 751), read by pip and uv. Contains the pip packages whose URL and hash are recorded.",
        }, new FormatWriter(PyLockWriter.Write)),
        (new CondaExportFormat(ExportFormat.PipRequirements, "pip-requirements", ExportStyle.Full, ExportStyle.Portable)
        {
            FileNames = ["requirements.pip.txt", "*.pip.txt"],
            CarriesPip = true, CarriesHashes = true,
            Description = "pip's requirements file: pip's packages, pinned.",
        }, new FormatWriter(PipRequirementsWriter.Write, PipRequirementsWriter.WritePortable)),
        (new CondaExportFormat(ExportFormat.CondaList, "conda-list", ExportStyle.Full)
        {
            FileNames = ["conda-list.json", "*.conda-list.json"],
            CarriesConda = true, CarriesPip = true, CarriesBuilds = true, CarriesChannels = true,
            Description = "The list of 'conda list --json', for inventories and scripts.",
        }, new FormatWriter(CondaListWriter.Write)),
    ];

    /// <summary>All formats, in the order of <see cref="ExportFormat"/>.</summary>
    public static IReadOnlyList<CondaExportFormat> All { get; } = [.. s_entries.Select(static e => e.Format)];

    public static CondaExportFormat Of(ExportFormat format) => All[(int)format];

    public static FormatWriter WriterOf(ExportFormat format) => s_entries[(int)format].Writer;

    /// <summary>Whether a format supports a style.</summary>
    public static bool IsSupported(ExportStyle style, ExportFormat format) => Of(format).StyleList.Contains(style);

    /// <summary>The format with the given command-line name; null if there is none.</summary>
    public static ExportFormat? OfWord(string? word)
    {
        foreach (CondaExportFormat format in All)
        {
            if (format.Word == word)
            {
                return format.Format;
            }
        }

        return null;
    }

    /// <summary>
    /// The format for a file name, ignoring case; null if no format has that name. As in conda
    /// (<c>detect_environment_exporter</c> in <c>conda/plugins/manager.py</c>), the last part of the path is compared
    /// with the names of each format.
    /// </summary>
    public static ExportFormat? OfFileName(string path)
    {
        string name = Path.GetFileName(path);
        foreach (CondaExportFormat format in All)
        {
            foreach (string pattern in format.FileNames)
            {
                if (Fits(name, pattern))
                {
                    return format.Format;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Chooses the format: the requested one, otherwise the one for the file name, otherwise environment.yml.
    /// </summary>
    public static ExportFormat Choose(ExportFormat? asked, string? path) =>
        asked ?? (path is null ? null : OfFileName(path)) ?? ExportFormat.EnvironmentYaml;

    private static bool Fits(string name, string pattern)
    {
        int star = pattern.IndexOf('*');
        return star < 0
            ? name.Equals(pattern, StringComparison.OrdinalIgnoreCase)
            : name.Length > pattern.Length - 1
                && name.StartsWith(pattern.Substring(0, star), StringComparison.OrdinalIgnoreCase)
                && name.EndsWith(pattern.Substring(star + 1), StringComparison.OrdinalIgnoreCase);
    }
}
