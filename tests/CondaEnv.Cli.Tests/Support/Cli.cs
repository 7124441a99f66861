using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using CondaEnv.Machines.Host;
using CondaEnv.Tests.Support;

namespace CondaEnv.Cli.Tests.Support;

/// <summary>Runs the command line in this process, on a machine of its own: an empty home, the variables given and no others.</summary>
internal sealed class Cli : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary>Makes the machine.</summary>
    /// <param name="envsDirs">The folder whose entries have names; null for the shipped environments.</param>
    public Cli(string? envsDirs = null)
    {
        Home = Directory.CreateDirectory(Path.Combine(_folder.Path, "home")).FullName;
        Current = Directory.CreateDirectory(Path.Combine(_folder.Path, "work")).FullName;
        Directory.CreateDirectory(Path.Combine(_folder.Path, "root"));
        Set("CONDA_ENVS_DIRS", envsDirs ?? Path.Combine(Fixtures.Root, "envs"));
    }

    public string Home { get; }

    public string Current { get; }

    public CancellationToken Cancellation { get; init; }

    public void Set(string variable, string value) => _variables[variable] = value;

    public CliResult Run(params string[] args)
    {
        Machine machine = new(name => _variables.GetValueOrDefault(name), Home)
        {
            ComputerName = "here",
            CurrentDirectory = Current,
            SystemRoot = Path.Combine(_folder.Path, "root"),
        };
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        int exitCode = CommandLine.Run(args, new Terminal(machine, output, error, Cancellation));
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>What a run left.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Lines of standard error.</summary>
    public string[] Errors => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as JSON.</summary>
    public JsonElement Json()
    {
        using JsonDocument document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }
}
