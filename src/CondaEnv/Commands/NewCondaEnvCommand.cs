using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Formats.Locks;
using CondaEnv.Install;

namespace CondaEnv.Commands;

/// <summary>
/// <c>New-CondaEnv</c>: makes an environment from a file, a record or another environment, by micromamba, mamba or
/// conda. Where it fails or is stopped, all is as it was.
/// </summary>
[Cmdlet(VerbsCommon.New, "CondaEnv", DefaultParameterSetName = ByInput, SupportsShouldProcess = true)]
[OutputType(typeof(CondaEnvCreateResult), typeof(CondaPackage))]
public sealed class NewCondaEnvCommand : ToolCommand
{
    private const string ByInput = "InputObject";
    private const string ByInputAtPrefix = "InputObjectPrefix";
    private const string ByPath = "Path";
    private const string ByPathAtPrefix = "PathPrefix";

    /// <summary>Name of the environment; the file's own where it is not given.</summary>
    [Parameter(ParameterSetName = ByInput, Position = 0)]
    [Parameter(ParameterSetName = ByPath, Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("n")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string? Name { get; set; }

    /// <summary>Folder of the environment, instead of a name; taken literally.</summary>
    [Parameter(ParameterSetName = ByInputAtPrefix, Mandatory = true)]
    [Parameter(ParameterSetName = ByPathAtPrefix, Mandatory = true)]
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

    /// <summary>What to make it from: a file or record, as an object or a path; an environment to copy, as an object or a name.</summary>
    [Parameter(ParameterSetName = ByInput, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByInputAtPrefix, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [TargetTransformation(IsSource = true)]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public CondaEnvTarget InputObject { get; set; } = null!;

    /// <summary>Take what was asked for and let the tool solve it, even where the exact packages would do.</summary>
    [Parameter]
    public SwitchParameter Friendly { get; set; }

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

    private protected override string Activity => "Making an environment";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CondaEnvTarget source = Path.Length > 0 ? CondaEnvTarget.OfFile(Path) : InputObject;
        if (!TryRun(s => Request(s, source), out CreateRequest? request))
        {
            return;
        }

        if (Plan)
        {
            if (TryRun(s => Creator(s).Plan(request, Cancellation), out IReadOnlyList<CondaPackage>? packages))
            {
                WriteObject(packages, enumerateCollection: true);
            }
        }
        else if (TryRun(s => Free(s, request), out _)
            && ShouldProcess(request.Prefix, $"Make an environment from '{source}'")
            && TryRun(s => Creator(s).Create(request, Cancellation), out CondaEnvCreateResult? result))
        {
            WriteResult(result);
        }
    }

    private CreateRequest Request(EnvironmentService service, CondaEnvTarget source)
    {
        (CondaEnvFile? file, CondaEnvironment? original) = source.ToSource(service, SessionState);
        LockSelection selection = new(LockEnvironment, Platform);
        selection.RequireLock(source.ToString(), file);
        file = file is null ? null : selection.Of(file);
        string? name = Name ?? (Prefix is null ? file?.Name : null);
        string prefix = Prefix is not null ? SessionState.FileSystemPath(Prefix, CondaErrorKind.EnvironmentNotFound)
            : name is not null ? Creator(service).PrefixOf(name)
            : throw new CondaEnvException(CondaErrorKind.NoActiveEnvironment, $"'{source}' does not name the environment. Use -Name or -Prefix.", source.ToString());
        return new CreateRequest
        {
            Prefix = prefix, Name = name ?? prefix, File = file, Original = original, Platform = Platform,
            Friendly = Friendly, Force = Force, KeepOnFailure = KeepOnFailure, Strict = Strict, SkipHashCheck = SkipHashCheck, Timeout = Timeout,
        };
    }

    private CreateRequest Free(EnvironmentService service, CreateRequest request)
    {
        Creator(service).RequireFree(request.Prefix, Force);
        return request;
    }
}
