using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Export;

/// <summary>Writes an export to disk: its text, and what stands beside it.</summary>
internal static class ExportFiles
{
    /// <summary>The requirements file beside a file: <c>explicit.txt</c> has <c>explicit.pip.txt</c>.</summary>
    public static string PipPathOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return Path.Combine(Path.GetDirectoryName(path) ?? "", (name.Length == 0 ? Path.GetFileName(path) : name) + ".pip.txt");
    }

    /// <summary>Writes both, or neither where one of them may not be written.</summary>
    /// <param name="path">Full path of the text.</param>
    /// <param name="export">The export.</param>
    /// <param name="noClobber">Refuse where one of the files exists.</param>
    /// <param name="force">Replace read-only files.</param>
    /// <exception cref="CondaEnvException">FileExists, PathNotFound, AccessDenied or FileWriteFailed.</exception>
    public static void Write(string path, ExportText export, bool noClobber = false, bool force = false)
    {
        List<(string Path, string Text)> files = [(path, export.Text)];
        if (export.PipRequirements is not null)
        {
            // First, so that the text is there only where its companion is.
            files.Insert(0, (PipPathOf(path), export.PipRequirements));
        }

        AtomicFile.Write(files, noClobber, force);
    }
}
