using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CondaEnv.Adapters;

/// <summary>
/// A job object on Windows: it contains all processes that its processes start, and they can all be stopped at once.
/// </summary>
internal sealed class WindowsJob : IDisposable
{
    private readonly SafeWaitHandle _handle = new(NativeMethods.CreateJobObjectW(IntPtr.Zero, IntPtr.Zero), ownsHandle: true);

    /// <summary>Adds a process. If the system does not allow it, only the process tree can be stopped.</summary>
    public void Add(Process process)
    {
        if (!_handle.IsInvalid)
        {
            NativeMethods.AssignProcessToJobObject(_handle, process.SafeHandle);
        }
    }

    /// <summary>Stops all processes in the job.</summary>
    public void End()
    {
        if (!_handle.IsInvalid)
        {
            NativeMethods.TerminateJobObject(_handle, 1);
        }
    }

    /// <summary>Closes the handle; the processes in the job continue.</summary>
    public void Dispose() => _handle.Dispose();

    private static class NativeMethods
    {
        [DllImport("kernel32.dll", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern IntPtr CreateJobObjectW(IntPtr attributes, IntPtr name);

        [DllImport("kernel32.dll", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static extern bool AssignProcessToJobObject(SafeWaitHandle job, SafeProcessHandle process);

        [DllImport("kernel32.dll", ExactSpelling = true, SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static extern bool TerminateJobObject(SafeWaitHandle job, uint exitCode);
    }
}
