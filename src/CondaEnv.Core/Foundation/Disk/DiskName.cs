using System;
using System.Runtime.InteropServices;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// The name of a file or folder as Windows keeps it: there, <c>teaching</c> and <c>TEACHI~1</c> both open
/// <c>Teaching course</c>. The base library has no such question.
/// </summary>
internal static class DiskName
{
    /// <summary>From here on a path needs the prefix of long paths.</summary>
    private const int LongPath = 248;

    /// <summary>The name on disk of what is at a path; null if nothing is there, or if the system does not say.</summary>
    /// <param name="path">Full path, without a separator at its end.</param>
    public static string? Find(string path)
    {
        // The system takes these for patterns.
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

    /// <summary>WIN32_FIND_DATAW; its times are of two halves each, so that nothing in it is aligned to eight bytes.</summary>
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
