using System.Collections.Generic;
using System.IO;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes;

namespace CondaEnv.Export;

/// <summary>Writes an export to disk: its text and its accompanying file.</summary>
internal static class ExportFiles
{
    /// <summary>
    /// The export in the form that can be written to a path: an accompanying file is not possible for a device or a
    /// pipe, or without a path.
    /// </summary>
    public static ExportText Fit(ExportText export, string? path) =>
        path is null || SpecialTarget.Of(path) is not null ? export.WithoutCompanion() : export;

    /// <summary>Writes both files, or neither if one of them must not be written.</summary>
    /// <param name="path">Full path of the text.</param>
    /// <param name="export">The export.</param>
    /// <param name="noClobber">True to fail if one of the files exists.</param>
    /// <param name="force">True to replace read-only files.</param>
    /// <param name="allowPartial">True to replace files even if the environment was read incompletely.</param>
    /// <exception cref="CondaEnvException">FileExists, PartialRefused, PathNotFound, AccessDenied or
    /// FileWriteFailed.</exception>
    public static void Write(string path, ExportText export, bool noClobber = false, bool force = false, bool allowPartial = false)
    {
        List<(string Path, string Text)> files = [(path, export.Text)];
        if (export.PipRequirements is not null)
        {
            // Write it first, so that the text exists only if its companion does.
            files.Insert(0, (ExportText.PipPathOf(path), export.PipRequirements));
        }

        foreach ((string file, _) in files)
        {
            // With noClobber, nothing is replaced anyway.
            if (!noClobber && File.Exists(file) && SpecialTarget.Of(file) is null)
            {
                PartialRefusal.Check(file, export.EnvironmentName, export.Gaps, allowPartial);
            }
        }

        AtomicFile.Write(files, noClobber, force, export.HasSecrets);
    }
}
