using System.Management.Automation;
using CondaEnv.Binding;

namespace CondaEnv.Commands;

/// <content>The parameters.</content>
public sealed partial class GetCondaPackageDependencyCommand
{
    /// <summary>Packages to start from: names with wildcards, or MatchSpecs in quotes. Default: the requested packages, and packages that none of them needs.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Environments, lock files, records or lists of packages. For a package, the tree of its environment starts from it. Default: the active environment.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [TargetTransformation(TakesExportsAsEnvironments = true)]
    [ArgumentCompleter(typeof(ComparisonCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Names of environments, with wildcards. A text with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("n")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? EnvironmentName { get; set; }

    /// <summary>Prefixes of environments, taken literally.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Prefix { get; set; }

    /// <summary>Show the packages that need a package, up to requested ones.</summary>
    [Parameter]
    public SwitchParameter Reverse { get; set; }

    /// <summary>Largest number of steps from the start.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Depth { get; set; }

    /// <summary>Repeat the dependencies of a package in each place where it appears.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Also show dependencies of extras that nothing requests, and dependencies whose condition is false.</summary>
    [Parameter]
    public SwitchParameter IncludeOptional { get; set; }

    /// <summary>Only the packages that nothing needs.</summary>
    [Parameter]
    public SwitchParameter Leaf { get; set; }

    /// <summary>Only the cycles.</summary>
    [Parameter]
    public SwitchParameter Cycle { get; set; }

    /// <summary>The numbers, instead of rows.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>A text for a file, instead of rows.</summary>
    [Parameter]
    public DependencyFormat? As { get; set; }

    /// <summary>The environment of a pixi.lock, or the category of a conda-lock.yml, that is meant.</summary>
    [Parameter(ParameterSetName = ByInput)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? LockEnvironment { get; set; }

    /// <summary>The platform of a lock file that is meant, such as <c>linux-64</c>.</summary>
    [Parameter(ParameterSetName = ByInput)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? Platform { get; set; }
}
