using System;
using System.IO;
using System.Text;

namespace CondaEnv.Files;

/// <summary>Writes a text file whole or not at all: into a temporary file beside the target, then renamed over it.</summary>
internal static class AtomicFile
{
    /// <summary>Writes the text as UTF-8 without byte order mark.</summary>
    /// <param name="path">Full path of the target.</param>
    /// <param name="text">The text, line ends as they shall be.</param>
    /// <param name="noClobber">Refuse where the target exists.</param>
    /// <param name="force">Replace a read-only target.</param>
    /// <exception cref="CondaEnvException">FileExists, PathNotFound, AccessDenied or FileWriteFailed; the target is then as it was.</exception>
    public static void Write(string path, string text, bool noClobber = false, bool force = false)
    {
        if (noClobber && File.Exists(path))
        {
            throw Exists(path);
        }

        if (Directory.Exists(path))
        {
            throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' is a folder: give the path of a file.", path);
        }

        // A link stays a link; what it points to is replaced.
        string target = ResolveLink(path);
        bool readOnly = File.Exists(target) && new FileInfo(target).IsReadOnly;
        if (readOnly && !force)
        {
            throw new CondaEnvException(CondaErrorKind.AccessDenied, $"'{path}' is read-only: it is replaced by force only.", path);
        }

        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            throw new CondaEnvException(CondaErrorKind.PathNotFound, $"The folder '{folder}' does not exist; make it first.", path);
        }

        string temporary = Path.Combine(folder, "." + Path.GetFileName(target) + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                byte[] data = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);
                stream.Write(data, 0, data.Length);
                stream.Flush(flushToDisk: true);
            }

            Put(temporary, target, noClobber, readOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException)
        {
            throw noClobber && File.Exists(path) ? Exists(path) : Failed(e, path);
        }
        finally
        {
            TryDelete(temporary);
        }
    }

    private static void Put(string temporary, string target, bool noClobber, bool readOnly)
    {
        if (readOnly)
        {
            File.SetAttributes(target, File.GetAttributes(target) & ~FileAttributes.ReadOnly);
        }

#if NET
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            // A rename would give the new file's mode to the old name.
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }

        File.Move(temporary, target, overwrite: !noClobber);
#else
        if (!noClobber && File.Exists(target))
        {
            File.Replace(temporary, target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(temporary, target);
        }
#endif
    }

    private static string ResolveLink(string path)
    {
#if NET
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            // A link into nothing, or round in a circle: the writing will say.
        }
#endif
        return path;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was renamed, or the folder is gone with it.
        }
    }

    private static CondaEnvException Exists(string path) =>
        new(CondaErrorKind.FileExists, $"'{path}' exists and shall not be replaced: give another path.", path);

    private static CondaEnvException Failed(Exception e, string path) => e is UnauthorizedAccessException or System.Security.SecurityException
        ? new CondaEnvException(CondaErrorKind.AccessDenied, $"Access to '{path}' is denied.", path, e)
        : new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' could not be written: the system says \"{e.Message}\".", path, e);
}
