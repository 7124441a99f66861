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

    /// <summary>Name of the environment; the file's own where it is not given.</summary>
    [Parameter(ParameterSetName = ByInput, Position = 0)]
    [Parameter(ParameterSetName = ByPath, Position = 0)]
    [Parameter(ParameterSetName = ByPackage, Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("n")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string? Name { get; set; }

    /// <summary>Folder of the environment, instead of a name; taken literally.</summary>
    [Parameter(ParameterSetName = ByInputAtPrefix, Mandatory = true)]
    [Parameter(ParameterSetName = ByPathAtPrefix, Mandatory = true)]
    [Parameter(ParameterSetName = ByPackageAtPrefix, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("p")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string? Prefix { get; set; }

    /// <summary>The file to make it from, taken literally, or the folder of a record.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPathAtPrefix, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>The packages to install, as names or MatchSpecs such as <c>python=3.12</c>.</summary>
    [Parameter(ParameterSetName = ByPackage, Mandatory = true)]
    [Parameter(ParameterSetName = ByPackageAtPrefix, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Package { get; set; } = [];

    /// <summary>What to make it from: a file or record, as an object or a path; an environment to copy, as an object or a name.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByInputAtPrefix, ValueFromPipeline = true)]
    [ValidateNotNull]
    [TargetTransformation(IsSource = true)]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public CondaEnvTarget? InputObject { get; set; }

    /// <summary>Channels to take packages from, before those that the file names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[] Channel { get; set; } = [];

    /// <summary>Let the tool solve what was asked for, even where the exact packages would do.</summary>
    [Parameter]
    public SwitchParameter Solve { get; set; }

    /// <summary>Replace an environment that is there. It stays until the new one stands.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Keep what was made where the rest fails, to look at it.</summary>
    [Parameter]
    public SwitchParameter KeepOnFailure { get; set; }

    /// <summary>Make nothing: return the packages that would be installed, as the tool's dry run tells them.</summary>
    [Parameter]
    public SwitchParameter Plan { get; set; }

    /// <summary>Make none that differs from what was asked for.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Take the files of a record although one of them was changed since.</summary>
    [Parameter]
    public SwitchParameter SkipHashCheck { get; set; }

    /// <summary>The environment of a pixi.lock, or the category of a conda-lock.yml, that is meant.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? LockEnvironment { get; set; }

    /// <summary>The platform of a lock file that is meant, such as <c>linux-64</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? Platform { get; set; }
}
