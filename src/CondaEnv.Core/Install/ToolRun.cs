using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Install;

/// <summary>
/// Runs the tools of one task with a common time limit in a private folder, and converts each failure to one error.
/// </summary>
internal sealed class ToolRun
{
    private readonly IProcessRunner _runner;
    private readonly string _folder;
    private readonly TimeSpan? _timeout;
    private readonly Action<CreateProgress> _progress;
    private readonly Action<string> _verbose;
    private readonly CancellationToken _cancellation;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Starts the time limit.</summary>
    /// <param name="runner">Runs programs.</param>
    /// <param name="folder">Working directory of the programs.</param>
    /// <param name="timeout">Time limit after which they are stopped; null for none.</param>
    /// <param name="progress">Called with the progress.</param>
    /// <param name="verbose">Called with each output line.</param>
    /// <param name="cancellation">Stops the programs.</param>
    public ToolRun(IProcessRunner runner, string folder, TimeSpan? timeout, Action<CreateProgress> progress, Action<string> verbose, CancellationToken cancellation)
    {
        _runner = runner;
        _folder = folder;
        _timeout = timeout;
        _progress = progress;
        _verbose = verbose;
        _cancellation = cancellation;
    }

    /// <summary>See <see cref="InstallPlan.MissingChannel"/>.</summary>
    public string? MissingChannel { get; init; }

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Queries the version of the tool.</summary>
    /// <exception cref="CondaEnvException">CondaFailed, CondaTimedOut.</exception>
    public CondaTool Identify(CondaTool tool)
    {
        List<string> lines = [];
        ToolOutput output = new(isJson: false, CreatePhase.Solve, 0, static _ => { }, lines.Add);
        Run(tool.Name, tool.Path, ["--version"], output, static () => { });
        return tool.WithVersion(string.Join("\n", lines));
    }

    /// <summary>Runs a tool.</summary>
    /// <param name="tool">The tool to run.</param>
    /// <param name="arguments">Arguments of the tool.</param>
    /// <param name="prefix">Path of the environment's folder, in which packages are counted.</param>
    /// <param name="total">Number of packages to install; 0 if unknown.</param>
    /// <param name="dryRun">True if the tool only shows what it would do.</param>
    /// <returns>The final report of the tool.</returns>
    /// <exception cref="CondaEnvException">CondaFailed, CondaTimedOut.</exception>
    public ToolReport Run(CondaTool tool, IReadOnlyList<string> arguments, string prefix, int total, bool dryRun)
    {
        ToolOutput output = new(ToolArguments.IsJson(tool, dryRun), CreatePhase.Solve, total, _progress, _verbose);
        int before = CountPackages(prefix);
        Run(tool.Name, tool.Path, arguments, output, () => output.SeeLinked(CountPackages(prefix) - before));
        return output.Report();
    }

    /// <summary>Installs a requirements file with the environment's own pip, without dependencies.</summary>
    /// <exception cref="CondaEnvException">CondaFailed, CondaTimedOut.</exception>
    public void RunPip(string prefix, string requirements)
    {
        string python = Path.DirectorySeparatorChar == '\\' ? Path.Combine(prefix, "python.exe") : Path.Combine(prefix, "bin", "python");
        if (!File.Exists(python))
        {
            throw new CondaEnvException(
                CondaErrorKind.CondaFailed, $"pip packages cannot be installed: the environment '{prefix}' has no '{python}'. The recorded environment has pip packages but no Python.", prefix);
        }

        // -I disables PYTHONPATH and the user's own site-packages, where pip might find a package and treat it as
        // installed.
        ToolOutput output = new(isJson: false, CreatePhase.Pip, 0, _progress, _verbose);
        Run("pip", python, ["-I", "-m", "pip", "install", "--no-deps", "--no-input", "--disable-pip-version-check", "--requirement", requirements], output, static () => { });
    }

    private void Run(string name, string path, IReadOnlyList<string> arguments, ToolOutput output, Action tick)
    {
        TimeSpan? left = _timeout is { } timeout ? timeout - _watch.Elapsed : null;
        if (left <= TimeSpan.Zero)
        {
            throw TimedOut(name, output);
        }

        _verbose(SecretRedactor.Redact($"{path} {string.Join(" ", arguments.Select(static a => a.Contains(" ") ? $"\"{a}\"" : a))}"));
        ProcessOutcome outcome = _runner.Run(
            new ProcessRequest { FileName = path, Arguments = arguments, WorkingDirectory = _folder, Variables = ToolVariables.All, Timeout = left }, output.Hear, tick, _cancellation);
        switch (outcome.ExitCode)
        {
            case null: throw TimedOut(name, output);
            case 0: return;
            default: throw Failed(name, path, outcome.ExitCode.Value, output);
        }
    }

    private CondaEnvException TimedOut(string name, ToolOutput output) => new(
        CondaErrorKind.CondaTimedOut,
        $"{name} timed out after {Quantity.Of((long)_timeout!.Value.TotalSeconds, "second")} while {new CreateProgress(output.Phase, "", -1).Title.ToLowerInvariant()}. Increase -TimeoutSeconds.{LastLines(output)}",
        name);

    private CondaEnvException Failed(string name, string path, int code, ToolOutput output)
    {
        ToolReport report = output.Report();
        string said = SecretRedactor.Redact((report.Error ?? "").Trim());
        string lines = said.Length > 0 ? $" Its message: {said}" : LastLines(output);
        string? hint = FailureHint.Of(report.ErrorName + "\n" + report.Error + "\n" + string.Join("\n", output.Tail), MissingChannel);
        return new CondaEnvException(CondaErrorKind.CondaFailed, $"{name} failed with exit code {code}.{lines}{(hint is null ? "" : $"{(lines.EndsWith("\n", StringComparison.Ordinal) ? "" : "\n")}Hint: {hint}")}", path);
    }

    private static string LastLines(ToolOutput output) => output.Tail.Count == 0 ? "" : $" Its last lines:\n{string.Join("\n", output.Tail)}\n";

    private static int CountPackages(string prefix)
    {
        try
        {
            string meta = Path.Combine(prefix, "conda-meta");
            return Directory.Exists(meta) ? Directory.GetFiles(meta, "*.json").Length : 0;
        }
        catch (Exception e) when (Foundation.Disk.ReadOnlyFile.IsFileError(e))
        {
            return 0;
        }
    }
}
