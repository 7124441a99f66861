using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Discovery;
using CondaEnv.Errors;
using CondaEnv.Export;
using CondaEnv.Files;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Export-CondaEnv</c>: writes an environment in conda's own words, as lines or into a file. What the text does
/// not carry, and secrets that it does, are warnings. The environment is only read.
/// </summary>
[Cmdlet(VerbsData.Export, "CondaEnv", DefaultParameterSetName = ByInput, SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(CondaExportResult))]
public sealed class ExportCondaEnvCommand : EnvironmentCommand
{
    private readonly HashSet<string> _written = new(Machine.Current.PathComparer);

    /// <summary>Environments: objects, names or paths. The active environment where no environment is given.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [EnvironmentTransformation]
    public EnvironmentReference[]? InputObject { get; set; }

    /// <summary>Names of environments; a text with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentNameCompleter))]
    public string[]? EnvironmentName { get; set; }

    /// <summary>Prefixes of environments, taken literally.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    public string[]? Prefix { get; set; }

    /// <summary>Which packages are listed, and how precisely. NoBuilds does not go with Explicit.</summary>
    [Parameter]
    public ExportStyle Style { get; set; }

    /// <summary>The format of the text.</summary>
    [Parameter]
    public ExportFormat Format { get; set; }

    /// <summary>Channels to list before those of the packages: conda's <c>--channel</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
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
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string? Path { get; set; }

    /// <summary>Do not replace a file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replace a read-only file, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Return what was written, and what was lost. Without <see cref="Path"/> it takes the place of the lines.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (OverrideChannels && Channel.Length == 0)
        {
            ThrowTerminatingError(new ErrorRecord(
                new ParameterBindingException("-OverrideChannels leaves the configured channels out: name at least one with -Channel."),
                "ChannelRequired", ErrorCategory.InvalidArgument, targetObject: null));
        }

        if (!EnvironmentExporter.IsSupported(Style, Format))
        {
            ThrowTerminatingError(new CondaEnvException(
                CondaErrorKind.FormatUnsupported, $"-Style {Style} does not go with -Format {Format}: choose another style or format.", $"{Style}/{Format}").ToErrorRecord());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (EnvironmentReference? target in Targets(InputObject, EnvironmentName, Prefix))
        {
            CondaEnvironment? environment = null;
            string? path = null;
            ExportText Read(EnvironmentService service)
            {
                path = OutputPath();
                environment = FindForExport(service, target);
                return service.Export(environment, Options(), Cancellation);
            }

            if (TryRun(Read, out ExportText? text))
            {
                foreach (string warning in LossWarnings.Of(environment!.Name, text.Losses))
                {
                    WriteWarning(warning);
                }

                Write(environment, text, path);
            }
        }
    }

    private void Write(CondaEnvironment environment, ExportText text, string? path)
    {
        if (path is not null)
        {
            bool isWanted = ShouldProcess(path, $"Export the environment '{environment.Name}'");
            if (isWanted && !TryRun(_ => Save(path, text), out _))
            {
                return;
            }

            _written.Add(path);
            if (!isWanted)
            {
                return;
            }
        }

        if (PassThru)
        {
            WriteObject(text.ToResult(environment, Options(), path));
        }
        else if (path is null)
        {
            // The last line is ended, too: no empty one follows it.
            WriteObject(text.Text.Substring(0, text.Text.Length - 1).Split('\n'), enumerateCollection: true);
        }
    }

    /// <summary>The full path, which no other environment of this pipeline may have; null where the lines are the output.</summary>
    private string? OutputPath()
    {
        if (Path is null)
        {
            return null;
        }

        string path = FileSystemPath(Path, CondaErrorKind.PathNotFound);
        return !_written.Contains(path) ? path : throw new CondaEnvException(
            CondaErrorKind.FileExists,
            $"'{path}' holds another environment of this pipeline, and stays so: give each a path of its own, such as -Path {{ \"$($_.Name).yml\" }}.",
            path);
    }

    private string Save(string path, ExportText text)
    {
        AtomicFile.Write(path, text.Text, NoClobber, Force);
        return path;
    }

    private CondaEnvironment FindForExport(EnvironmentService service, EnvironmentReference? target) => target switch
    {
        null => service.Active(),
        { IsPath: true } => service.ResolveForExport(FileSystemPath(target.Text, CondaErrorKind.EnvironmentNotFound), isPath: true, toFile: Path is not null),
        _ => service.ResolveForExport(target.Text, isPath: false, toFile: Path is not null),
    };

    private ExportOptions Options() => new()
    {
        Style = Style,
        Format = Format,
        Channels = Channel,
        OverrideChannels = OverrideChannels,
        IgnoreChannels = IgnoreChannels,
        IncludePrefix = IncludePrefix,
    };
}
