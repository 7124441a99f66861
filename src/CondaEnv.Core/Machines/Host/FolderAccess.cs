using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace CondaEnv.Machines.Host;

/// <summary>Checks whether this user may create a folder, without creating one.</summary>
internal static class FolderAccess
{
    /// <summary>
    /// True if a folder could be created at the path, or in it if it exists; also true if that is unknown.
    /// </summary>
    /// <param name="path">Full path of a folder that need not exist.</param>
    public static bool IsWritable(string path)
    {
        string? existing = path;
        while (existing is not null && !Directory.Exists(existing))
        {
            existing = MachinePaths.Parent(existing);
        }

        try
        {
            return existing is not null && (Path.DirectorySeparatorChar == '\\' ? MayAddFolder(existing) : NativeMethods.Access(Encoding.UTF8.GetBytes(existing + "\0"), NativeMethods.Write) == 0);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return true;
        }
    }

    /// <summary>Windows checks the requested rights when a folder is opened; this writes nothing.</summary>
    private static bool MayAddFolder(string folder)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = NativeMethods.CreateFileW(
            folder, NativeMethods.AddSubdirectory, NativeMethods.ShareAll, IntPtr.Zero, NativeMethods.OpenExisting, NativeMethods.BackupSemantics, IntPtr.Zero);
        return !handle.IsInvalid;
    }

    private static class NativeMethods
    {
        /// <summary>Value of W_OK.</summary>
        internal const int Write = 2;

        /// <summary>Value of FILE_ADD_SUBDIRECTORY.</summary>
        internal const uint AddSubdirectory = 4;

        internal const uint ShareAll = 7;
        internal const uint OpenExisting = 3;
        internal const uint BackupSemantics = 0x02000000;

        [DllImport("kernel32.dll", ExactSpelling = true, CharSet = CharSet.Unicode, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern Microsoft.Win32.SafeHandles.SafeFileHandle CreateFileW(
            string name, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);

        [DllImport("libc", EntryPoint = "access", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int Access(byte[] path, int mode);
    }
}
