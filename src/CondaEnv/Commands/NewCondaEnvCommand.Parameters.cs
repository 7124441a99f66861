using System.Management.Automation;
using CondaEnv.Binding;

namespace CondaEnv.Commands;

/// <content>The parameters.</content>
public sealed partial class NewCondaEnvCommand
{
    private const string ByInput = "InputObject";
    private const string ByInputAtPrefix = "InputObjectPrefix";
    private const string ByPath = "Path";
    private const string ByPathAtPrefix = "PathPrefix";
    private const string ByPackage = "Package";
    private const string ByPackageAtPrefix = "PackagePrefix";

    /// <summary>Name of the environment. Default: the name in the file.</summary>
    [Parameter(ParameterSetName = ByInput, Position = 0)]
    [Parameter(ParameterSetName = ByPath, Position = 0)]
    [Parameter(ParameterSetName = ByPackage, Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("n")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string? Name { get; set; }

    /// <summary>Folder of the environment instead of a name, without wildcards.</summary>
    [Parameter(ParameterSetName = ByInputAtPrefix, Mandatory = true)]
    [Parameter(ParameterSetName = ByPathAtPrefix, Mandatory = true)]
    [Parameter(ParameterSetName = ByPackageAtPrefix, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("p")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string? Prefix { get; set; }

    /// <summary>The source file, without wildcards, or the folder of a record.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPathAtPrefix, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>The packages to install, as names or as MatchSpecs such as <c>python=3.12</c>.</summary>
    [Parameter(ParameterSetName = ByPackage, Mandatory = true)]
    [Parameter(ParameterSetName = ByPackageAtPrefix, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Package { get; set; } = [];

    /// <summary>
    /// The source: a file or record, as an object or path, or an environment to copy, as an object or name.
    /// </summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByInputAtPrefix, ValueFromPipeline = true)]
    [ValidateNotNull]
    [TargetTransformation(IsSource = true)]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public CondaEnvTarget? InputObject { get; set; }

    /// <summary>Channels that precede those of the file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[] Channel { get; set; } = [];

    /// <summary>Let the tool solve the requested specs even if the exact packages could be installed.</summary>
    [Parameter]
    public SwitchParameter Solve { get; set; }

    /// <summary>Replace an existing environment. It is kept until the new one is complete.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Keep an incomplete environment after a failure, for inspection.</summary>
    [Parameter]
    public SwitchParameter KeepOnFailure { get; set; }

    /// <summary>
    /// Create nothing, but return the packages that would be installed, according to the tool's dry run.
    /// </summary>
    [Parameter]
    public SwitchParameter Plan { get; set; }

    /// <summary>Fail if the new environment would differ from its source.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Use the files of a record even if one of them has changed.</summary>
    [Parameter]
    public SwitchParameter SkipHashCheck { get; set; }

    /// <summary>The environment of a pixi.lock, or the category of a conda-lock.yml, to use.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? LockEnvironment { get; set; }

    /// <summary>The platform of a lock file to use, such as <c>linux-64</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? Platform { get; set; }
}
