using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Writes text files whole or not at all: into a temporary file beside the target, then renamed over it. What exists and
/// is no regular file, such as a device or a FIFO, is written to as it is.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes the text as UTF-8 without byte order mark.</summary>
    /// <param name="path">Full path of the target.</param>
    /// <param name="text">The text, line ends as they shall be.</param>
    /// <param name="noClobber">Refuse where the target exists.</param>
    /// <param name="force">Replace a read-only target.</param>
    /// <exception cref="CondaEnvException">FileExists, PathNotFound, AccessDenied or FileWriteFailed; the target is then as it was.</exception>
    public static void Write(string path, string text, bool noClobber = false, bool force = false) => Write([(path, text)], noClobber, force);

    /// <summary>
    /// As <see cref="Write(string, string, bool, bool)"/>, for files that belong together: nothing is put in its place
    /// before all of them are ready and may be written. They are then renamed in this order.
    /// </summary>
    public static void Write(IReadOnlyList<(string Path, string Text)> files, bool noClobber = false, bool force = false)
    {
        List<Staged> staged = [];
        try
        {
            foreach ((string path, string text) in files)
            {
                Staged file = Check(path, noClobber, force);
                staged.Add(file);
                if (file.Special is null)
                {
                    Run(path, noClobber, () => file.Fill(text));
                }
            }

            for (int i = 0; i < staged.Count; i++)
            {
                (Staged file, string text) = (staged[i], files[i].Text);
                Run(file.Path, noClobber, () =>
                {
                    if (file.Special is null)
                    {
                        Put(file.Temporary, file.Target, noClobber, file.ReadOnly);
                    }
                    else
                    {
                        file.Special.Write(Encode(text));
                    }
                });
            }
        }
        finally
        {
            staged.ForEach(static file => TryDelete(file.Temporary));
        }
    }

    private static Staged Check(string path, bool noClobber, bool force)
    {
        if (Path.DirectorySeparatorChar == '\\' && WindowsNames.NamesStream(path))
        {
            throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' is the name of a stream inside a file, because of its ':'. Choose a name without ':'.", path);
        }

        if (noClobber && File.Exists(path))
        {
            throw Exists(path);
        }

        if (Directory.Exists(path))
        {
            throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' is a folder. Use the path of a file.", path);
        }

        if (SpecialTarget.Of(path) is { } special)
        {
            return new Staged(path, path, "", readOnly: false) { Special = special };
        }

        // A link stays a link; what it points to is replaced.
        string target = ResolveLink(path);
        bool readOnly = File.Exists(target) && new FileInfo(target).IsReadOnly;
        if (readOnly && !force)
        {
            throw new CondaEnvException(CondaErrorKind.AccessDenied, $"'{path}' is read-only. Use force to replace it.", path);
        }

        string folder = Path.GetDirectoryName(target)!;
        return Directory.Exists(folder)
            ? new Staged(path, target, Path.Combine(folder, "." + Path.GetFileName(target) + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".tmp"), readOnly)
            : throw new CondaEnvException(CondaErrorKind.PathNotFound, $"The folder '{folder}' does not exist; make it first.", path);
    }

    private static void Run(string path, bool noClobber, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException)
        {
            throw noClobber && File.Exists(path) ? Exists(path) : Failed(e, path);
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
        string target = path;
        for (int links = 0; LinkTarget.Read(target) is { } next; links++)
        {
            if (links == LinkTarget.MaximumLinks)
            {
                throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' is a link that leads back to itself. Choose another path.", path);
            }

            target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(target)!, next));
        }

        return target;
    }

    private static void TryDelete(string path)
    {
        if (path.Length == 0)
        {
            return;
        }

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
        new(CondaErrorKind.FileExists, $"'{path}' already exists. Choose another path, or omit -NoClobber to overwrite it.", path);

    private static CondaEnvException Failed(Exception e, string path) => ReadOnlyFile.IsHeld(e) || IsHeld(path)
        ? new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' is in use by another program. Close that program, or try again later.", path, e)
        : e is UnauthorizedAccessException or System.Security.SecurityException
        ? new CondaEnvException(CondaErrorKind.AccessDenied, $"Access to '{path}' is denied.", path, e)
        : new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' could not be written: {e.Message.TrimEnd('.')}.", path, e);

    private static byte[] Encode(string text) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);
    /// <summary>
    /// Windows calls the replacing of an open file a lack of permission in one framework, and something else in the other.
    /// Nobody can open it for themselves alone then.
    /// </summary>
    private static bool IsHeld(string path)
    {
        try
        {
            if (File.Exists(path))
            {
                using FileStream alone = new(path, FileMode.Open, FileAccess.Read, FileShare.None);
            }

            return false;
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return ReadOnlyFile.IsHeld(e);
        }
    }

    private sealed class Staged(string path, string target, string temporary, bool readOnly)
    {
        public string Path { get; } = path;

        public string Target { get; } = target;

        public string Temporary { get; } = temporary;

        public bool ReadOnly { get; } = readOnly;

        /// <summary>What is written to as it is, without a temporary file; null for a regular file.</summary>
        public SpecialTarget? Special { get; init; }

        public void Fill(string text)
        {
            using FileStream stream = new(Temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            byte[] data = Encode(text);
            stream.Write(data, 0, data.Length);
            stream.Flush(flushToDisk: true);
        }
    }
}
