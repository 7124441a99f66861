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
using CondaEnv.Packages.Findings;

namespace CondaEnv.Commands;

/// <summary>
/// Base class of all cmdlets in this module: cancellation, paths as in PowerShell, and conversion of errors from the
/// service to error records.
/// </summary>
public abstract class CondaEnvCommand : PSCmdlet, IDisposable
{
    /// <summary>Address of the cmdlets' online help, followed by the name of the cmdlet.</summary>
    internal const string HelpAddress = "https://github.com/condaenv/CondaEnv/blob/main/module/docs/";

    private static readonly object s_end = new();

    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskReports _reports = new();
    private EnvironmentService? _service;
    private readonly HashSet<(string? Text, bool IsPath, string? ComputerName)> _given = [];
    private readonly HashSet<string> _found = new(Machine.Current.PathComparer);

    private protected CondaEnvCommand() => MatchBudget.Begin();

    /// <summary>True after something was damaged while the rest was read.</summary>
    private protected bool HasProblems { get; private set; }

    /// <summary>Canceled when the user stops the pipeline.</summary>
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

    /// <summary>Stops the cmdlet's work. PowerShell calls it on another thread, so it only cancels.</summary>
    protected sealed override void StopProcessing()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The cmdlet finished at the same moment.
        }
    }

    /// <summary>Releases resources; PowerShell calls it after the pipeline.</summary>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Masks control characters: names and paths in a message are other people's data, and must not move the cursor.
    /// </summary>
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

    /// <summary>Stops the cmdlet if the user has requested it.</summary>
    private protected void ThrowIfStopped()
    {
        if (_cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Runs an action, and terminates the command if it fails.</summary>
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

    /// <summary>
    /// Runs a task of the service. Its reports are written. A failure is written as one error, and the cmdlet
    /// continues.
    /// </summary>
    /// <returns>False if the task failed.</returns>
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
    /// Runs a task of the service whose results are passed on as they come. Its reports are written. A failure is written
    /// as one error, and the cmdlet continues.
    /// </summary>
    /// <returns>False if the task failed.</returns>
    private protected bool Stream<T>(Func<EnvironmentService, IEnumerable<T>> task, Action<T> found)
        where T : class
    {
        if (!TryRun(s => task(s).GetEnumerator(), out IEnumerator<T>? results))
        {
            return false;
        }

        using (results)
        {
            while (TryRun(_ => results.MoveNext() ? results.Current : s_end, out object? next))
            {
                if (next == s_end)
                {
                    return true;
                }

                found((T)next);
            }
        }

        return false;
    }

    /// <summary>The rules that a user selected; ends the command if no rule has a given name.</summary>
    private protected HashSet<string> WantedRules(IReadOnlyList<IssueRule> rules, string[]? include, string[]? exclude, string? onRequest, string errorId)
    {
        HashSet<string> wanted = RuleSelection.Of(rules, include, exclude, static text => WildcardPattern.ContainsWildcardCharacters(text) ? WildcardPattern.Get(text, WildcardOptions.IgnoreCase).IsMatch : null, out string? problem, onRequest);
        if (problem is not null)
        {
            ThrowTerminatingError(new ErrorRecord(new ParameterBindingException(problem), errorId, ErrorCategory.InvalidArgument, targetObject: null));
        }

        return wanted;
    }

    /// <summary>
    /// The environments of the targets, each once per pipeline: 38 packages of one environment refer to one
    /// environment. Writes an error for each one that is not found.
    /// </summary>
    /// <param name="targets">The named or piped targets; null for the active environment.</param>
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

    /// <summary>The environment of a target; null for the active one.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound, NotAnEnvironment, NoActiveEnvironment,
    /// AccessDenied.</exception>
    private protected CondaEnvironment Find(EnvironmentService service, CondaEnvTarget? reference) => service.Find(reference, SessionState);
}
