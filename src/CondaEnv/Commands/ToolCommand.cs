using System;
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

    /// <summary>Writes what came of it.</summary>
    private protected void WriteResult(CondaEnvCreateResult result)
    {
        foreach (string warning in result.Warnings)
        {
            WriteWarning(warning);
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

    private void ShowProgress(CreateProgress progress)
    {
        _hasProgress = true;
        ProgressRecord record = new(0, Activity, progress.Title) { PercentComplete = progress.Percent };
        if (progress.Activity.Length > 0)
        {
            record.CurrentOperation = progress.Activity;
        }

        WriteProgress(record);
    }
}
