using System;
using System.Collections.Generic;
using System.CommandLine;
using CondaEnv.Adapters;
using CondaEnv.Machines.Targets;

namespace CondaEnv.Cli;

/// <summary>
/// One run of a verb: the service, the reporter, and a loop over targets that continues after an error.
/// </summary>
internal sealed class Session
{
    private readonly Reporter _reporter;

    public Session(ParseResult parsed, TargetOptions targets, Terminal terminal)
    {
        Terminal = terminal;
        _reporter = new Reporter(terminal.Error, parsed.GetValue(targets.Verbose));
        Service = new EnvironmentService(terminal.Machine, static () => new YamlDotNetReader(), _reporter.Error, _reporter.Verbose, _reporter.Warning);
    }

    /// <summary>The machine, the streams and the cancellation token of this run.</summary>
    public Terminal Terminal { get; }

    /// <summary>Reads environments and files; reports go to standard error.</summary>
    public EnvironmentService Service { get; }

    public int ExitCode => _reporter.ExitCode;

    /// <summary>Runs an action; a failure is reported, and the run continues.</summary>
    public void Try(Action action)
    {
        try
        {
            Terminal.Cancellation.ThrowIfCancellationRequested();
            action();
        }
        catch (CondaEnvException problem)
        {
            _reporter.Error(problem);
        }
    }

    /// <summary>Runs an action for each target.</summary>
    public void ForEach(IEnumerable<Target> targets, Action<CondaEnvironment> action)
    {
        foreach (Target target in targets)
        {
            Try(() => action(Service.Find(target)));
        }
    }

    /// <summary>Reports what an export cannot represent.</summary>
    public void Report(IReadOnlyList<ExportLoss> losses) => _reporter.Losses(losses);
}
