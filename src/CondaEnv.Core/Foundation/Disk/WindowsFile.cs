using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CondaEnv.Foundation.Disk;

/// <summary>What Windows tells about a file by its handle: identity, hard links and allocated bytes. .NET has none of it.</summary>
internal static unsafe class WindowsFile
{
    private const uint ReadAttributes = 0x80;
    private const uint ShareAll = 7;
    private const uint OpenExisting = 3;

    // A folder can only be opened with the first; the second opens a link instead of its target.
    private const uint BackupSemantics = 0x02000000;
    private const uint OpenLink = 0x00200000;
    private const int StandardInformation = 1;
    private const uint NoSize = 0xFFFFFFFF;
    private const string FileSystemKey = @"SYSTEM\CurrentControlSet\Control\FileSystem";

    /// <summary>Adds what only the handle tells. Opened for attributes only: no content is read, and no access time changes.</summary>
    /// <returns>The item; as given if it cannot be opened.</returns>
    public static DiskStatus Complete(DiskStatus known, string path, FileAttributes attributes, bool follow)
    {
        string longPath = path.Length < 248 || path.StartsWith(@"\\", StringComparison.Ordinal) ? path : @"\\?\" + path;
        try
        {
            using SafeFileHandle handle = NativeMethods.CreateFileW(
                longPath, ReadAttributes, ShareAll, IntPtr.Zero, OpenExisting, BackupSemantics | (follow ? 0 : OpenLink), IntPtr.Zero);
            FileInformation file;
            if (handle.IsInvalid || NativeMethods.GetFileInformationByHandle(handle, &file) == 0)
            {
                return known;
            }

            return known with
            {
                Id = new FileId(file.Volume, ((ulong)file.IndexHigh << 32) | file.IndexLow),
                Links = Math.Max(file.Links, 1),
                Allocated = Allocated(handle, longPath, attributes) ?? known.Allocated,
            };
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return known;
        }
    }

    /// <summary>
    /// Whether NTFS updates the time of the last access: <c>NtfsDisableLastAccessUpdate</c> as <c>fsutil behavior query
    /// disablelastaccess</c> reads it, of which the last bit means off. False if it is not set.
    /// </summary>
    public static bool KeepsAccessTimes() => WindowsRegistry.Number(WindowsRegistry.LocalMachine, FileSystemKey, "NtfsDisableLastAccessUpdate") is { } value && (value & 1) == 0;

    /// <summary>Whether programs may open paths of more than 259 characters (<c>LongPathsEnabled</c>); false elsewhere than on Windows.</summary>
    public static bool AllowsLongPaths() => !UnixFile.IsUnix && WindowsRegistry.Number(WindowsRegistry.LocalMachine, FileSystemKey, "LongPathsEnabled") == 1;

    private static long? Allocated(SafeFileHandle handle, string path, FileAttributes attributes)
    {
        // The allocation size of these counts what is not stored, too.
        if ((attributes.HasFlag(FileAttributes.SparseFile) || attributes.HasFlag(FileAttributes.Compressed)) && !attributes.HasFlag(FileAttributes.Directory))
        {
            uint high;
            uint low = NativeMethods.GetCompressedFileSizeW(path, &high);
            return low == NoSize && Marshal.GetLastWin32Error() != 0 ? null : ((long)high << 32) | low;
        }

        Standard standard;
        return NativeMethods.GetFileInformationByHandleEx(handle, StandardInformation, &standard, (uint)sizeof(Standard)) == 0 ? null : standard.AllocationSize;
    }

    /// <summary>BY_HANDLE_FILE_INFORMATION; its times consist of two halves each.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct FileInformation
    {
        public uint Attributes;
        public long Created;
        public long Accessed;
        public long Written;
        public uint Volume;
        public uint SizeHigh;
        public uint SizeLow;
        public uint Links;
        public uint IndexHigh;
        public uint IndexLow;
    }

    /// <summary>FILE_STANDARD_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Standard
    {
        public long AllocationSize;
        public long EndOfFile;
        public uint Links;
        public byte DeletePending;
        public byte Directory;
    }

    private static class NativeMethods
    {
        [DllImport("kernel32.dll", ExactSpelling = true, CharSet = CharSet.Unicode, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern SafeFileHandle CreateFileW(string name, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);

        [DllImport("kernel32.dll", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int GetFileInformationByHandle(SafeFileHandle file, FileInformation* information);

        [DllImport("kernel32.dll", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int GetFileInformationByHandleEx(SafeFileHandle file, int kind, void* information, uint size);

        [DllImport("kernel32.dll", ExactSpelling = true, CharSet = CharSet.Unicode, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern uint GetCompressedFileSizeW(string name, uint* high);
    }
}
