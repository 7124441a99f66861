using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace CondaEnv.Tests.Windows;

/// <summary>Runs programs, those of Windows among them, and ends them with all that they have started.</summary>
internal sealed class Wine(string loader, string prefix, IReadOnlyDictionary<string, string> variables)
{
    /// <summary>wine64, in PATH or where Debian puts it; null if it is not installed.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/lib/wine")
        .Select(static folder => Path.Combine(folder, "wine64"))
        .FirstOrDefault(File.Exists);

    /// <summary>A path of this system as Wine's programs see it.</summary>
    public static string PathOf(string path) => "Z:" + path.Replace('/', '\\');

    /// <summary>Runs a program of Windows.</summary>
    public Task<(int? ExitCode, string Output)> RunAsync(TimeSpan limit, CancellationToken cancellation, params string[] command) =>
        StartAsync(limit, cancellation, [loader, .. command]);

    /// <summary>Runs a program of Windows whose console host wants a terminal as its standard input.</summary>
    public async Task<(int? ExitCode, string Output)> RunWithTerminalAsync(TimeSpan limit, CancellationToken cancellation, params string[] command)
    {
        // Two files, since 'script' takes one text and its own standard output is the terminal's.
        string output = Path.Combine(prefix, "output.txt");
        string script = Path.Combine(prefix, "run.sh");
        await File.WriteAllTextAsync(script, $"exec {string.Join(' ', ((string[])[loader, .. command]).Select(Quote))} > {Quote(output)} 2>&1\n", cancellation);
        (int? exitCode, _) = await StartAsync(limit, cancellation, "script", "--quiet", "--return", "--command", "sh " + Quote(script), "/dev/null");
        return (exitCode, await File.ReadAllTextAsync(output, cancellation));
    }

    /// <summary>Ends every program that runs in the prefix, Wine's own services too.</summary>
    public async Task EndAsync()
    {
        string server = Path.Combine(Path.GetDirectoryName(loader)!, "wineserver");
        await StartAsync(TimeSpan.FromSeconds(30), CancellationToken.None, File.Exists(server) ? server : "wineserver", "--kill");
    }

    /// <summary>Runs a program of this system.</summary>
    /// <returns>The exit code, null if its time was over, and both streams.</returns>
    public async Task<(int? ExitCode, string Output)> StartAsync(TimeSpan limit, CancellationToken cancellation, params string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        StringBuilder output = new();
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(limit);
        try
        {
            // Not for the ends of its streams: a service that it started may hold them.
            await WaitAsync(process, over.Token);
            await Task.WhenAny(process.WaitForExitAsync(over.Token), Task.Delay(TimeSpan.FromSeconds(2), cancellation));
            return (process.ExitCode, Text());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return (null, Text());
        }

        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Append(line.Data).Append('\n');
            }
        }

        string Text()
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    private static async Task WaitAsync(Process process, CancellationToken cancellation)
    {
        while (!process.HasExited)
        {
            await Task.Delay(100, cancellation);
        }
    }

    private static string Quote(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
