using System.Collections;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Snapshots;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Save-CondaEnvRecord</c>: writes a folder for each environment, with the file to share and the exact files. If
/// nothing has changed, nothing is written. The environment is only read.
/// </summary>
[Cmdlet(VerbsData.Save, "CondaEnvRecord", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, HelpUri = HelpAddress + "Save-CondaEnvRecord.md")]
[OutputType(typeof(CondaEnvRecord))]
public sealed class SaveCondaEnvRecordCommand : EnvironmentCommand
{
    private const string Activity = "Recording environments";

    private int _count;

    /// <summary>Environments as objects, names or paths. Default: the active environment.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [EnvironmentTransformation]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Names of environments, with wildcards. A value with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>
    /// The folder of the records, without wildcards, or a script block that returns it; it is created if it does not
    /// exist. It does not bind by property name.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [OutputPath]
    [Alias("LiteralPath")]
    public object Path { get; set; } = null!;

    /// <summary>Replace a record even if the environment was read incompletely.</summary>
    [Parameter]
    public SwitchParameter AllowPartial { get; set; }

    /// <summary>
    /// How much of each installed version the file to share contains. Stricter requests of the user are kept.
    /// </summary>
    [Parameter]
    public PinPrecision Pin { get; set; }

    /// <summary>Another precision for some packages, by name or wildcard: <c>@{ python = 'Minor' }</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [PinTable]
    public IDictionary? PinPackage { get; set; }

    /// <summary>
    /// Write credentials of channels and values of environment variables. By default they are omitted and reported.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    /// <summary>
    /// In packages.csv, add an apostrophe before each cell that a spreadsheet would run as a formula.
    /// </summary>
    [Parameter]
    public SwitchParameter SafeCsv { get; set; }

    /// <summary>Do not write a record if one of its files would create a different environment.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Return an object that describes what was recorded and lost.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Path is string path)
        {
            OrEnd(() => SessionState.FileSystemPath(path, CondaErrorKind.PathNotFound));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach ((CondaEnvTarget? target, CondaEnvironment environment) in Environments(InputObject, EnvironmentName ?? Name, Prefix))
        {
            WriteProgress(Activity, $"{++_count}: {environment.Name}");
            if (TryRun(_ => SessionState.Resolve(Path, target, environment), out string? root)
                && ShouldProcess(root, $"Record the environment '{environment.Name}'")
                && TryRun(s => s.Record(environment, root, Request(), Cancellation), out CondaEnvRecord? record))
            {
                WriteWarnings(environment, record.Losses);
                if (PassThru)
                {
                    WriteObject(record);
                }
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

    private RecordRequest Request() =>
        new() { Pin = Pin, PinPackage = PinTableAttribute.Parse(PinPackage), IncludeSecret = IncludeSecret, SafeCsv = SafeCsv, Strict = Strict, AllowPartial = AllowPartial };
}
