using System;
using System.IO;
#if NET
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
#endif

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// A regular file, open for reading and shared with writers. Opening it never waits and never reads: a FIFO, a device
/// or a socket in its place is rejected. .NET would treat these as empty files, and would wait when opening a FIFO.
/// </summary>
internal sealed partial class RegularFile : IDisposable
{
    /// <summary>Id of the user who owns the file; null on Windows, and if unknown.</summary>
    public uint? Owner { get; }

    /// <summary>Length in bytes at the time of opening; 0 for files that the kernel generates.</summary>
    public long Length { get; }

#if NET
    private readonly SafeFileHandle _file;

    private RegularFile(SafeFileHandle file, uint? owner)
    {
        _file = file;
        Owner = owner;
        Length = RandomAccess.GetLength(file);
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileRefusedException">The file is not a regular file, is too large, or is a link that the rule
    /// does not allow.</exception>
    /// <exception cref="IOException">As thrown by the system.</exception>
    /// <exception cref="UnauthorizedAccessException">As thrown by the system; also if the path is a folder.</exception>
    public static RegularFile Open(string path, ReadRule rule)
    {
        RegularFile file = OpenUnchecked(path, rule);
        if (file.Length > rule.Largest)
        {
            file.Dispose();
            throw new FileRefusedException(FormattableString.Invariant($"it has {file.Length:N0} bytes, and at most {rule.Largest:N0} are read"));
        }

        return file;
    }

    private static RegularFile OpenUnchecked(string path, ReadRule rule)
    {
        path = Followed(path, rule, out int descriptor);
        SafeFileHandle file = OperatingSystem.IsWindows()
            ? ReadOnlyFile.WithPatience(() => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            : new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            return new RegularFile(file, OperatingSystem.IsWindows() ? CheckOnWindows(file) : Check((int)file.DangerousGetHandle(), path));
        }
        catch (NotSupportedException)
        {
            file.Dispose();
            throw new FileRefusedException("it is a pipe or a device, not a regular file");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads bytes; fewer than requested only at the end of the file.</summary>
    /// <returns>Number of bytes.</returns>
    public int Read(byte[] buffer, int start, int count, long offset)
    {
        int total = 0;
        while (total < count)
        {
            int read = RandomAccess.Read(_file, buffer.AsSpan(start + total, count - total), offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static uint? CheckOnWindows(SafeFileHandle file)
    {
        const int disk = 1;
        return GetFileType(file.DangerousGetHandle()) == disk ? null : throw new FileRefusedException("it is a pipe or a device, not a regular file");
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetFileType(nint file);
#else
    // Only on Windows, where FileStream itself rejects devices and pipes.
    private readonly FileStream? _stream;
    private readonly string _path;
    private readonly int _descriptor = -1;

    private RegularFile(string path, ReadRule rule)
    {
        path = Followed(path, rule, out int descriptor);
        _path = path;
        if (!UnixFile.IsUnix)
        {
            _stream = ReadOnlyFile.WithPatience(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan));
            Length = _stream.Length;
            return;
        }

        _descriptor = descriptor;
        try
        {
            Owner = Check(_descriptor, path);
            Length = new FileInfo(path).Length;
        }
        catch
        {
            UnixFile.Close(_descriptor);
            throw;
        }
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileRefusedException">The file is not a regular file, is too large, or is a link that the rule
    /// does not allow.</exception>
    /// <exception cref="IOException">As thrown by the system.</exception>
    /// <exception cref="UnauthorizedAccessException">As thrown by the system; also if the path is a folder.</exception>
    public static RegularFile Open(string path, ReadRule rule)
    {
        RegularFile file = new(path, rule);
        if (file.Length > rule.Largest)
        {
            file.Dispose();
            throw new FileRefusedException(FormattableString.Invariant($"it has {file.Length:N0} bytes, and at most {rule.Largest:N0} are read"));
        }

        return file;
    }

    /// <summary>Reads the next bytes; fewer than requested only at the end of the file.</summary>
    /// <returns>Number of bytes.</returns>
    public int Read(byte[] buffer, int start, int count)
    {
        int total = 0;
        while (total < count)
        {
            int read = _stream is null
                ? UnixFile.Read(_descriptor, buffer, start + total, count - total, _path)
                : _stream.Read(buffer, start + total, count - total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stream is null)
        {
            UnixFile.Close(_descriptor);
        }
        else
        {
            _stream.Dispose();
        }
    }
#endif

    /// <summary>
    /// The path, or the target of the link at the path. On Unix it is opened here, because only opening checks the link
    /// without a race.
    /// </summary>
    private static string Followed(string path, ReadRule rule, out int descriptor)
    {
        descriptor = -1;
        if (!UnixFile.IsUnix)
        {
            return rule.Folder is not null && File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint) ? rule.Follow(path) : path;
        }

        descriptor = UnixFile.OpenForReading(path, follow: rule.Folder is null);
        if (descriptor < 0)
        {
            if (LinkTarget.Final(path) is null)
            {
                // The link is broken or circular; opening it throws the right exception.
                UnixFile.Close(UnixFile.OpenForReading(path));
            }

            path = rule.Follow(path);
            descriptor = UnixFile.OpenForReading(path, follow: false);
        }

        return path;
    }

    private static uint? Check(int descriptor, string path)
    {
        if (UnixFile.StatusOf(descriptor) is not { } status)
        {
            return null;
        }

        return status.Type switch
        {
            UnixFileType.Regular => status.Owner,
            UnixFileType.Folder => throw new UnauthorizedAccessException($"Access to the path '{path}' is denied."),
            _ => throw new FileRefusedException($"it is {status.Noun}, not a regular file"),
        };
    }
}
