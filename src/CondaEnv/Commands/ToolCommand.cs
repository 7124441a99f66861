using System;
using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Install;

namespace CondaEnv.Commands;

/// <summary>
/// A cmdlet that lets a tool of conda's kind work. The tool's lines and progress arrive on the pipeline's own thread
/// (<see cref="IProcessRunner"/>), so they are written as they come.
/// </summary>
public abstract class ToolCommand : CondaEnvCommand
{
    private bool _hasProgress;
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    private protected ToolCommand()
    {
    }

    /// <summary>When the tool is ended, and all that it has started; as long as it takes where it is not given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSeconds { get; set; }

    /// <summary>What the progress is called.</summary>
    private protected abstract string Activity { get; }

    private protected TimeSpan? Timeout => TimeoutSeconds == 0 ? null : TimeSpan.FromSeconds(TimeoutSeconds);

    private protected EnvironmentCreator Creator(EnvironmentService service) => new(service, CompositionRoot.CreateProcessRunner(), ShowProgress, WriteVerbose);

    /// <summary>The file that is meant, read.</summary>
    private protected CondaEnvFile Import(EnvironmentService service, string path) => service.ImportFile(SessionState.FileSystemPath(path, CondaErrorKind.PathNotFound));

    /// <summary>Warns of what a file makes the tool do, before it does it.</summary>
    private protected void WarnOfDemands(CreateRequest request)
    {
        foreach (string warning in request.File is { } file ? FileDemands.Of(file) : [])
        {
            WarnOnce(warning);
        }
    }

    /// <summary>Writes what came of it.</summary>
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
