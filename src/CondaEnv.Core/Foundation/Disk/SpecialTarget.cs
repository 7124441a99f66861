using System;
using System.Globalization;
using System.IO;
using System.Threading;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Something to write to that is no regular file: a device, a FIFO, a pipe, or an open descriptor of this process by its
/// path (<c>/dev/stdout</c>, also if it leads to a file). It is written to as it is, and never replaced.
/// </summary>
internal sealed class SpecialTarget
{
    // A FIFO that nobody opens for reading would hold the writer for ever, and it would not hear Ctrl+C.
    private const int ReaderAttempts = 200;
    private const int ReaderPause = 50;

    private readonly string _path;
    private readonly int _descriptor;

    private SpecialTarget(string path, int descriptor)
    {
        _path = path;
        _descriptor = descriptor;
    }

    /// <summary>What stands at a path, if it is to be written to as it is; null for a regular file, a folder, or nothing.</summary>
    /// <param name="path">Full path.</param>
    public static SpecialTarget? Of(string path)
    {
        if (!UnixFile.IsUnix)
        {
            return IsWindowsDevice(path) ? new SpecialTarget(path, -1) : null;
        }

        string at = path;
        for (int links = 0; links < LinkTarget.MaximumLinks; links++)
        {
            if (DescriptorOf(at) is { } descriptor)
            {
                return new SpecialTarget(path, descriptor);
            }

            if (LinkTarget.Read(at) is not { } target)
            {
                break;
            }

            at = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(at) ?? "/", target));
        }

        return UnixFile.StatusOf(path) is { Type: not (UnixFileType.Regular or UnixFileType.Folder) } ? new SpecialTarget(path, -1) : null;
    }

    /// <summary>Writes everything.</summary>
    /// <exception cref="IOException">As the system says; a FIFO that nobody reads within 10 seconds.</exception>
    /// <exception cref="UnauthorizedAccessException">As the system says.</exception>
    public void Write(byte[] data)
    {
        if (!UnixFile.IsUnix)
        {
            using FileStream stream = new(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1);
            stream.Write(data, 0, data.Length);
            return;
        }

        if (_descriptor >= 0)
        {
            // Not by its path, which would be another opening of the file: from its start, over what is there.
            UnixFile.Write(_descriptor, data, _path);
            return;
        }

        int opened = Open();
        try
        {
            UnixFile.Write(opened, data, _path);
        }
        finally
        {
            UnixFile.Close(opened);
        }
    }

    private int Open()
    {
        for (int attempt = 0; attempt < ReaderAttempts; attempt++)
        {
            if (UnixFile.TryOpenForWriting(_path, wait: false, out int probe))
            {
                // With a reader there, this one does not wait, and a full pipe then holds the writer instead of refusing.
                try
                {
                    UnixFile.TryOpenForWriting(_path, wait: true, out int descriptor);
                    return descriptor;
                }
                finally
                {
                    UnixFile.Close(probe);
                }
            }

            Thread.Sleep(ReaderPause);
        }

        throw new IOException("the FIFO has no reader; start its reader first");
    }

    // /dev/fd/1, /proc/self/fd/1 and the like; another process's descriptors are opened by their paths.
    private static int? DescriptorOf(string path)
    {
        if (path is "/dev/stdout" or "/dev/stderr" && LinkTarget.Read(path) is null)
        {
            return path == "/dev/stdout" ? 1 : 2;
        }

        string folder = Path.GetDirectoryName(path) ?? "";
        bool own = folder is "/dev/fd" or "/proc/self/fd" or "/proc/thread-self/fd" || folder == OwnFolder;
        return own && int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor) ? descriptor : null;
    }

    private static string OwnFolder
    {
        get
        {
#if NET
            int own = Environment.ProcessId;
#else
            using System.Diagnostics.Process process = System.Diagnostics.Process.GetCurrentProcess();
            int own = process.Id;
#endif
            return FormattableString.Invariant($"/proc/{own}/fd");
        }
    }

    // CON, NUL and pipes; .NET spells the reserved names as \\.\NUL.
    private static bool IsWindowsDevice(string path)
    {
        string full = Path.GetFullPath(path);
        return full.StartsWith(@"\\.\", StringComparison.Ordinal) || full.StartsWith(@"\\?\pipe\", StringComparison.OrdinalIgnoreCase);
    }
}
