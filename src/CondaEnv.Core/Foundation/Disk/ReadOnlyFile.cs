using System;
using System.IO;
using System.Threading;

namespace CondaEnv.Foundation.Disk;

/// <summary>Opens files for reading only, shared with writers, and turns what the system says into named errors.</summary>
internal static class ReadOnlyFile
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;
    private const int Attempts = 6;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Larger than any file that describes an environment; what is larger is refused, not loaded.</summary>
    public const int Largest = 256 * 1024 * 1024;

    /// <summary>Reads a whole file into the buffer, which grows where it must.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">A buffer to use again; replaced by a larger one where it is too small.</param>
    /// <param name="limit">Reading stops after so many bytes; null to read the whole, which is at most <see cref="Largest"/>.</param>
    /// <returns>Number of bytes.</returns>
    /// <exception cref="FileRefusedException">It is no regular file, or too large.</exception>
    /// <exception cref="IOException">As the system says.</exception>
    /// <exception cref="UnauthorizedAccessException">As the system says; also where the path is a folder.</exception>
    public static int Read(string path, ref byte[] buffer, int? limit = null)
    {
        using RegularFile file = RegularFile.Open(path);
        return Fill(file, ref buffer, limit);
    }

    /// <summary>Reads a file of another user, who may have put anything there; see <see cref="Read"/>.</summary>
    /// <param name="path">The file, no link.</param>
    /// <param name="owner">Who must own it; null if nobody can tell.</param>
    /// <param name="largest">A larger file is refused.</param>
    /// <exception cref="FileRefusedException">It is no regular file, too large, or somebody else's.</exception>
    public static byte[] ReadOwned(string path, uint? owner, int largest)
    {
        using RegularFile file = RegularFile.Open(path);
        if (owner is not null && file.Owner is not null && file.Owner != owner)
        {
            throw new FileRefusedException("it belongs to another user than the folder it was looked for in");
        }

        RequireAtMost(file.Length, largest);
        byte[] buffer = [];
        int length = Fill(file, ref buffer, largest);
        Array.Resize(ref buffer, length);
        return buffer;
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
        using RegularFile file = RegularFile.Open(path);
#if NET
        int head = split(file.Length);
        if (head > 0)
        {
            RequireAtMost(file.Length, Largest);
            Reserve(ref buffer, head + tail);
            gap = head;
            if (file.Read(buffer, 0, head, 0) == head && file.Read(buffer, head, tail, file.Length - tail) == tail)
            {
                return head + tail;
            }
        }
#endif
        gap = 0;
        return Fill(file, ref buffer, limit: null);
    }

    /// <summary>Reads a whole file.</summary>
    public static byte[] ReadAll(string path)
    {
        byte[] buffer = [];
        int length = Read(path, ref buffer);
        Array.Resize(ref buffer, length);
        return buffer;
    }

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
        FileRefusedException =>
            new CondaEnvException(CondaErrorKind.FileReadFailed, $"'{path}' cannot be read: {exception.Message}. Replace it with a regular file, or remove it.", path, exception),
        _ when IsHeld(exception) =>
            new CondaEnvException(CondaErrorKind.FileReadFailed, $"'{path}' is in use by another program. Close that program, or try again later.", path, exception),
        _ => new CondaEnvException(CondaErrorKind.FileReadFailed, $"'{path}' could not be read: {exception.Message.TrimEnd('.')}.", path, exception),
    };

    /// <summary>Opens what another program may hold: installers, indexers and virus scanners do for some milliseconds.</summary>
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
    private static int Fill(RegularFile file, ref byte[] buffer, int? limit)
    {
        RequireAtMost(file.Length, limit is null ? Largest : long.MaxValue);
        int size = (int)Math.Min(file.Length, limit ?? Largest);
        Reserve(ref buffer, size);
        return file.Read(buffer, 0, size, 0);
    }
#else
    private static int Fill(RegularFile file, ref byte[] buffer, int? limit)
    {
        RequireAtMost(file.Length, limit is null ? Largest : long.MaxValue);
        int most = limit ?? Largest;
        Reserve(ref buffer, (int)Math.Min(file.Length + 1, most));
        int length = 0;
        while (length < most)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            int wanted = Math.Min(buffer.Length, most) - length;
            int read = file.Read(buffer, length, wanted);
            length += read;
            if (read < wanted)
            {
                break;
            }
        }

        return length;
    }
#endif

    private static void RequireAtMost(long size, long largest)
    {
        if (size > largest)
        {
            throw new FileRefusedException(FormattableString.Invariant($"it has {size:N0} bytes, and at most {largest:N0} are read"));
        }
    }

    private static void Reserve(ref byte[] buffer, int size)
    {
        int wanted = Math.Max(1024, size);
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
