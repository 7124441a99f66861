using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Threading;
using CondaEnv.Binding;
using CondaEnv.Errors;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Terminal;
using CondaEnv.Foundation.Text;
using CondaEnv.Machines.Host;

namespace CondaEnv.Commands;

/// <summary>
/// What all cmdlets of this module share: stopping, paths as PowerShell sees them, and turning what the service
/// reports and throws into error records.
/// </summary>
public abstract class CondaEnvCommand : PSCmdlet, IDisposable
{
    /// <summary>Where the help of the cmdlets is online, by their names.</summary>
    internal const string HelpAddress = "https://github.com/condaenv/CondaEnv/blob/main/module/docs/";

    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskReports _reports = new();
    private EnvironmentService? _service;
    private readonly HashSet<(string? Text, bool IsPath, string? ComputerName)> _given = [];
    private readonly HashSet<string> _found = new(Machine.Current.PathComparer);

    private protected CondaEnvCommand() => MatchBudget.Begin();

    /// <summary>True once something was damaged, and the rest of it was read.</summary>
    private protected bool HasProblems { get; private set; }

    /// <summary>Set when the user stops the pipeline.</summary>
    private protected CancellationToken Cancellation => _cancellation.Token;

    private EnvironmentService Service => _service ??= new EnvironmentService(
        Machine.At(SessionState.CurrentFolder()),
        CompositionRoot.CreateYamlReader,
        problem =>
        {
            HasProblems |= _reports.IsListening;
            _reports.Add(problem.Message, () => WriteError(problem.ToErrorRecord()));
        },
        message => _reports.Add(message, () => WriteVerbose(message)),
        message => _reports.Add(message, () => WriteWarning(message)));

    /// <summary>Ends the cmdlet's reading. PowerShell calls it on another thread, so it does nothing else.</summary>
    protected sealed override void StopProcessing()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The cmdlet came to its end at the same moment.
        }
    }

    /// <summary>Called by PowerShell when the pipeline has ended.</summary>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Names and paths in a message are other people's data, which must not move the cursor.</summary>
    private protected new void WriteWarning(string text) => base.WriteWarning(PlainText.Lines(text));

    /// <inheritdoc cref="WriteWarning"/>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(PlainText.Lines(text));

    /// <inheritdoc cref="WriteWarning"/>
    private protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(PlainText.Of(target), PlainText.Of(action));

    /// <inheritdoc cref="WriteWarning"/>
    private protected void WriteProgress(string activity, string status, string? operation = null, int percent = -1)
    {
        ProgressRecord record = new(0, activity, PlainText.Of(status)) { PercentComplete = percent };
        if (!string.IsNullOrEmpty(operation))
        {
            record.CurrentOperation = PlainText.Of(operation!);
        }

        WriteProgress(record);
    }

    /// <summary>Ends the cmdlet where the user has asked for it.</summary>
    private protected void ThrowIfStopped()
    {
        if (_cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Does something, and ends the command if it is refused.</summary>
    private protected void OrEnd(Action action)
    {
        try
        {
            action();
        }
        catch (CondaEnvException error)
        {
            ThrowTerminatingError(error.ToErrorRecord());
        }
    }

    /// <summary>Runs a task of the service. What it reports is written; a failure becomes one error, and the cmdlet goes on.</summary>
    /// <returns>False where the task failed.</returns>
    private protected bool TryRun<T>(Func<EnvironmentService, T> task, [NotNullWhen(true)] out T? result)
        where T : class
    {
        result = null;
        CondaEnvException? failure = null;
        _reports.IsListening = true;
        try
        {
            using StopSignal.Scope scope = StopSignal.Begin(Cancellation);
            result = task(Service);
        }
        catch (CondaEnvException error)
        {
            failure = error;
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            _reports.IsListening = false;
        }

        _reports.Write();

        if (failure is not null)
        {
            WriteError(failure.ToErrorRecord());
        }

        return result is not null;
    }

    /// <summary>
    /// The environments that are meant, each once in a pipeline: 38 packages of one environment stand for one environment.
    /// Writes an error for each that cannot be found.
    /// </summary>
    /// <param name="targets">What was named or piped; null stands for the active environment.</param>
    /// <param name="find">Finds an environment; null for <see cref="Find"/>.</param>
    private protected IEnumerable<(CondaEnvTarget? Target, CondaEnvironment Environment)> Each(
        IEnumerable<CondaEnvTarget?> targets, Func<EnvironmentService, CondaEnvTarget?, CondaEnvironment>? find = null)
    {
        foreach (CondaEnvTarget? target in targets)
        {
            ThrowIfStopped();
            if (_given.Add(target?.Identity ?? default)
                && TryRun(s => find is null ? Find(s, target) : find(s, target), out CondaEnvironment? environment)
                && _found.Add(environment.Prefix))
            {
                yield return (target, environment);
            }
        }
    }

    /// <summary>The environment that is meant; null stands for the active one.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound, NotAnEnvironment, NoActiveEnvironment, AccessDenied.</exception>
    private protected CondaEnvironment Find(EnvironmentService service, CondaEnvTarget? reference) => service.Find(reference, SessionState);
}
