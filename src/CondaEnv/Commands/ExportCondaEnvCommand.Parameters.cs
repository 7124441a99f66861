using System.Management.Automation;
using CondaEnv.Binding;

namespace CondaEnv.Commands;

/// <content>The parameters.</content>
public sealed partial class ExportCondaEnvCommand
{
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
    /// Which packages are listed, and how precisely. Get-CondaExportFormat shows the styles of each format, with its
    /// default first.
    /// </summary>
    [Parameter]
    public ExportStyle Style { get; set; }

    /// <summary>
    /// The format of the text. Default: the format for the name of <see cref="Path"/>, otherwise environment.yml.
    /// </summary>
    [Parameter]
    public ExportFormat Format { get; set; }

    /// <summary>
    /// For explicit files: the hash after each address. With None, the lines are the same as in conda, and pip packages
    /// are an error.
    /// </summary>
    [Parameter]
    public PackageHash Hash { get; set; }

    /// <summary>Channels that precede those of the packages, as with conda's <c>--channel</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[] Channel { get; set; } = [];

    /// <summary>Omit the configured channels; requires <see cref="Channel"/>, as in conda.</summary>
    [Parameter]
    public SwitchParameter OverrideChannels { get; set; }

    /// <summary>Omit the channels of the packages, both in the list and before specs.</summary>
    [Parameter]
    public SwitchParameter IgnoreChannels { get; set; }

    /// <summary>Write the <c>prefix:</c> line, as conda always does. It is a folder of this machine.</summary>
    [Parameter]
    public SwitchParameter IncludePrefix { get; set; }

    /// <summary>
    /// The file to write, without wildcards: UTF-8 without a byte order mark, with LF line ends, written completely or
    /// not at all. Several environments need separate paths: <c>-Path { "$($_.Name).yml" }</c>. Default: the lines are
    /// written to the pipeline. It does not bind by property name.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [OutputPath]
    [Alias("LiteralPath")]
    public object? Path { get; set; }

    /// <summary>Replace a file even if the environment was read incompletely.</summary>
    [Parameter]
    public SwitchParameter AllowPartial { get; set; }

    /// <summary>Do not replace an existing file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replace a file even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Return an object that describes what was written and lost. Without <see cref="Path"/>, it is returned instead of
    /// the lines.
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }
}
