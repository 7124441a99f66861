using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;

namespace CondaEnv.Adapters;

/// <summary>
/// A program and all processes that it has started, including those whose parent has exited, which are not found by
/// traversing the process tree.
/// </summary>
/// <remarks>
/// On Windows, a job object contains them. On Linux, they are found by an environment variable that they inherit. Other
/// systems have neither, so CliWrap only stops the process tree.
/// </remarks>
internal sealed class ProcessFamily : IDisposable
{
    /// <summary>The environment variable that marks the processes.</summary>
    public const string Variable = "CONDAENV_RUN_ID";

    private static readonly bool s_isWindows = Path.DirectorySeparatorChar == '\\';

    private readonly WindowsJob? _job = s_isWindows ? new WindowsJob() : null;
    private Process? _process;
    private bool _exited;

    /// <summary>The value of <see cref="Variable"/>, which is unique for each run.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Whether the program itself has exited.</summary>
    public bool HasExited => _exited || (_exited = _process is null || Try(static p => p.HasExited, _process));

    /// <summary>
    /// Adds a program that was just started. On Windows, processes that it starts from now on are included.
    /// </summary>
    public void Adopt(int processId)
    {
        try
        {
            _process = Process.GetProcessById(processId);
            _job?.Add(_process);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has already exited.
        }
    }

    /// <summary>Stops all processes, as far as the system allows.</summary>
    public void End()
    {
        _job?.End();

        // A process may start another one during the search.
        for (int i = 0; i < 10 && !s_isWindows && EndMarked(); i++)
        {
        }
    }

    /// <summary>Releases the handles; processes that are still running continue.</summary>
    public void Dispose()
    {
        _process?.Dispose();
        _job?.Dispose();
    }

    /// <summary>Stops each process with the mark; false if there is none.</summary>
    private bool EndMarked()
    {
        if (!Directory.Exists("/proc/self"))
        {
            return false;
        }

        byte[] mark = Encoding.ASCII.GetBytes(Variable + "=" + Id);
        bool any = false;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Contains(folder + "/environ", mark))
            {
                any |= Try(static p => { p.Kill(); return true; }, id);
            }
        }

        return any;
    }

    private static bool Contains(string file, byte[] mark)
    {
        try
        {
            // A process that has exited but was not waited for has an empty environment.
            byte[] variables = File.ReadAllBytes(file);
            for (int i = 0; i + mark.Length <= variables.Length; i++)
            {
                int j = 0;
                while (j < mark.Length && variables[i + j] == mark[j])
                {
                    j++;
                }

                if (j == mark.Length)
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process belongs to another user or has exited.
        }

        return false;
    }

    private static bool Try(Func<Process, bool> action, int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return Try(action, process);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool Try(Func<Process, bool> action, Process process)
    {
        try
        {
            return action(process);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It exited at the same moment, or the system does not allow it.
            return true;
        }
    }
}
