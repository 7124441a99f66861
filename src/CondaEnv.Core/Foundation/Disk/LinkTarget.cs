using System;
using System.IO;
#if !NET
using System.Runtime.InteropServices;
using System.Text;
#endif

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Reads the target of a link. .NET 6 and later have a function for this; on netstandard2.0, the system is called.
/// </summary>
internal static class LinkTarget
{
    /// <summary>More links than any real path has; for conda, the kernel's limit applies (ELOOP).</summary>
    public const int MaximumLinks = 40;

    /// <summary>The final target of a path after following all links; null if it does not exist.</summary>
    public static string? Final(string path)
    {
        if (UnixFile.IsUnix)
        {
            return UnixFile.RealPath(path);
        }

        string target = Path.GetFullPath(path);
        for (int links = 0; Read(target) is { } next && links < MaximumLinks; links++)
        {
            target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(target) ?? target, next));
        }

        return File.Exists(target) || Directory.Exists(target) ? target : null;
    }

    /// <summary>Whether a path without links is inside a folder, after resolving the folder's own links.</summary>
    public static bool IsInside(string target, string folder)
    {
        StringComparison comparison = UnixFile.IsUnix ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        string root = (Final(folder) ?? folder).TrimEnd('/', Path.DirectorySeparatorChar);
        return target.Length > root.Length && target.StartsWith(root, comparison) && (target[root.Length] == Path.DirectorySeparatorChar || target[root.Length] == '/');
    }

    /// <summary>
    /// The target as stored in the link, relative or absolute; null if the path is not a link or cannot be read.
    /// </summary>
    public static string? Read(string path)
    {
        try
        {
#if NET
            return new DirectoryInfo(path).LinkTarget;
#else
            if (!File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint))
            {
                return null;
            }

            return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FinalPath(path) : ReadLink(path);
#endif
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException)
        {
            return null;
        }
#if !NET
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
#endif
    }

#if !NET
    private const uint ShareAll = 7;
    private const uint OpenExisting = 3;
    private const uint BackupSemantics = 0x02000000;

    /// <summary>On Windows: opens the folder without requesting access, and queries its name.</summary>
    private static unsafe string? FinalPath(string path)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = NativeMethods.CreateFileW(path, 0, ShareAll, IntPtr.Zero, OpenExisting, BackupSemantics, IntPtr.Zero);
        if (handle.IsInvalid)
        {
            return null;
        }

        char* buffer = stackalloc char[1024];
        uint length = NativeMethods.GetFinalPathNameByHandleW(handle, buffer, 1024, 0);
        if (length is 0 or >= 1024)
        {
            return null;
        }

        string final = new(buffer, 0, (int)length);
        const string uncPrefix = @"\\?\UNC\";
        const string prefix = @"\\?\";
        if (final.StartsWith(uncPrefix, StringComparison.Ordinal))
        {
            final = @"\\" + final.Substring(uncPrefix.Length);
        }
        else if (final.StartsWith(prefix, StringComparison.Ordinal))
        {
            final = final.Substring(prefix.Length);
        }

        // A reparse point that is not a link (such as a cloud folder) refers to itself.
        return string.Equals(final, path, StringComparison.OrdinalIgnoreCase) ? null : final;
    }

    private static string? ReadLink(string path)
    {
        byte[] name = Encoding.UTF8.GetBytes(path + "\0");
        byte[] buffer = new byte[4096];
        long length = (long)NativeMethods.ReadLink(name, buffer, (IntPtr)buffer.Length);
        return length is > 0 and < 4096 ? Encoding.UTF8.GetString(buffer, 0, (int)length) : null;
    }

    private static unsafe class NativeMethods
    {
        [DllImport("kernel32.dll", ExactSpelling = true, CharSet = CharSet.Unicode, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern Microsoft.Win32.SafeHandles.SafeFileHandle CreateFileW(
            string name, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);

        [DllImport("kernel32.dll", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern uint GetFinalPathNameByHandleW(
            Microsoft.Win32.SafeHandles.SafeFileHandle file, char* path, uint length, uint flags);

        [DllImport("libc", EntryPoint = "readlink", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern IntPtr ReadLink(byte[] path, byte[] buffer, IntPtr size);
    }
#endif
}
