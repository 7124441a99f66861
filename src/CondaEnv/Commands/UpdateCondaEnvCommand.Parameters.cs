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

    /// <summary>The environment as an object, name or path. Default: the active environment.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByInputPackage, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [OneEnvironmentTransformation]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Name of the environment; a value with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByNamePackage, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("n")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Prefix of the environment, without wildcards.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true)]
    [Parameter(ParameterSetName = ByPrefixPackage, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string Prefix { get; set; } = "";

    /// <summary>The file, without wildcards, or the folder of a record.</summary>
    [Parameter(ParameterSetName = ByInput, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>
    /// The packages to install or update instead of a file, as names or as MatchSpecs such as <c>python=3.12</c>.
    /// </summary>
    [Parameter(ParameterSetName = ByInputPackage, Mandatory = true)]
    [Parameter(ParameterSetName = ByNamePackage, Mandatory = true)]
    [Parameter(ParameterSetName = ByPrefixPackage, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Package { get; set; } = [];

    /// <summary>Channels that precede those of the file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[] Channel { get; set; } = [];

    /// <summary>Remove packages that the file does not list.</summary>
    [Parameter(ParameterSetName = ByInput)]
    [Parameter(ParameterSetName = ByName)]
    [Parameter(ParameterSetName = ByPrefix)]
    public SwitchParameter Prune { get; set; }

    /// <summary>Change a frozen environment or the base of an installation anyway.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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
