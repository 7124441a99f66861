using System;
using System.IO;
using System.Threading;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Opens files for reading only, shared with writers, and converts exceptions of the system to errors.
/// </summary>
internal static class ReadOnlyFile
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;
    private const int Attempts = 6;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Reads a whole file into the buffer, which grows if necessary.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="buffer">A buffer to reuse; replaced by a larger one if it is too small.</param>
    /// <param name="rule">Allowed size and links.</param>
    /// <param name="limit">Maximum number of bytes to read; null to read the whole file.</param>
    /// <returns>Number of bytes.</returns>
    /// <exception cref="FileRefusedException">The file violates the rule.</exception>
    /// <exception cref="IOException">As thrown by the system.</exception>
    /// <exception cref="UnauthorizedAccessException">As thrown by the system; also if the path is a folder.</exception>
    public static int Read(string path, ref byte[] buffer, ReadRule rule, int? limit = null)
    {
        using RegularFile file = RegularFile.Open(path, rule);
        return Fill(file, ref buffer, limit);
    }

    /// <summary>Reads a file whose content another user controls; see <see cref="Read"/>.</summary>
    /// <param name="path">Path of the file, which must not be a link.</param>
    /// <param name="owner">Required owner; null if unknown.</param>
    /// <exception cref="FileRefusedException">The file is not a regular file, is too large, or has another
    /// owner.</exception>
    public static byte[] ReadOwned(string path, uint? owner)
    {
        using RegularFile file = RegularFile.Open(path, ReadRule.Small);
        if (owner is not null && file.Owner is not null && file.Owner != owner)
        {
            throw new FileRefusedException("it belongs to another user than the folder it was looked for in");
        }

        byte[] buffer = [];
        int length = Fill(file, ref buffer, limit: null);
        Array.Resize(ref buffer, length);
        return buffer;
    }

    /// <summary>
    /// Reads both ends of a long file, one after the other in the buffer; a short file is read completely.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="buffer">A buffer to reuse; replaced by a larger one if it is too small.</param>
    /// <param name="rule">Allowed size and links.</param>
    /// <param name="split">Returns the number of bytes to read from the start for a given file length; 0 to read the
    /// whole file.</param>
    /// <param name="tail">Number of bytes to read from the end.</param>
    /// <param name="gap">Number of bytes from the start, after which the end follows; 0 if the whole file was
    /// read.</param>
    /// <returns>Number of bytes in the buffer.</returns>
    public static int ReadEnds(string path, ref byte[] buffer, ReadRule rule, Func<long, int> split, int tail, out int gap)
    {
        using RegularFile file = RegularFile.Open(path, rule);
#if NET
        int head = split(file.Length);
        if (head > 0)
        {
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
    public static byte[] ReadAll(string path, ReadRule rule)
    {
        byte[] buffer = [];
        int length = Read(path, ref buffer, rule);
        Array.Resize(ref buffer, length);
        return buffer;
    }

    /// <summary>
    /// Reads a file that the user named, which may also be a FIFO, such as the shell creates for <c>&lt;(command)</c>.
    /// </summary>
    public static byte[] ReadNamed(string path) =>
        UnixFile.IsUnix && UnixFile.StatusOf(path) is { Type: UnixFileType.Fifo } ? UnixFile.ReadPipe(path, (int)ReadRule.Named.Largest) : ReadAll(path, ReadRule.Named);

    /// <summary>
    /// True if another program has opened the file exclusively: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on
    /// Windows, and on other systems EWOULDBLOCK of the lock that .NET uses.
    /// </summary>
    public static bool IsHeld(Exception exception) =>
        exception is IOException { HResult: SharingViolation or LockViolation or WouldBlockOnLinux or WouldBlockOnMacOS };

    /// <summary>True for exceptions of the file system, which callers convert to an error.</summary>
    public static bool IsFileError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException or ArgumentException;

    /// <summary>Converts an exception of the file system to an error.</summary>
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

    /// <summary>
    /// Retries to open a file that another program may hold: installers, indexers and virus scanners do so for some
    /// milliseconds.
    /// </summary>
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
        int size = (int)Math.Min(file.Length, limit ?? int.MaxValue);
        Reserve(ref buffer, size);
        return file.Read(buffer, 0, size, 0);
    }
#else
    private static int Fill(RegularFile file, ref byte[] buffer, int? limit)
    {
        int most = limit ?? (int)ReadRule.Named.Largest;
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

    private static void Reserve(ref byte[] buffer, int size)
    {
        int wanted = Math.Max(1024, size);
        if (buffer.Length < wanted)
        {
            // A power of two, which the pool accepts back.
            int length = 1024;
            while (length < wanted)
            {
                length *= 2;
            }

            buffer = new byte[length];
        }
    }
}
