using System.Runtime.InteropServices;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Checks whether a process is running by calling the system. Code that only reads must not be able to start processes,
/// as the process library could.
/// </summary>
internal static class ProcessNumber
{
    /// <summary>Id of this process.</summary>
    public static int Own => UnixFile.IsUnix ? NativeMethods.GetPid() : (int)NativeMethods.GetCurrentProcessId();

    /// <summary>False if there is certainly no such process on this machine.</summary>
    public static bool IsRunning(int number)
    {
        const int noSuchProcess = 3;
        const int invalidParameter = 87;
        const uint queryLimited = 0x1000;
        if (UnixFile.IsUnix)
        {
            // Signal 0 is not sent; it only checks the process.
            return NativeMethods.Kill(number, 0) == 0 || Marshal.GetLastWin32Error() != noSuchProcess;
        }

        nint handle = NativeMethods.OpenProcess(queryLimited, inheritHandle: false, (uint)number);
        if (handle == 0)
        {
            return Marshal.GetLastWin32Error() != invalidParameter;
        }

        NativeMethods.CloseHandle(handle);
        return true;
    }

    // Plain imports: both targets support them, and no value needs marshaling.
#pragma warning disable SYSLIB1054
    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "getpid", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int GetPid();

        [DllImport("libc", EntryPoint = "kill", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int Kill(int process, int signal);

        [DllImport("kernel32.dll", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern uint GetCurrentProcessId();

        [DllImport("kernel32.dll", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern nint OpenProcess(uint access, [MarshalAs(UnmanagedType.Bool)] bool inheritHandle, uint process);

        [DllImport("kernel32.dll", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        internal static extern bool CloseHandle(nint handle);
    }
#pragma warning restore SYSLIB1054
}
