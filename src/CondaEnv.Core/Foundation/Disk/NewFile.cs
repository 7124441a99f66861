using System;
using System.Globalization;
using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Files and folders that take the place of others: with the mode of what they replace, and its owner where the user may
/// give files away. What holds secrets and replaces nothing is the user's alone.
/// </summary>
internal static class NewFile
{
    private static readonly TimeSpan s_oldAge = TimeSpan.FromHours(1);

    /// <summary>Creates a file and writes it through to the disk.</summary>
    /// <param name="path">The file; it must not exist.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="replaced">The file whose place it will take; it may not exist.</param>
    /// <param name="isPrivate">Whether only the user may read it, if it replaces nothing.</param>
    /// <exception cref="IOException">As the system says.</exception>
    /// <exception cref="UnauthorizedAccessException">As the system says.</exception>
    public static void Write(string path, byte[] data, string replaced, bool isPrivate)
    {
#if NET
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        bool replaces = File.Exists(replaced);
        if (!OperatingSystem.IsWindows() && (isPrivate || replaces))
        {
            // From the start: nobody else reads it while it is written. The umask takes bits away, never adds any.
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
    /// <param name="path">The folder.</param>
    /// <param name="replaced">The folder whose place it will take; it may not exist.</param>
    /// <param name="isPrivate">Whether only the user may look into it, if it replaces nothing.</param>
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

    /// <summary>Whether a file is marked as read-only. To root, another user's file is not, whom .NET would have as any other user.</summary>
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

    /// <summary>The name of a file to be renamed to another when it is whole. It says who makes it, so that the next run knows a leftover.</summary>
    public static string TemporaryFor(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{ProcessNumber.Own.ToString("x", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N").Substring(0, 8)}.tmp");

    /// <summary>Removes temporary files of a target whose makers were killed.</summary>
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
            // Whoever still writes it holds it for themselves.
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }

            File.Delete(path);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            // Another machine's, or another user's.
        }
    }

    private static void Keep(string replaced, string path)
    {
#if NET
        if (!OperatingSystem.IsWindows() && (File.Exists(replaced) || Directory.Exists(replaced)))
        {
            // First the owner: giving a file away takes bits of its mode.
            UnixFile.TryKeepOwner(replaced, path);
            File.SetUnixFileMode(path, File.GetUnixFileMode(replaced));
        }
#endif
    }
}
