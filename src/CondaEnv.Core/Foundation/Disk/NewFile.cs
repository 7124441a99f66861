using System;
using System.Globalization;
using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Creates files and folders that replace others: with the same mode, and with the same owner if the user may change
/// it. New files and folders with secrets are accessible only to the user.
/// </summary>
internal static class NewFile
{
    private static readonly TimeSpan s_oldAge = TimeSpan.FromHours(1);

    /// <summary>Creates a file and flushes it to disk.</summary>
    /// <param name="path">Path of the file, which must not exist.</param>
    /// <param name="data">Content of the file.</param>
    /// <param name="replaced">The file that it will replace, which may be missing.</param>
    /// <param name="isPrivate">True if only the user may read it, if it replaces nothing.</param>
    /// <exception cref="IOException">As thrown by the system.</exception>
    /// <exception cref="UnauthorizedAccessException">As thrown by the system.</exception>
    public static void Write(string path, byte[] data, string replaced, bool isPrivate)
    {
#if NET
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        bool replaces = File.Exists(replaced);
        if (!OperatingSystem.IsWindows() && (isPrivate || replaces))
        {
            // Set the mode at creation, so that nobody else can read the file while it is written. The umask only
            // removes bits.
            const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            options.UnixCreateMode = replaces ? File.GetUnixFileMode(replaced) & own : own;
        }

        using FileStream stream = new(path, options);
#else
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
#endif
        stream.Write(data, 0, data.Length);
        stream.Flush(flushToDisk: true);
        Keep(replaced, path);
    }

    /// <summary>Creates a folder.</summary>
    /// <param name="path">Path of the folder.</param>
    /// <param name="replaced">The folder that it will replace, which may be missing.</param>
    /// <param name="isPrivate">True if only the user may access it, if it replaces nothing.</param>
    public static void CreateFolder(string path, string replaced, bool isPrivate)
    {
#if NET
        if (!OperatingSystem.IsWindows() && (isPrivate || Directory.Exists(replaced)))
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Keep(replaced, path);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    /// <summary>
    /// Whether a file is read-only. For root, another user's file is not, although .NET applies the permissions of
    /// other users.
    /// </summary>
    public static bool IsReadOnly(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            return (File.GetUnixFileMode(path) & UnixFileMode.UserWrite) == UnixFileMode.None;
        }
#endif
        return new FileInfo(path).IsReadOnly;
    }

    /// <summary>
    /// Name of a temporary file that will be renamed when it is complete. It contains the process id, so that a later
    /// run can recognize a leftover.
    /// </summary>
    public static string TemporaryFor(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{ProcessNumber.Own.ToString("x", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N").Substring(0, 8)}.tmp");

    /// <summary>Removes temporary files of a target that were left by processes that no longer run.</summary>
    public static void RemoveLeftovers(string target)
    {
        string start = $".{Path.GetFileName(target)}.";
        foreach (string path in ReadOnlyDisk.FilesLike(Path.GetDirectoryName(target)!, start + "*-*.tmp"))
        {
            string name = Path.GetFileName(path);
            string[] id = name.Substring(start.Length, name.Length - start.Length - 4).Split('-');
            if (id.Length == 2 && id[1].Length == 8 && int.TryParse(id[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int process)
                && (!ProcessNumber.IsRunning(process) || DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > s_oldAge))
            {
                TryDelete(path);
            }
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            // A process that is still writing it has opened it exclusively.
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }

            File.Delete(path);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            // It belongs to another machine or another user.
        }
    }

    private static void Keep(string replaced, string path)
    {
#if NET
        if (!OperatingSystem.IsWindows() && (File.Exists(replaced) || Directory.Exists(replaced)))
        {
            // Set the owner first, because changing the owner removes bits of the mode.
            UnixFile.TryKeepOwner(replaced, path);
            File.SetUnixFileMode(path, File.GetUnixFileMode(replaced));
        }
#endif
    }
}
