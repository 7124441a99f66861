using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Lists a folder on Linux or macOS with the status of each item. .NET knows neither hard links nor allocated blocks,
/// and its paths cannot spell names that are not UTF-8. Items are never opened, except for folders.
/// </summary>
internal static unsafe class UnixFolder
{
    private const int Missing = 2;
    private const int NotAFolder = 20;
    private const int NoSuchFunction = 38;
    private const uint Wanted = 0x1 | 0x4 | 0x20 | 0x40 | 0x100 | 0x200 | 0x400;
    private const int StatusSize = 512;
    private const int BlockSize = 512;
    private const int WorkingDirectory = -100;
    private const int WorkingDirectoryOfMac = -2;
    private const long UnixEpoch = 621355968000000000;

    private static readonly Lazy<bool> s_isSupported = new(Probe);

    /// <summary>Receives an item of a folder.</summary>
    /// <param name="name">Its name as stored, with a zero at the end. Valid during the call only.</param>
    /// <param name="length">Number of bytes of the name, without the zero.</param>
    /// <param name="item">Its status.</param>
    /// <returns>False to stop.</returns>
    public delegate bool Visitor(byte* name, int length, in DiskStatus item);

    /// <summary>
    /// True on 64-bit Linux and macOS, if the C library has the functions: statx is in glibc since 2018 and in musl
    /// since 2024.
    /// </summary>
    public static bool IsSupported => s_isSupported.Value;

    // O_DIRECTORY: with it, a FIFO in the place of a folder is refused, not waited for.
    private static int OnlyFolder => UnixFile.IsMac ? 0x100000 : RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    /// <summary>The item at a path; null if it does not exist or may not be looked at.</summary>
    public static DiskStatus? ItemAt(string path, bool follow)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + "\0"))
        {
            return Status(UnixFile.IsMac ? WorkingDirectoryOfMac : WorkingDirectory, name, follow, out DiskStatus item) == 0 ? item : null;
        }
    }

    /// <summary>Visits the items of a folder, in the system's order. One that vanishes meanwhile is left out.</summary>
    /// <param name="path">Path of the folder, with a zero at the end.</param>
    /// <param name="follow">True to follow a link at the path.</param>
    /// <param name="visit">Called for each item.</param>
    /// <returns>False if the folder does not exist, or is none.</returns>
    /// <exception cref="IOException">As .NET would throw.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder, or the status of an item in it, may not be read; the other items were visited.</exception>
    public static bool List(byte[] path, bool follow, Visitor visit)
    {
        int descriptor;
        fixed (byte* at = path)
        {
            descriptor = NativeMethods.Open(at, OnlyFolder | UnixFile.NonBlocking | UnixFile.CloseOnExec | (follow ? 0 : UnixFile.NoFollow));
        }

        int error = descriptor < 0 ? Marshal.GetLastWin32Error() : 0;
        nint stream = descriptor < 0 ? 0 : UsesInode64 ? NativeMethods.OpenFolder64(descriptor) : NativeMethods.OpenFolder(descriptor);
        if (stream == 0)
        {
            error = error == 0 ? Marshal.GetLastWin32Error() : error;
            if (descriptor >= 0)
            {
                UnixFile.Close(descriptor);
            }

            // A folder that was replaced with a link meanwhile gives ELOOP, or ENOTDIR.
            return error is Missing or NotAFolder || error == (UnixFile.IsMac ? 62 : 40) ? false : throw UnixFile.ErrorOf(error, Text(path));
        }

        try
        {
            error = Visit(stream, descriptor, visit);
        }
        finally
        {
            _ = NativeMethods.CloseFolder(stream);
        }

        return error == 0 ? true : throw UnixFile.ErrorOf(error, Text(path));
    }

    /// <summary>A path or name as text; bytes that are not UTF-8 are replaced.</summary>
    public static string Text(byte[] path) => Encoding.UTF8.GetString(path, 0, path.Length - 1);

    private static bool UsesInode64 => UnixFile.IsMac && !UnixFile.IsArm;

    /// <summary>Visits the items; the first error for the status of one, other than that it has vanished.</summary>
    private static int Visit(nint stream, int descriptor, Visitor visit)
    {
        int failure = 0;
        int nameAt = UnixFile.IsMac ? 21 : 19;
        while (true)
        {
            byte* entry = UsesInode64 ? NativeMethods.Next64(stream) : NativeMethods.Next(stream);
            if (entry is null)
            {
                return failure;
            }

            byte* name = entry + nameAt;
            if (name[0] == (byte)'.' && (name[1] == 0 || (name[1] == (byte)'.' && name[2] == 0)))
            {
                continue;
            }

            int error = Status(descriptor, name, follow: false, out DiskStatus item);
            if (error != 0)
            {
                failure = failure != 0 || error == Missing ? failure : error;
                continue;
            }

            int length = 1;
            while (name[length] != 0)
            {
                length++;
            }

            if (!visit(name, length, item))
            {
                return failure;
            }
        }
    }

    private static int Status(int folder, byte* name, bool follow, out DiskStatus item)
    {
        byte* buffer = stackalloc byte[StatusSize];
        int result = !UnixFile.IsMac ? NativeMethods.Statx(folder, name, (follow ? 0 : 0x100) | 0x800, Wanted, buffer)
            : UsesInode64 ? NativeMethods.StatAt64(folder, name, buffer, follow ? 0 : 0x20)
            : NativeMethods.StatAt(folder, name, buffer, follow ? 0 : 0x20);
        if (result != 0)
        {
            item = default;
            return Marshal.GetLastWin32Error();
        }

        item = UnixFile.IsMac ? OfMac(buffer) : OfLinux(buffer);
        return 0;
    }

    /// <summary>struct statx, the same on all architectures.</summary>
    private static DiskStatus OfLinux(byte* at) => new()
    {
        Id = new FileId(((ulong)*(uint*)(at + 136) << 32) | *(uint*)(at + 140), *(ulong*)(at + 32)),
        IsFolder = IsFolder(*(ushort*)(at + 28)),
        Links = *(uint*)(at + 16),
        Allocated = *(long*)(at + 48) * BlockSize,
        Accessed = Ticks(*(long*)(at + 64), *(uint*)(at + 72)),
        Modified = Ticks(*(long*)(at + 112), *(uint*)(at + 120)),
    };

    /// <summary>struct stat with 64-bit inodes.</summary>
    private static DiskStatus OfMac(byte* at) => new()
    {
        Id = new FileId(*(uint*)at, *(ulong*)(at + 8)),
        IsFolder = IsFolder(*(ushort*)(at + 4)),
        Links = *(ushort*)(at + 6),
        Allocated = *(long*)(at + 104) * BlockSize,
        Accessed = Ticks(*(long*)(at + 32), *(long*)(at + 40)),
        Modified = Ticks(*(long*)(at + 48), *(long*)(at + 56)),
    };

    private static bool IsFolder(ushort mode) => (UnixFileType)(mode & 0xF000) == UnixFileType.Folder;

    /// <summary>Times that <see cref="DateTime"/> cannot represent count as unknown.</summary>
    private static long Ticks(long seconds, long nanoseconds) =>
        seconds is > -62135596800 and < 253402300799 ? UnixEpoch + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / 100) : 0;

    private static bool Probe()
    {
        if (!UnixFile.IsUnix || IntPtr.Size != 8)
        {
            return false;
        }

        try
        {
            // A kernel before 2017, or a container that forbids the call, has the function, but not what it calls.
            byte* root = stackalloc byte[2] { (byte)'/', 0 };
            int error = Status(UnixFile.IsMac ? WorkingDirectoryOfMac : WorkingDirectory, root, follow: false, out _);
            return error is not (NoSuchFunction or 1);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "open", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int Open(byte* path, int flags);

        [DllImport("libc", EntryPoint = "fdopendir", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern nint OpenFolder(int descriptor);

        [DllImport("libc", EntryPoint = "fdopendir$INODE64", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern nint OpenFolder64(int descriptor);

        [DllImport("libc", EntryPoint = "readdir", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern byte* Next(nint folder);

        [DllImport("libc", EntryPoint = "readdir$INODE64", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern byte* Next64(nint folder);

        [DllImport("libc", EntryPoint = "closedir", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int CloseFolder(nint folder);

        [DllImport("libc", EntryPoint = "statx", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int Statx(int folder, byte* path, int flags, uint mask, byte* status);

        [DllImport("libc", EntryPoint = "fstatat", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int StatAt(int folder, byte* path, byte* status, int flags);

        [DllImport("libc", EntryPoint = "fstatat$INODE64", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int StatAt64(int folder, byte* path, byte* status, int flags);
    }
}
