using System.Globalization;
using System.Management.Automation;
using CondaEnv.Foundation.Text;
using CondaEnv.Measure;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Measure-CondaEnv</c>: how much disk space environments take, what removing one would free, and when it was last
/// used. It reads folders, starts no program and writes nothing.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "CondaEnv", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Measure-CondaEnv.md")]
[OutputType(typeof(CondaEnvMeasure))]
public sealed class MeasureCondaEnvCommand : TargetedCommand
{
    private const string Activity = "Measuring environments";

    private int _count;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach ((_, CondaEnvironment environment) in Environments())
        {
            string status = $"{++_count}: {environment.Name}";
            WriteProgress(Activity, status);
            if (TryRun(s => s.Measure(environment, progress => Show(status, progress), Cancellation), out CondaEnvMeasure? measure))
            {
                WriteObject(measure);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_count > 0)
        {
            WriteProgress(new ProgressRecord(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Show(string status, MeasureProgress progress) => WriteProgress(
        Activity, status, string.Format(CultureInfo.CurrentCulture, "{0}: {1:N0} files, {2}", progress.Place, progress.Files, ByteText.Of(progress.Bytes, CultureInfo.CurrentCulture)));
}
