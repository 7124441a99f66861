using System;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Prefix;

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
    public EnvironmentReference[]? InputObject { get; set; }

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

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _patterns = [.. Name.Select(static n => new WildcardPattern(n, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (EnvironmentReference? target in Targets(InputObject, EnvironmentName, Prefix))
        {
            if (TryRun(s => s.Read(Find(s, target), Cancellation), out EnvironmentContents? contents))
            {
                foreach (CondaPackage package in contents.Packages.Where(IsWanted))
                {
                    WriteObject(package);
                }
            }
        }
    }

    private bool IsWanted(CondaPackage package) =>
        (_patterns.Length == 0 || Array.Exists(_patterns, p => p.IsMatch(package.Name) || p.IsMatch(package.RawName))) &&
        (Manager.Length == 0 || Array.IndexOf(Manager, package.Manager) >= 0) &&
        (!Requested || package.Requested);
}
