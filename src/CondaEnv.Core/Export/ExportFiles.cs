using System.Collections.Generic;
using System.IO;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes;

namespace CondaEnv.Export;

/// <summary>Writes an export to disk: its text, and what stands beside it.</summary>
internal static class ExportFiles
{
    /// <summary>The export as it can be written to a path: beside a device or a pipe, and beside no path at all, there is no place for a second file.</summary>
    public static ExportText Fit(ExportText export, string? path) =>
        path is null || SpecialTarget.Of(path) is not null ? export.WithoutCompanion() : export;

    /// <summary>Writes both, or neither where one of them may not be written.</summary>
    /// <param name="path">Full path of the text.</param>
    /// <param name="export">The export.</param>
    /// <param name="noClobber">Refuse where one of the files exists.</param>
    /// <param name="force">Replace read-only files.</param>
    /// <param name="allowPartial">Replace files although the environment could not be read completely.</param>
    /// <exception cref="CondaEnvException">FileExists, PartialRefused, PathNotFound, AccessDenied or FileWriteFailed.</exception>
    public static void Write(string path, ExportText export, bool noClobber = false, bool force = false, bool allowPartial = false)
    {
        List<(string Path, string Text)> files = [(path, export.Text)];
        if (export.PipRequirements is not null)
        {
            // First, so that the text is there only where its companion is.
            files.Insert(0, (ExportText.PipPathOf(path), export.PipRequirements));
        }

        foreach ((string file, _) in files)
        {
            // With noClobber nothing is replaced anyway.
            if (!noClobber && File.Exists(file) && SpecialTarget.Of(file) is null)
            {
                PartialRefusal.Check(file, export.EnvironmentName, export.Gaps, allowPartial);
            }
        }

        AtomicFile.Write(files, noClobber, force, export.HasSecrets);
    }
}
