using System;
using System.ComponentModel;
using System.Diagnostics;
#if !NET
using System.IO;
#endif

namespace CondaEnv.Adapters;

/// <summary>Ends a program and all that it has started.</summary>
internal static class ProcessTree
{
    private const int Patience = 1000;

    /// <summary>Ends it, and waits a moment until it is gone.</summary>
    public static void End(Process process)
    {
        try
        {
#if NET
            process.Kill(entireProcessTree: true);
#else
            EndOnFramework(process);
#endif
            process.WaitForExit(Patience);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException or AggregateException)
        {
            // It ended by itself in the same moment, or the system will not have it; the caller goes on in either case.
        }
    }

#if !NET
    // .NET Framework cannot end a tree; the tool of Windows can. It is named by its full path, so that no other is run.
    private static void EndOnFramework(Process process)
    {
        string taskkill = Path.Combine(Environment.SystemDirectory, "taskkill.exe");
        if (Path.DirectorySeparatorChar == '\\' && File.Exists(taskkill))
        {
            ProcessStartInfo start = new(taskkill, "/PID " + process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) + " /T /F")
            {
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process? killer = Process.Start(start);
            killer?.WaitForExit(Patience);
        }

        if (!process.HasExited)
        {
            process.Kill();
        }
    }
#endif
}
