using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Export;
using CondaEnv.Formats.Writing;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Targets;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Export-CondaEnv</c>: exports an environment in conda's own formats, as lines or to a file. Anything that the text
/// cannot represent, and any secrets in it, cause warnings. The environment is only read.
/// </summary>
[Cmdlet(VerbsData.Export, "CondaEnv", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, HelpUri = HelpAddress + "Export-CondaEnv.md")]
[OutputType(typeof(string), typeof(CondaExportResult))]
public sealed partial class ExportCondaEnvCommand : EnvironmentCommand
{
    private readonly HashSet<string> _written = new(Machine.Current.PathComparer);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // With a script block, the path and therefore the format are known only for each environment.
        if (Path is not ScriptBlock)
        {
            OrEnd(() => Options(Path as string));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach ((CondaEnvTarget? target, CondaEnvironment environment) in Environments(InputObject, EnvironmentName ?? Name, Prefix, FindForExport))
        {
            string? path = null;
            ExportText Read(EnvironmentService service)
            {
                path = PathFor(target, environment);
                return ExportFiles.Fit(service.Export(environment, Options(path), Cancellation), path);
            }

            if (TryRun(Read, out ExportText? text))
            {
                WriteWarnings(environment, text.Losses);
                if (Strict)
                {
                    OrEnd(() => text.RefuseErrors(environment));
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
            // Remove the last line end, so that no empty line follows.
            WriteObject(text.Text.Substring(0, text.Text.Length - 1).Split('\n'), enumerateCollection: true);
        }
    }

    /// <summary>
    /// The full path, which must be unique in this pipeline; null if the lines are written to the pipeline.
    /// </summary>
    private string? PathFor(CondaEnvTarget? target, CondaEnvironment environment)
    {
        string? path = Path is null ? null : SessionState.Resolve(Path, target, environment);
        return path is null || !_written.Contains(path) ? path : throw Taken(path);
    }

    private static CondaEnvException Taken(string path) => new(
        CondaErrorKind.FileExists,
        $"'{path}' was already written for another environment of this pipeline. Use a path for each, such as -Path {{ \"$($_.Name).yml\" }}.",
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

    private CondaEnvironment FindForExport(EnvironmentService service, CondaEnvTarget? target) =>
        service.FindForExport(target?.ToEnvironment(SessionState) ?? Target.Active, toFile: Path is not null);
}
