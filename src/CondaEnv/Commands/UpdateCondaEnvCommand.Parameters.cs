using System.Management.Automation;
using CondaEnv.Binding;

namespace CondaEnv.Commands;

/// <content>The parameters.</content>
public sealed partial class UpdateCondaEnvCommand
{
    private const string ByInput = "InputObject";
    private const string ByName = "Name";
    private const string ByPrefix = "Prefix";
    private const string ByInputPackage = "InputObjectPackage";
    private const string ByNamePackage = "NamePackage";
    private const string ByPrefixPackage = "PrefixPackage";

    /// <summary>The environment: an object, a name or a path. The active one where no environment is given.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByInputPackage, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [OneEnvironmentTransformation]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Name of the environment; a text with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByNamePackage, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("n")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Prefix of the environment, taken literally.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true)]
    [Parameter(ParameterSetName = ByPrefixPackage, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string Prefix { get; set; } = "";

    /// <summary>The file, taken literally, or the folder of a record.</summary>
    [Parameter(ParameterSetName = ByInput, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>The packages to install or update, as names or MatchSpecs such as <c>python=3.12</c>, instead of a file.</summary>
    [Parameter(ParameterSetName = ByInputPackage, Mandatory = true)]
    [Parameter(ParameterSetName = ByNamePackage, Mandatory = true)]
    [Parameter(ParameterSetName = ByPrefixPackage, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Package { get; set; } = [];

    /// <summary>Channels to take packages from, before those that the file names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[] Channel { get; set; } = [];

    /// <summary>Remove what the file does not name.</summary>
    [Parameter(ParameterSetName = ByInput)]
    [Parameter(ParameterSetName = ByName)]
    [Parameter(ParameterSetName = ByPrefix)]
    public SwitchParameter Prune { get; set; }

    /// <summary>Change a frozen environment, or the base of an installation, all the same.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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
