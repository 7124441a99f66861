using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Install;
using CondaEnv.Tests.Support;

namespace CondaEnv.Tests.Install;

/// <summary>Runs tests/CondaEnv.StandIn in the place of a tool, with the steps that a test gives it.</summary>
internal sealed class StandInTool : IProcessRunner, IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly TempFolder _folder = new();

    /// <summary>The steps; none for what a good tool does.</summary>
    public string[] Steps { get; set; } = [];

    /// <summary>The steps of pip.</summary>
    public string[] PipSteps { get; set; } = [];

    /// <summary>What was run, in order.</summary>
    public List<ProcessRequest> Requests { get; } = [];

    /// <summary>Full path of the executable of a name.</summary>
    public static string At(string name)
    {
        string path = Path.Combine(Path.GetDirectoryName(Fixtures.Root)!, "CondaEnv.StandIn", "bin", Configuration, "net10.0", OperatingSystem.IsWindows() ? name + ".exe" : name);
        return File.Exists(path) ? path : throw new FileNotFoundException("Build tests/CondaEnv.StandIn first.", path);
    }

    public string Temp(string name) => Path.Combine(_folder.Path, name);

    public ProcessOutcome Run(ProcessRequest request, Action<string, bool> line, Action tick, CancellationToken cancellation)
    {
        Requests.Add(request);
        List<KeyValuePair<string, string>> variables = [.. request.Variables];
        Add("CONDAENV_STANDIN", Steps);
        Add("CONDAENV_STANDIN_PIP", PipSteps);
        ProcessRequest scripted = new()
        {
            FileName = request.FileName, Arguments = request.Arguments, WorkingDirectory = request.WorkingDirectory, Variables = variables, Timeout = request.Timeout,
        };
        return new CliWrapProcessRunner().Run(scripted, line, tick, cancellation);

        void Add(string variable, string[] steps)
        {
            if (steps.Length > 0)
            {
                string file = Temp(variable);
                File.WriteAllLines(file, steps);
                variables.Add(new(variable, file));
            }
        }
    }

    public ProcessRequest Request(string name, params string[] arguments) => new() { FileName = At(name), Arguments = arguments, WorkingDirectory = _folder.Path };

    public void Dispose() => _folder.Dispose();
}
