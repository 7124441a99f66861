using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Binding;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Get-CondaPackage</c>: what is installed in an environment, by conda and by pip. Damaged records are errors, one
/// each; all others are returned. Nothing is started and nothing is written.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CondaPackage", DefaultParameterSetName = ByInput)]
[OutputType(typeof(CondaPackage))]
public sealed class GetCondaPackageCommand : EnvironmentCommand
{
    private WildcardPattern[] _patterns = [];

    /// <summary>Names of packages, with wildcards; as conda prints them or as their metadata spells them. All where it is not given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Environments: objects, names or paths. The active environment where no environment is given.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [EnvironmentTransformation]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Names of environments; a text with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? EnvironmentName { get; set; }

    /// <summary>Prefixes of environments, taken literally.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Prefix { get; set; }

    /// <summary>Who installed the package; both where it is not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PackageManager[] Manager { get; set; } = [];

    /// <summary>Only what the user asked for by name.</summary>
    [Parameter]
    public SwitchParameter Requested { get; set; }

    /// <summary>The packages after this revision of the history; a negative number counts from the end.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public int? AtRevision { get; set; }

    /// <summary>The packages at this time, as the history says; a date without a time means the end of that day.</summary>
    [Parameter]
    public DateTime? AtDate { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (AtRevision is not null && AtDate is not null)
        {
            // What PowerShell itself says of parameters that exclude each other.
            ThrowTerminatingError(new ErrorRecord(
                new ParameterBindingException("-AtRevision and -AtDate exclude each other: give one of them."), "AmbiguousParameterSet", ErrorCategory.InvalidArgument, targetObject: null));
        }

        _patterns = [.. Name.Select(static n => new WildcardPattern(n, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach ((_, CondaEnvironment environment) in Environments(InputObject, EnvironmentName, Prefix))
        {
            if (TryRun(s => PackagesOf(s, environment), out IReadOnlyList<CondaPackage>? packages))
            {
                foreach (CondaPackage package in packages.Where(IsWanted))
                {
                    WriteObject(package);
                }
            }
        }
    }

    private IReadOnlyList<CondaPackage> PackagesOf(EnvironmentService service, CondaEnvironment environment) => (AtRevision, AtDate) switch
    {
        ({ } revision, _) => service.PackagesAt(environment, revision, Cancellation),
        (_, { } date) => service.PackagesAt(environment, date, Cancellation),
        _ => service.Packages(environment, Cancellation),
    };

    private bool IsWanted(CondaPackage package) =>
        (_patterns.Length == 0 || Array.Exists(_patterns, p => p.IsMatch(package.Name) || p.IsMatch(package.RawName))) &&
        (Manager.Length == 0 || Array.IndexOf(Manager, package.Manager) >= 0) &&
        (!Requested || package.Requested);
}
