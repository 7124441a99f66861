using System;
using System.Globalization;
using System.IO;
using System.Threading;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// A target that is not a regular file: a device, a FIFO, a pipe, or the path of an open descriptor of this process
/// (<c>/dev/stdout</c>, even if it leads to a file). It is written directly and never replaced.
/// </summary>
internal sealed class SpecialTarget
{
    // Limits the wait for a reader of a FIFO, which would otherwise block forever and ignore Ctrl+C.
    private const int ReaderAttempts = 200;
    private const int ReaderPause = 50;

    private readonly string _path;
    private readonly int _descriptor;

    private SpecialTarget(string path, int descriptor)
    {
        _path = path;
        _descriptor = descriptor;
    }

    /// <summary>
    /// The special target at a path; null for a regular file or a folder, or if nothing exists there.
    /// </summary>
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

    /// <summary>Writes all data.</summary>
    /// <exception cref="IOException">As thrown by the system; also if nobody reads a FIFO within 10
    /// seconds.</exception>
    /// <exception cref="UnauthorizedAccessException">As thrown by the system.</exception>
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
            // Do not open its path, which would write from the start of the file over existing content.
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
                // If there is a reader, this does not wait, and a full pipe then blocks the writer instead of failing.
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

    // Detects /dev/fd/1, /proc/self/fd/1 and similar; descriptors of other processes are opened by path.
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

    // CON, NUL and pipes; .NET converts reserved names to \\.\NUL.
    private static bool IsWindowsDevice(string path)
    {
        string full = Path.GetFullPath(path);
        return full.StartsWith(@"\\.\", StringComparison.Ordinal) || full.StartsWith(@"\\?\pipe\", StringComparison.OrdinalIgnoreCase);
    }
}
