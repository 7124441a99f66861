using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CondaEnv.Tests.Support;

namespace CondaEnv.Cli.Tests.Support;

/// <summary>Runs the built program as a process, with an environment of its own.</summary>
internal static class CliProcess
{
    /// <summary>The built program.</summary>
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "condaenv.dll");

    /// <summary>The runtime's launcher.</summary>
    public static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>Runs <c>condaenv</c>.</summary>
    public static Task<(int ExitCode, byte[] Output, string Error)> Run(params string[] args) => Start(DotNet, [Assembly, .. args]);

    /// <summary>Runs a program.</summary>
    public static async Task<(int ExitCode, byte[] Output, string Error)> Start(string program, string[] args)
    {
        using TempFolder home = new();
        ProcessStartInfo start = new(program, args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        Dictionary<string, string?> kept = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in new[] { "PATH", "DOTNET_ROOT", "SystemRoot", "TEMP", "TMP" })
        {
            kept[name] = Environment.GetEnvironmentVariable(name);
        }

        start.Environment.Clear();
        foreach (KeyValuePair<string, string?> variable in kept)
        {
            if (variable.Value is not null)
            {
                start.Environment[variable.Key] = variable.Value;
            }
        }

        // A conda of the developer's own is an installation of the machine.
        start.Environment["PATH"] = string.Join(Path.PathSeparator, (kept["PATH"] ?? "").Split(Path.PathSeparator).Where(static folder =>
            folder is "/bin" or "/usr/bin" || !new[] { "conda", "conda.exe", "conda.bat" }.Any(name => File.Exists(Path.Combine(folder, name)))));
        start.Environment["HOME"] = home.Path;
        start.Environment["USERPROFILE"] = home.Path;
        start.Environment["CONDAENV_SYSTEM_ROOT"] = home.Path;
        start.Environment["LC_ALL"] = "C";
        start.Environment["DOTNET_CLI_HOME"] = home.Path;
        start.Environment["CONDA_ENVS_DIRS"] = Path.Combine(Fixtures.Root, "envs");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ToArray(), await error);
    }

    /// <summary>The bytes as UTF-8.</summary>
    public static string Text(byte[] data) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(data);
}
