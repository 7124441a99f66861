using System.Globalization;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Packages.Matching;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Get-CondaPackageFile</c>: the files that packages own, and whether they are as they were installed. It starts no
/// process and writes nothing.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CondaPackageFile", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Get-CondaPackageFile.md")]
[OutputType(typeof(CondaPackageFile))]
public sealed class GetCondaPackageFileCommand : EnvironmentCommand
{
    private const string Activity = "Verifying files";

    private PackageFilter? _filter;

    /// <summary>
    /// Names of packages, with wildcards, or MatchSpecs in quotes, such as <c>'numpy&gt;=1.20,&lt;2'</c>. Default: all
    /// packages.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Environments as objects, names or paths. Default: the active environment.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
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

    /// <summary>Prefixes of environments, without wildcards.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Prefix { get; set; }

    /// <summary>Compare each file with the hash that is recorded for it, and return the result in State.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        // An invalid spec is a single error, without files.
        TryRun(s => s.Filter(Name, [], [], requested: false, Pattern), out _filter);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_filter is null)
        {
            return;
        }

        foreach ((_, CondaEnvironment environment) in Environments(InputObject, EnvironmentName, Prefix, (s, target) => FindOrHint(s, target, Name)))
        {
            Stream(s => s.Files(environment, _filter, Verify, done => Report(environment, done), Cancellation), WriteObject);
            if (Verify)
            {
                WriteProgress(new ProgressRecord(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
            }
        }
    }

    private void Report(CondaEnvironment environment, long done) =>
        WriteProgress(Activity, environment.Name, (done / 1_000_000).ToString(CultureInfo.InvariantCulture) + " MB");
}
