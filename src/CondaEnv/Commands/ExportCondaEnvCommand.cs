using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Errors;
using CondaEnv.Export;
using CondaEnv.Formats;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Machines.Host;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Export-CondaEnv</c>: writes an environment in conda's own words, as lines or into a file. What the text does
/// not carry, and secrets that it does, are warnings. The environment is only read.
/// </summary>
[Cmdlet(VerbsData.Export, "CondaEnv", DefaultParameterSetName = ByInput, SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(CondaExportResult))]
public sealed partial class ExportCondaEnvCommand : EnvironmentCommand
{
    private readonly HashSet<string> _written = new(Machine.Current.PathComparer);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (OverrideChannels && Channel.Length == 0)
        {
            Refuse("-OverrideChannels leaves the configured channels out: name at least one with -Channel.", "ChannelRequired");
        }

        (ExportFormat format, ExportStyle style) = FormatAndStyle(Path as string);
        CheckPortable(style);
        if (IsBound(nameof(Hash)) && format != ExportFormat.Explicit)
        {
            Refuse("-Hash goes with -Format Explicit.", "FormatRequired");
        }

        if (!FormatCatalog.IsSupported(style, format))
        {
            ThrowTerminatingError(new CondaEnvException(
                CondaErrorKind.FormatUnsupported, $"-Style {style} does not go with -Format {format}: choose another style or format. Get-CondaExportFormat lists what goes together.", $"{style}/{format}").ToErrorRecord());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach ((EnvironmentReference? target, CondaEnvironment environment) in Environments(InputObject, EnvironmentName, Prefix, FindForExport))
        {
            string? path = null;
            ExportText Read(EnvironmentService service)
            {
                path = PathFor(target, environment);
                return ExportFiles.Fit(service.Export(environment, Options(path), Cancellation), path);
            }

            if (TryRun(Read, out ExportText? text))
            {
                foreach (string warning in LossWarnings.Of(environment.Name, text.Losses))
                {
                    WriteWarning(warning);
                }

                if (Strict)
                {
                    try
                    {
                        text.RefuseErrors(environment);
                    }
                    catch (CondaEnvException e)
                    {
                        ThrowTerminatingError(e.ToErrorRecord());
                    }
                }

                Write(environment, text, path);
            }
        }
    }

    private void Write(CondaEnvironment environment, ExportText text, string? path)
    {
        if (path is not null && !ReportOnly)
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

        if (PassThru || ReportOnly)
        {
            WriteObject(text.ToResult(environment, Options(path), ReportOnly ? null : path));
        }
        else if (path is null)
        {
            // The last line is ended, too: no empty one follows it.
            WriteObject(text.Text.Substring(0, text.Text.Length - 1).Split('\n'), enumerateCollection: true);
        }
    }

    /// <summary>The full path, which no other environment of this pipeline may have; null where the lines are the output.</summary>
    private string? PathFor(EnvironmentReference? target, CondaEnvironment environment)
    {
        string? path = Path is null ? null : SessionState.Resolve(Path, target, environment);
        return path is null || !_written.Contains(path) ? path : throw Taken(path);
    }

    private static CondaEnvException Taken(string path) => new(
        CondaErrorKind.FileExists,
        $"'{path}' holds another environment of this pipeline, and stays so: give each a path of its own, such as -Path {{ \"$($_.Name).yml\" }}.",
        path);

    private string Save(string path, ExportText text)
    {
        string? pip = text.PipRequirements is null ? null : ExportText.PipPathOf(path);
        if (pip is not null && !_written.Add(pip))
        {
            throw Taken(pip);
        }

        ExportFiles.Write(path, text, NoClobber, Force, AllowPartial);
        return path;
    }

    private CondaEnvironment FindForExport(EnvironmentService service, EnvironmentReference? target) => target is null
        ? service.Active()
        : service.ResolveForExport(SessionState.Locate(target), target.IsPath, toFile: Path is not null);

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>What was asked for; else the format of the path's name, and the format's own style.</summary>
    private (ExportFormat Format, ExportStyle Style) FormatAndStyle(string? path)
    {
        ExportFormat format = FormatCatalog.Choose(IsBound(nameof(Format)) ? Format : null, path);
        return (format, IsBound(nameof(Style)) ? Style : FormatCatalog.Of(format).DefaultStyle);
    }

    private ExportOptions Options(string? path) => WithPortable(new ExportOptions
    {
        Style = FormatAndStyle(path).Style,
        Format = FormatAndStyle(path).Format,
        Hash = Hash,
        Channels = Channel,
        OverrideChannels = OverrideChannels,
        IgnoreChannels = IgnoreChannels,
        IncludePrefix = IncludePrefix,
    });
}
