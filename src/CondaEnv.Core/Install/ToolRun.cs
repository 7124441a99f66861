using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Install;

/// <summary>Runs the tools of one task: all within its time, all in a folder of our own, each failure one error.</summary>
internal sealed class ToolRun
{
    private readonly IProcessRunner _runner;
    private readonly string _folder;
    private readonly TimeSpan? _timeout;
    private readonly Action<CreateProgress> _progress;
    private readonly Action<string> _verbose;
    private readonly CancellationToken _cancellation;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Begins; the time runs from here.</summary>
    /// <param name="runner">Runs programs.</param>
    /// <param name="folder">The folder that they run in.</param>
    /// <param name="timeout">When they are ended.</param>
    /// <param name="progress">Hears how far they are.</param>
    /// <param name="verbose">Hears their lines.</param>
    /// <param name="cancellation">Ends them.</param>
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

    /// <summary>How long it has taken.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>The tool, asked for its version.</summary>
    /// <exception cref="CondaEnvException">CondaFailed, CondaTimedOut.</exception>
    public CondaTool Identify(CondaTool tool)
    {
        List<string> lines = [];
        ToolOutput output = new(isJson: false, CreatePhase.Solve, 0, static _ => { }, lines.Add);
        Run(tool.Name, tool.Path, ["--version"], output, static () => { });
        return tool.WithVersion(string.Join("\n", lines));
    }

    /// <summary>Runs a tool.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="prefix">The environment's folder, which is watched for the packages in it.</param>
    /// <param name="total">Number of packages to come; 0 where that is not known.</param>
    /// <param name="dryRun">Whether it only tells what it would do.</param>
    /// <returns>What it said at its end.</returns>
    /// <exception cref="CondaEnvException">CondaFailed, CondaTimedOut.</exception>
    public ToolReport Run(CondaTool tool, IReadOnlyList<string> arguments, string prefix, int total, bool dryRun)
    {
        ToolOutput output = new(ToolArguments.IsJson(tool, dryRun), CreatePhase.Solve, total, _progress, _verbose);
        int before = CountPackages(prefix);
        Run(tool.Name, tool.Path, arguments, output, () => output.SeeLinked(CountPackages(prefix) - before));
        return output.Report();
    }

    /// <summary>Lets the environment's own pip install a file of requirements, and nothing besides.</summary>
    /// <exception cref="CondaEnvException">CondaFailed, CondaTimedOut.</exception>
    public void RunPip(string prefix, string requirements)
    {
        string python = Path.DirectorySeparatorChar == '\\' ? Path.Combine(prefix, "python.exe") : Path.Combine(prefix, "bin", "python");
        if (!File.Exists(python))
        {
            throw new CondaEnvException(
                CondaErrorKind.CondaFailed, $"pip packages cannot be installed: the environment '{prefix}' has no '{python}'. The recorded environment has pip packages but no Python.", prefix);
        }

        // -I: neither PYTHONPATH nor the user's own site-packages, where pip would find a package and take it for installed.
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
