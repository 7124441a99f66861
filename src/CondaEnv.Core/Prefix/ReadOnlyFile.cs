using System;
using System.IO;
using System.Threading;

namespace CondaEnv.Prefix;

/// <summary>Opens files for reading only, shared with writers, and turns what the system says into named errors.</summary>
internal static class ReadOnlyFile
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;
    private const int Attempts = 6;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Reads a whole file into the buffer, which grows where it must.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">A buffer to use again; replaced by a larger one where it is too small.</param>
    /// <param name="limit">Reading stops after so many bytes.</param>
    /// <returns>Number of bytes.</returns>
    /// <exception cref="IOException">As the system says.</exception>
    /// <exception cref="UnauthorizedAccessException">As the system says; also where the path is a folder.</exception>
    public static int Read(string path, ref byte[] buffer, int limit = int.MaxValue)
    {
        int length = 0;
#if NET
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = OpenHandle(path);
        long size = RandomAccess.GetLength(file);
        length = Fill(file, ref buffer, Math.Min(size, limit));
#else
        using FileStream file = Open(path, 1);
        Reserve(ref buffer, file.Length, limit);
        while (length < limit)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, checked(buffer.Length * 2));
            }

            int read = file.Read(buffer, length, buffer.Length - length);
            length += read;
            if (read == 0)
            {
                break;
            }
        }
#endif
        return length;
    }

    /// <summary>Reads the two ends of a long file, one behind the other in the buffer; a short file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">A buffer to use again; replaced by a larger one where it is too small.</param>
    /// <param name="split">Gives, for the file's length, how much of the head to read; 0 to read it whole.</param>
    /// <param name="tail">How much of the tail to read.</param>
    /// <param name="gap">Number of bytes of the head, where the tail follows; 0 where the file was read whole.</param>
    /// <returns>Number of bytes in the buffer.</returns>
    public static int ReadEnds(string path, ref byte[] buffer, Func<long, int> split, int tail, out int gap)
    {
#if NET
        using (Microsoft.Win32.SafeHandles.SafeFileHandle file = OpenHandle(path))
        {
            long size = RandomAccess.GetLength(file);
            int head = split(size);
            if (head == 0)
            {
                gap = 0;
                return Fill(file, ref buffer, size);
            }

            Reserve(ref buffer, head + tail, int.MaxValue);
            gap = head;
            if (RandomAccess.Read(file, buffer.AsSpan(0, head), 0) == head
                && RandomAccess.Read(file, buffer.AsSpan(head, tail), size - tail) == tail)
            {
                return head + tail;
            }
        }
#endif
        gap = 0;
        return Read(path, ref buffer);
    }

    /// <summary>Reads a whole file.</summary>
    public static byte[] ReadAll(string path)
    {
        byte[] buffer = [];
        int length = Read(path, ref buffer);
        Array.Resize(ref buffer, length);
        return buffer;
    }

    /// <summary>Opens a file as a stream. If another program holds it, it is asked for again for a moment.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bufferSize">Size of the stream's buffer, in bytes; 1 for none.</param>
    /// <exception cref="IOException">As the system says; see <see cref="IsHeld"/>.</exception>
    public static FileStream Open(string path, int bufferSize) =>
        WithPatience(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize, FileOptions.SequentialScan));

    /// <summary>
    /// True if another program has opened the file and shares it with nobody: ERROR_SHARING_VIOLATION and
    /// ERROR_LOCK_VIOLATION of Windows, and elsewhere EWOULDBLOCK of the lock by which .NET does the same.
    /// </summary>
    public static bool IsHeld(Exception exception) =>
        exception is IOException { HResult: SharingViolation or LockViolation or WouldBlockOnLinux or WouldBlockOnMacOS };

    /// <summary>True for what the file system throws, which callers turn into a named error.</summary>
    public static bool IsFileError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException or ArgumentException;

    /// <summary>The error that fits what the system threw.</summary>
    public static CondaEnvException ToError(Exception exception, string path) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            new CondaEnvException(CondaErrorKind.PathNotFound, $"'{path}' does not exist.", path, exception),
        UnauthorizedAccessException or System.Security.SecurityException =>
            new CondaEnvException(CondaErrorKind.AccessDenied, $"Access to '{path}' is denied. Run as a user who may read it.", path, exception),
        _ when IsHeld(exception) =>
            new CondaEnvException(CondaErrorKind.FileReadFailed, $"'{path}' is in use by another program. Close that program, or try again later.", path, exception),
        _ => new CondaEnvException(CondaErrorKind.FileReadFailed, $"'{path}' could not be read: the system says \"{exception.Message}\".", path, exception),
    };

    /// <summary>Installers, indexers and virus scanners hold a file for some milliseconds.</summary>
    internal static T WithPatience<T>(Func<T> open)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return open();
            }
            catch (IOException e) when (attempt < Attempts && IsHeld(e))
            {
                Thread.Sleep(s_pause);
            }
        }
    }

#if NET
    private static Microsoft.Win32.SafeHandles.SafeFileHandle OpenHandle(string path)
    {
        // Without a closure where it works at once: this is done for each record.
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return WithPatience(() => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
    }

    private static int Fill(Microsoft.Win32.SafeHandles.SafeFileHandle file, ref byte[] buffer, long size)
    {
        Reserve(ref buffer, size, int.MaxValue);
        int length = 0;
        while (length < size)
        {
            int read = RandomAccess.Read(file, buffer.AsSpan(length, (int)size - length), length);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return length;
    }
#endif

    private static void Reserve(ref byte[] buffer, long size, int limit)
    {
        long wanted = Math.Max(1024, Math.Min(size, limit));
        if (wanted > int.MaxValue / 2)
        {
            throw new IOException("the file is too large");
        }

        if (buffer.Length < wanted)
        {
            // A power of two, which is a size that the pool takes back.
            int length = 1024;
            while (length < wanted)
            {
                length *= 2;
            }

            buffer = new byte[length];
        }
    }
}
