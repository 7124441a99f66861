using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// File functions of Linux and macOS that .NET does not provide: whether something is a regular file, who owns it, and
/// opening without waiting for the other end of a FIFO. Everything else uses .NET.
/// </summary>
internal static unsafe partial class UnixFile
{
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;
    private const int Interrupted = 4;
    private const int AtWorkingDirectory = -100;
    private const int AtEmptyPath = 0x1000;
    private const uint TypeModeAndOwner = 0x1 | 0x2 | 0x8;

#if NET
    private const uint OfGroup = 0x10;
#endif

    // struct statx is the same on all architectures of Linux, struct stat on both of macOS (with 64-bit inodes).
    private const int StatusSize = 512;

    // PATH_MAX of Linux, which is more than that of macOS.
    private const int LongestPath = 4097;

    // A FIFO without a writer cannot be distinguished from one whose writer has not started yet.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>True on Linux and macOS.</summary>
    public static bool IsUnix => Path.DirectorySeparatorChar == '/';

#if NET
    internal static bool IsMac => OperatingSystem.IsMacOS();
#else
    internal static bool IsMac => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
#endif

    internal static int NonBlocking => IsMac ? 0x4 : 0x800;

    internal static int CloseOnExec => IsMac ? 0x1000000 : 0x80000;

    internal static int NoFollow => IsMac ? 0x100 : RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 or Architecture.X86 => 0x20000,
        Architecture.Arm64 or Architecture.Arm => 0x8000,
        _ => 0,
    };

    private static int TooManyLinks => IsMac ? 62 : 40;

    private static int NoTerminal => IsMac ? 0x20000 : 0x100;

    /// <summary>Opens a path for reading and returns immediately, regardless of the type of file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="follow">True to follow a link at the path.</param>
    /// <returns>The descriptor; -1 for a link that is not followed.</returns>
    /// <exception cref="IOException">As .NET would throw.</exception>
    /// <exception cref="UnauthorizedAccessException">As .NET would throw.</exception>
    public static int OpenForReading(string path, bool follow = true)
    {
        int descriptor = Open(path, ReadOnly | NonBlocking | CloseOnExec | NoTerminal | (follow ? 0 : NoFollow), out int error);
        return descriptor >= 0 ? descriptor : !follow && error == TooManyLinks ? -1 : throw ErrorOf(error, path);
    }

    /// <summary>The path after following all links; null if it does not exist, or if that is unknown.</summary>
    public static string? RealPath(string path)
    {
        byte* resolved = stackalloc byte[LongestPath];
        fixed (byte* name = Encoding.UTF8.GetBytes(path + "\0"))
        {
            if (path.Contains("\0") || NativeMethods.RealPath(name, resolved) == 0)
            {
                return null;
            }
        }

        int length = 0;
        while (resolved[length] != 0)
        {
            length++;
        }

        return Encoding.UTF8.GetString(resolved, length);
    }

#if NET
    /// <summary>Copies the owner and group of another file, if the user is allowed to: root is.</summary>
    public static void TryKeepOwner(string of, string path)
    {
        byte* buffer = stackalloc byte[StatusSize];
        fixed (byte* from = Encoding.UTF8.GetBytes(of + "\0"))
        fixed (byte* to = Encoding.UTF8.GetBytes(path + "\0"))
        {
            int result;
            try
            {
                result = !IsMac ? NativeMethods.Statx(AtWorkingDirectory, from, 0, TypeModeAndOwner | OfGroup, buffer)
                    : IsArm ? NativeMethods.Stat(from, buffer)
                    : NativeMethods.Stat64(from, buffer);
            }
            catch (EntryPointNotFoundException)
            {
                return;
            }

            if (result == 0)
            {
                uint* ids = (uint*)(buffer + (IsMac ? 16 : 20));
                _ = NativeMethods.ChangeOwner(to, ids[0], ids[1]);
            }
        }
    }
#endif

    /// <summary>Reads a FIFO to its end, after waiting for a writer.</summary>
    /// <param name="path">Path of the FIFO, which may be unnamed, such as /dev/fd/63.</param>
    /// <param name="largest">Maximum number of bytes.</param>
    /// <exception cref="FileRefusedException">There is no writer, or the content is too large.</exception>
    /// <exception cref="IOException">As thrown by the system.</exception>
    public static byte[] ReadPipe(string path, int largest)
    {
        int again = IsMac ? 35 : 11;
        int descriptor = OpenForReading(path);
        try
        {
            byte[] buffer = new byte[64 * 1024];
            int length = 0;
            bool hasWriter = false;
            Stopwatch waited = Stopwatch.StartNew();
            while (true)
            {
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, largest + 1L));
                }

                int read;
                int error;
                fixed (byte* at = buffer)
                {
                    read = (int)NativeMethods.Read(descriptor, at + length, buffer.Length - length);
                    error = read < 0 ? LastError() : 0;
                }

                length += Math.Max(read, 0);
                hasWriter |= read > 0 || error == again;
                if (length > largest)
                {
                    throw new FileRefusedException(FormattableString.Invariant($"it gives more than {largest:N0} bytes"));
                }

                if (read == 0 && hasWriter)
                {
                    Array.Resize(ref buffer, length);
                    return buffer;
                }

                if (read == 0 && waited.Elapsed > s_patience)
                {
                    throw new FileRefusedException("nothing writes to this FIFO");
                }

                if (read <= 0 && error != Interrupted)
                {
                    _ = read == 0 || error == again ? true : throw ErrorOf(error, path);
                    Thread.Sleep(5);
                }
            }
        }
        finally
        {
            Close(descriptor);
        }
    }

    /// <summary>Opens an existing item for writing, without truncating it.</summary>
    /// <param name="path">Path of the item.</param>
    /// <param name="wait">True to wait for the reader of a FIFO.</param>
    /// <param name="descriptor">The descriptor, if it could be opened.</param>
    /// <returns>False for a FIFO without a reader.</returns>
    /// <exception cref="IOException">As .NET would throw.</exception>
    /// <exception cref="UnauthorizedAccessException">As .NET would throw.</exception>
    public static bool TryOpenForWriting(string path, bool wait, out int descriptor)
    {
        const int noReader = 6;
        descriptor = Open(path, WriteOnly | CloseOnExec | NoTerminal | (wait ? 0 : NonBlocking), out int error);
        return descriptor >= 0 || (error == noReader && !wait ? false : throw ErrorOf(error, path));
    }

    /// <summary>Writes all data.</summary>
    /// <exception cref="IOException">As thrown by the system.</exception>
    public static void Write(int descriptor, byte[] data, string path)
    {
        int again = IsMac ? 35 : 11;
        fixed (byte* start = data)
        {
            for (int written = 0; written < data.Length;)
            {
                int count = (int)NativeMethods.Write(descriptor, start + written, data.Length - written);
                if (count >= 0)
                {
                    written += count;
                    continue;
                }

                int error = LastError();
                if (error == again)
                {
                    // Another process made the descriptor non-blocking, and its reader is slow.
                    Thread.Sleep(5);
                }
                else if (error != Interrupted)
                {
                    throw ErrorOf(error, path);
                }
            }
        }
    }

    /// <summary>Reads the next bytes; 0 at the end.</summary>
    /// <exception cref="IOException">As thrown by the system.</exception>
    public static int Read(int descriptor, byte[] buffer, int start, int count, string path)
    {
        fixed (byte* at = buffer)
        {
            while (true)
            {
                int read = (int)NativeMethods.Read(descriptor, at + start, count);
                if (read >= 0)
                {
                    return read;
                }

                int error = LastError();
                if (error != Interrupted)
                {
                    throw ErrorOf(error, path);
                }
            }
        }
    }

    public static void Close(int descriptor) => _ = NativeMethods.Close(descriptor);

    /// <summary>The type and owner of an open file; null if unknown.</summary>
    public static UnixFileStatus? StatusOf(int descriptor)
    {
        byte* buffer = stackalloc byte[StatusSize];
        byte empty = 0;
        try
        {
            int result = !IsMac ? NativeMethods.Statx(descriptor, &empty, AtEmptyPath, TypeModeAndOwner, buffer)
                : IsArm ? NativeMethods.FStat(descriptor, buffer)
                : NativeMethods.FStat64(descriptor, buffer);
            return result == 0 ? Read(buffer) : null;
        }
        catch (EntryPointNotFoundException)
        {
            // The C library is older than 2018.
            return null;
        }
    }

    /// <summary>
    /// The type and owner of the item at a path, following links; null if it does not exist, or if that is unknown.
    /// </summary>
    public static UnixFileStatus? StatusOf(string path)
    {
        byte* buffer = stackalloc byte[StatusSize];
        try
        {
            fixed (byte* name = Encoding.UTF8.GetBytes(path + "\0"))
            {
                int result = !IsMac ? NativeMethods.Statx(AtWorkingDirectory, name, 0, TypeModeAndOwner, buffer)
                    : IsArm ? NativeMethods.Stat(name, buffer)
                    : NativeMethods.Stat64(name, buffer);
                return result == 0 ? Read(buffer) : null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    internal static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    private static UnixFileStatus Read(byte* buffer) => IsMac
        ? new UnixFileStatus((UnixFileType)(*(ushort*)(buffer + 4) & 0xF000), *(uint*)(buffer + 16))
        : new UnixFileStatus((UnixFileType)(*(ushort*)(buffer + 28) & 0xF000), *(uint*)(buffer + 20));

    private static int Open(string path, int flags, out int error)
    {
        if (path.Contains("\0"))
        {
            throw new ArgumentException("The path holds a null character.", nameof(path));
        }

        int size = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        byte[]? large = size > 1024 ? new byte[size] : null;
        byte* small = stackalloc byte[1024];
        fixed (byte* rented = large)
        fixed (char* characters = path)
        {
            byte* name = large is null ? small : rented;
            name[path.Length == 0 ? 0 : Encoding.UTF8.GetBytes(characters, path.Length, name, size - 1)] = 0;
            while (true)
            {
                int descriptor = NativeMethods.Open(name, flags);
                error = descriptor >= 0 ? 0 : LastError();
                if (error != Interrupted)
                {
                    return descriptor;
                }
            }
        }
    }

    internal static Exception ErrorOf(int error, string path)
    {
        const int notPermitted = 1;
        const int notFound = 2;
        const int noPeer = 6;
        const int denied = 13;
        const int notAFolder = 20;
        return error switch
        {
            notFound when Directory.Exists(Path.GetDirectoryName(path)) => new FileNotFoundException($"Could not find file '{path}'.", path),
            notFound or notAFolder => new DirectoryNotFoundException($"Could not find a part of the path '{path}'."),
            notPermitted or denied => new UnauthorizedAccessException($"Access to the path '{path}' is denied."),
            noPeer => new FileRefusedException("it is a socket or a device without a driver, not a regular file"),
            _ => new IOException(MessageOf(error)),
        };
    }

#if NET
    private static int LastError() => Marshal.GetLastPInvokeError();

    private static string MessageOf(int error) => Marshal.GetPInvokeErrorMessage(error);

    private static partial class NativeMethods
    {
        [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int Open(byte* path, int flags);

        [LibraryImport("libc", EntryPoint = "close")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int Close(int descriptor);

        [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial nint Read(int descriptor, byte* data, nint count);

        [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial nint Write(int descriptor, byte* data, nint count);

        [LibraryImport("libc", EntryPoint = "lchown")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int ChangeOwner(byte* path, uint owner, uint group);

        [LibraryImport("libc", EntryPoint = "realpath")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial nint RealPath(byte* path, byte* resolved);

        [LibraryImport("libc", EntryPoint = "statx")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int Statx(int folder, byte* path, int flags, uint mask, byte* status);

        [LibraryImport("libc", EntryPoint = "fstat")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int FStat(int descriptor, byte* status);

        [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int FStat64(int descriptor, byte* status);

        [LibraryImport("libc", EntryPoint = "stat")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int Stat(byte* path, byte* status);

        [LibraryImport("libc", EntryPoint = "stat$INODE64")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int Stat64(byte* path, byte* status);
    }
#else
    private static int LastError() => Marshal.GetLastWin32Error();

    private static string MessageOf(int error) => new System.ComponentModel.Win32Exception(error).Message;

    private static partial class NativeMethods
    {
        [DllImport("libc", EntryPoint = "open", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int Open(byte* path, int flags);

        [DllImport("libc", EntryPoint = "close", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int Close(int descriptor);

        [DllImport("libc", EntryPoint = "read", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern nint Read(int descriptor, byte* data, nint count);

        [DllImport("libc", EntryPoint = "write", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern nint Write(int descriptor, byte* data, nint count);

        [DllImport("libc", EntryPoint = "realpath", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern nint RealPath(byte* path, byte* resolved);

        [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int Statx(int folder, byte* path, int flags, uint mask, byte* status);

        [DllImport("libc", EntryPoint = "fstat", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int FStat(int descriptor, byte* status);

        [DllImport("libc", EntryPoint = "fstat$INODE64", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int FStat64(int descriptor, byte* status);

        [DllImport("libc", EntryPoint = "stat", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int Stat(byte* path, byte* status);

        [DllImport("libc", EntryPoint = "stat$INODE64", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int Stat64(byte* path, byte* status);
    }
#endif
}
