using System.Globalization;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Foundation.Text;
using CondaEnv.Measure;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Measure-CondaEnv</c>: how much disk space environments take, what removing one would free, and when it was last
/// used. It reads folders, starts no program and writes nothing.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "CondaEnv", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Measure-CondaEnv.md")]
[OutputType(typeof(CondaEnvMeasure))]
public sealed class MeasureCondaEnvCommand : EnvironmentCommand
{
    private const string Activity = "Measuring environments";

    private int _count;

    /// <summary>Environments as objects, names or paths. Default: the active environment.</summary>
    [Parameter(ParameterSetName = ByInput, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [EnvironmentTransformation]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Names of environments, with wildcards. A value with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("n")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? EnvironmentName { get; set; }

    /// <summary>
    /// As <see cref="EnvironmentName"/>, with the name that conda users expect. It does not bind by property name,
    /// because a piped file also has a name.
    /// </summary>
    [Parameter(ParameterSetName = ByTypedName, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Prefixes of environments, without wildcards.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Prefix { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach ((_, CondaEnvironment environment) in Environments(InputObject, EnvironmentName ?? Name, Prefix))
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
