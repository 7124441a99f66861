using System.Management.Automation;
using CondaEnv.Binding;

namespace CondaEnv.Commands;

/// <content>The parameters.</content>
public sealed partial class ExportCondaEnvCommand
{
    /// <summary>Environments: objects, names or paths. The active environment where no environment is given.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [EnvironmentTransformation]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Names of environments, with wildcards. A text with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("n")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? EnvironmentName { get; set; }

    /// <summary>As <see cref="EnvironmentName"/>, as conda's users type it. It does not bind by property name: a piped file has a name, too.</summary>
    [Parameter(ParameterSetName = ByTypedName, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Prefixes of environments, taken literally.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Prefix { get; set; }

    /// <summary>Which packages are listed, and how precisely; Get-CondaExportFormat says which styles go with a format, its own first.</summary>
    [Parameter]
    public ExportStyle Style { get; set; }

    /// <summary>The format of the text. Without it the name of <see cref="Path"/> says it where it is a known one, else it is environment.yml.</summary>
    [Parameter]
    public ExportFormat Format { get; set; }

    /// <summary>Explicit: the hash behind each address. With None the lines are conda's own, and pip packages are refused.</summary>
    [Parameter]
    public PackageHash Hash { get; set; }

    /// <summary>Channels to list before those of the packages: conda's <c>--channel</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[] Channel { get; set; } = [];

    /// <summary>Leave the configured channels out; needs <see cref="Channel"/>, as conda's does.</summary>
    [Parameter]
    public SwitchParameter OverrideChannels { get; set; }

    /// <summary>Take no channels from the packages, and name none before a spec.</summary>
    [Parameter]
    public SwitchParameter IgnoreChannels { get; set; }

    /// <summary>Write the <c>prefix:</c> line, as conda always does. It names a folder of this machine.</summary>
    [Parameter]
    public SwitchParameter IncludePrefix { get; set; }

    /// <summary>
    /// The file to write, taken literally: UTF-8 without byte order mark, lines ended by LF, whole or not at all.
    /// Several environments need a path each: <c>-Path { "$($_.Name).yml" }</c>. Without it, the lines are the output.
    /// It does not bind by property name.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [OutputPath]
    [Alias("LiteralPath")]
    public object? Path { get; set; }

    /// <summary>Replace a file even if the environment could not be read completely.</summary>
    [Parameter]
    public SwitchParameter AllowPartial { get; set; }

    /// <summary>Do not replace a file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replace a read-only file, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Return what was written, and what was lost. Without <see cref="Path"/> it takes the place of the lines.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }
}
