using System;
using System.Runtime.InteropServices;
using System.Text;

namespace CondaEnv.Foundation.Disk;

/// <content>
/// Looking at many items quickly: listing a folder with the type of each item, and opening files, with paths that are
/// already bytes. .NET would convert each name to UTF-16 and look at each link's target.
/// </content>
internal static unsafe partial class UnixFile
{
    private const int DoNotFollow = 0x100;
    private const uint TypeTimeAndSize = 0x1 | 0x40 | 0x200;
    private const int NotFoundError = 2;
    private const int NotAFolderError = 20;

    /// <summary>What is at a path, links not followed; null if the system cannot tell.</summary>
    public static DiskItem? ItemAt(string path)
    {
        if (path.Contains("\0"))
        {
            return DiskItem.Absent;
        }

        byte* buffer = stackalloc byte[StatusSize];
        try
        {
            fixed (byte* name = Encoding.UTF8.GetBytes(path + "\0"))
            {
                int result = !IsMac ? NativeMethods.StatxWithError(AtWorkingDirectory, name, DoNotFollow, TypeModeAndOwner, buffer)
                    : IsArm ? NativeMethods.LStat(name, buffer)
                    : NativeMethods.LStat64(name, buffer);
                int error = result == 0 ? 0 : LastError();
                return result == 0 ? DiskItems.OfType(Read(buffer).Type)
                    : error is NotFoundError or NotAFolderError ? DiskItem.Absent
                    : DiskItem.Denied;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Opens a file for reading without following a link, and returns immediately.</summary>
    /// <param name="path">The path in UTF-8, with a zero byte at the end.</param>
    /// <returns>The descriptor; -1 for a link.</returns>
    /// <exception cref="System.IO.IOException">As .NET would throw.</exception>
    /// <exception cref="UnauthorizedAccessException">As .NET would throw.</exception>
    public static int OpenForReading(byte[] path)
    {
        fixed (byte* name = path)
        {
            while (true)
            {
                int descriptor = NativeMethods.Open(name, ReadOnly | NonBlocking | CloseOnExec | NoTerminal | NoFollow);
                if (descriptor >= 0)
                {
                    return descriptor;
                }

                int error = LastError();
                if (error == TooManyLinks)
                {
                    return -1;
                }

                if (error != Interrupted)
                {
                    throw ErrorOf(error, Encoding.UTF8.GetString(path, 0, Array.IndexOf(path, (byte)0)));
                }
            }
        }
    }

    /// <summary>Type, size in bytes and a stamp of the last change of an open file; null if unknown.</summary>
    public static (UnixFileType Type, long Size, long Changed)? ContentOf(int descriptor)
    {
        byte* buffer = stackalloc byte[StatusSize];
        byte empty = 0;
        try
        {
            if (!IsMac)
            {
                return NativeMethods.Statx(descriptor, &empty, AtEmptyPath, TypeTimeAndSize, buffer) == 0
                    ? ((UnixFileType)(*(ushort*)(buffer + 28) & 0xF000), *(long*)(buffer + 40), (*(long*)(buffer + 112) * 1_000_000_000) + *(uint*)(buffer + 120))
                    : null;
            }

            int result = IsArm ? NativeMethods.FStat(descriptor, buffer) : NativeMethods.FStat64(descriptor, buffer);
            return result == 0
                ? ((UnixFileType)(*(ushort*)(buffer + 4) & 0xF000), *(long*)(buffer + 96), (*(long*)(buffer + 48) * 1_000_000_000) + *(long*)(buffer + 56))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Opens a folder to list it; 0 if the system does not allow that, or if there is no such folder.</summary>
    /// <param name="path">The path in UTF-8, with a zero byte at the end.</param>
    public static nint OpenFolder(byte[] path)
    {
        fixed (byte* name = path)
        {
            return IsMac && !IsArm ? NativeMethods.OpenFolder64(name) : NativeMethods.OpenFolder(name);
        }
    }

    /// <summary>The next item of a folder.</summary>
    /// <param name="folder">The folder, from <see cref="OpenFolder"/>.</param>
    /// <param name="name">Its name in UTF-8 with a zero byte at the end, valid until the next call.</param>
    /// <param name="type">Its type; null if the file system does not tell.</param>
    /// <returns>False at the end.</returns>
    public static bool NextItem(nint folder, out byte* name, out UnixFileType? type)
    {
        byte* entry = IsMac && !IsArm ? NativeMethods.NextItem64(folder) : NativeMethods.NextItem(folder);
        if (entry is null)
        {
            name = null;
            type = null;
            return false;
        }

        // struct dirent of 64-bit Linux, and of macOS with 64-bit inodes.
        int at = IsMac ? 20 : 18;
        name = entry + at + 1;
        type = entry[at] == 0 ? null : (UnixFileType)(entry[at] << 12);
        return true;
    }

    /// <summary>Closes a folder.</summary>
    public static void CloseFolder(nint folder) => _ = NativeMethods.CloseFolder(folder);

#if NET
    private static partial class NativeMethods
    {
        [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int StatxWithError(int folder, byte* path, int flags, uint mask, byte* status);

        [LibraryImport("libc", EntryPoint = "lstat", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int LStat(byte* path, byte* status);

        [LibraryImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int LStat64(byte* path, byte* status);

        [LibraryImport("libc", EntryPoint = "opendir")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial nint OpenFolder(byte* path);

        [LibraryImport("libc", EntryPoint = "opendir$INODE64")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial nint OpenFolder64(byte* path);

        [LibraryImport("libc", EntryPoint = "readdir")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial byte* NextItem(nint folder);

        [LibraryImport("libc", EntryPoint = "readdir$INODE64")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial byte* NextItem64(nint folder);

        [LibraryImport("libc", EntryPoint = "closedir")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static partial int CloseFolder(nint folder);
    }
#else
    private static partial class NativeMethods
    {
        [DllImport("libc", EntryPoint = "statx", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int StatxWithError(int folder, byte* path, int flags, uint mask, byte* status);

        [DllImport("libc", EntryPoint = "lstat", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int LStat(byte* path, byte* status);

        [DllImport("libc", EntryPoint = "lstat$INODE64", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int LStat64(byte* path, byte* status);

        [DllImport("libc", EntryPoint = "opendir", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern nint OpenFolder(byte* path);

        [DllImport("libc", EntryPoint = "opendir$INODE64", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern nint OpenFolder64(byte* path);

        [DllImport("libc", EntryPoint = "readdir", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern byte* NextItem(nint folder);

        [DllImport("libc", EntryPoint = "readdir$INODE64", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern byte* NextItem64(nint folder);

        [DllImport("libc", EntryPoint = "closedir", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int CloseFolder(nint folder);
    }
#endif
}
