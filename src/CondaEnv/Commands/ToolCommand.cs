using System;
using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Install;

namespace CondaEnv.Commands;

/// <summary>
/// Base class of cmdlets that run a conda-like tool. The tool's output and progress arrive on the pipeline thread
/// (<see cref="IProcessRunner"/>), so they are written immediately.
/// </summary>
public abstract class ToolCommand : CondaEnvCommand
{
    private bool _hasProgress;
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    private protected ToolCommand()
    {
    }

    /// <summary>
    /// Time limit in seconds after which the tool and its child processes are stopped. Default: no limit.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSeconds { get; set; }

    /// <summary>Title of the progress bar.</summary>
    private protected abstract string Activity { get; }

    private protected TimeSpan? Timeout => TimeoutSeconds == 0 ? null : TimeSpan.FromSeconds(TimeoutSeconds);

    private protected EnvironmentCreator Creator(EnvironmentService service) => new(service, CompositionRoot.CreateProcessRunner(), ShowProgress, WriteVerbose);

    /// <summary>Reads the file at a path.</summary>
    private protected CondaEnvFile Import(EnvironmentService service, string path) => service.ImportFile(SessionState.FileSystemPath(path, CondaErrorKind.PathNotFound));

    /// <summary>Warns about what a file makes the tool do, before the tool starts.</summary>
    private protected void WarnOfDemands(CreateRequest request)
    {
        foreach (string warning in request.File is { } file ? FileDemands.Of(file) : [])
        {
            WarnOnce(warning);
        }
    }

    /// <summary>Writes the result and its warnings.</summary>
    private protected void WriteResult(CondaEnvCreateResult result)
    {
        foreach (string warning in result.Warnings)
        {
            WarnOnce(warning);
        }

        WriteObject(result);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_hasProgress)
        {
            WriteProgress(new ProgressRecord(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void WarnOnce(string warning)
    {
        if (_warned.Add(warning))
        {
            WriteWarning(warning);
        }
    }

    private void ShowProgress(CreateProgress progress)
    {
        _hasProgress = true;
        WriteProgress(Activity, progress.Title, progress.Activity, progress.Percent);
    }
}
