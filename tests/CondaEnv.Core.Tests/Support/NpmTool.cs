using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace CondaEnv.Tests.Support;

/// <summary>
/// Runs a script of a folder below <c>tests</c> with the packages of npm that the folder names, which are installed once into a
/// temporary folder. Where node or npm is absent, or no registry answers, the test is skipped and says so.
/// </summary>
internal static class NpmTool
{
    private const int InstallMilliseconds = 120_000;

    /// <summary>The folder below <c>tests</c>.</summary>
    public static string Source(string folder) => Path.GetFullPath(Path.Combine(Fixtures.Root, "..", folder));

    /// <summary>What the script prints, given the input.</summary>
    /// <param name="folder">Name of the folder below <c>tests</c>, with <c>package.json</c> and its lock.</param>
    /// <param name="script">The script in it.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="without">What is not held against what, where the tool is absent.</param>
    public static string Run(string folder, string script, string input, string without)
    {
        string installed = Install(folder, script, without);
        (int exitCode, string output, string error) = Start("node", installed, input, 60_000, without, Path.Combine(installed, script));
        Assert.True(exitCode == 0, error);
        return output;
    }

    private static string Install(string folder, string script, string without)
    {
        string source = Source(folder);
        string[] files = ["package.json", "package-lock.json", script];
        string stamp = Convert.ToHexString(SHA256.HashData([.. files.SelectMany(f => File.ReadAllBytes(Path.Combine(source, f)))]))[..16];
        string target = Path.Combine(Path.GetTempPath(), $"condaenv-{folder}-{stamp}");
        if (Directory.Exists(target))
        {
            return target;
        }

        // Several test processes may do this at once: each installs beside, the first rename wins.
        string mine = $"{target}.{Environment.ProcessId}";
        Directory.CreateDirectory(mine);
        foreach (string file in files)
        {
            File.Copy(Path.Combine(source, file), Path.Combine(mine, file), overwrite: true);
        }

        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        (int exitCode, _, string error) = Start(npm, mine, "", InstallMilliseconds, without, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (exitCode != 0)
        {
            Directory.Delete(mine, recursive: true);
            Assert.Skip($"npm could not install what '{folder}' needs; {without}: {error.Trim()}");
        }

        try
        {
            Directory.Move(mine, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(mine, recursive: true);
        }

        return target;
    }

    private static (int ExitCode, string Output, string Error) Start(
        string program, string folder, string input, int milliseconds, string without, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            if (!process.WaitForExit(milliseconds))
            {
                process.Kill(entireProcessTree: true);
                return (-1, "", $"{program} took too long");
            }

            return (process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"'{program}' is not here: {without}.");
            throw;
        }
    }
}
