using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Writes text files completely or not at all: first to a temporary file in the same folder, which is then renamed to
/// the target. An existing target that is not a regular file, such as a device or a FIFO, is written directly.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes the text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">Full path of the target.</param>
    /// <param name="text">The text with its final line ends.</param>
    /// <param name="noClobber">True to fail if the target exists.</param>
    /// <param name="force">True to replace a read-only target.</param>
    /// <param name="isPrivate">True if only the user may read a new file.</param>
    /// <exception cref="CondaEnvException">FileExists, PathNotFound, AccessDenied or FileWriteFailed; the target is
    /// then unchanged.</exception>
    public static void Write(string path, string text, bool noClobber = false, bool force = false, bool isPrivate = false) => Write([(path, text)], noClobber, force, isPrivate);

    /// <summary>
    /// As <see cref="Write(string, string, bool, bool, bool)"/>, for several related files. No target is replaced until
    /// all temporary files are complete and all targets are known to be writable. They are then renamed in the given
    /// order.
    /// </summary>
    public static void Write(IReadOnlyList<(string Path, string Text)> files, bool noClobber = false, bool force = false, bool isPrivate = false)
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
                    Run(path, noClobber, () => NewFile.Write(file.Temporary, Encode(text), file.Target, isPrivate));
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

        // A link remains a link; its target is replaced.
        string target = ResolveLink(path);
        bool readOnly = File.Exists(target) && NewFile.IsReadOnly(target);
        if (readOnly && !force)
        {
            throw new CondaEnvException(CondaErrorKind.AccessDenied, $"'{path}' is read-only. Use force to replace it.", path);
        }

        string folder = Path.GetDirectoryName(target)!;
        if (Directory.Exists(folder))
        {
            NewFile.RemoveLeftovers(target);
            return new Staged(path, target, NewFile.TemporaryFor(target), readOnly);
        }

        throw new CondaEnvException(CondaErrorKind.PathNotFound, $"The folder '{folder}' does not exist; make it first.", path);
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
                throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' is a link to itself. Choose another path.", path);
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
            // It was renamed, or the folder was deleted.
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
    /// For replacing an open file, Windows reports a missing permission in one framework and another error in the
    /// other. Such a file cannot be opened exclusively.
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

        /// <summary>A target that is written directly, without a temporary file; null for a regular file.</summary>
        public SpecialTarget? Special { get; init; }
    }
}
