using System;
using System.Runtime.InteropServices;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Finds the name of a file or folder as stored by Windows: there, both <c>teaching</c> and <c>TEACHI~1</c> may open
/// <c>Teaching course</c>. The base library has no function for this.
/// </summary>
internal static class DiskName
{
    /// <summary>Paths of at least this length need the prefix for long paths.</summary>
    private const int LongPath = 248;

    /// <summary>The name on disk of the item at a path; null if it does not exist, or if the name is unknown.</summary>
    /// <param name="path">Full path, without a trailing separator.</param>
    public static string? Find(string path)
    {
        // The system would interpret these as wildcards.
        if (path.IndexOfAny(['*', '?']) >= 0)
        {
            return null;
        }

        try
        {
            IntPtr handle = NativeMethods.FindFirstFileW(path.Length < LongPath ? path : Extended(path), out FindData data);
            if (handle == new IntPtr(-1))
            {
                return null;
            }

            NativeMethods.FindClose(handle);
            return data.FileName.Length == 0 ? null : data.FileName;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static string Extended(string path) => path.StartsWith(@"\\", StringComparison.Ordinal) ? @"\\?\UNC\" + path.Substring(2) : @"\\?\" + path;

    /// <summary>WIN32_FIND_DATAW. Each of its times consists of two halves, so it has no 8-byte alignment.</summary>
    [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode, Pack = 4)]
    private struct FindData
    {
        public uint Attributes;
        public long CreationTime;
        public long LastAccessTime;
        public long LastWriteTime;
        public uint SizeHigh;
        public uint SizeLow;
        public uint Reserved0;
        public uint Reserved1;

        [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 260)]
        public string FileName;

        [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 14)]
        public string ShortName;
    }

    private static class NativeMethods
    {
        [DllImport("kernel32.dll", ExactSpelling = true, CharSet = CharSet.Unicode, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern IntPtr FindFirstFileW(string path, out FindData data);

        [DllImport("kernel32.dll", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        internal static extern bool FindClose(IntPtr handle);
    }
}
