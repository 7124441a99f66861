using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Formats.Locks;
using CondaEnv.Install;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Update-CondaEnv</c>: brings an environment to what a file says, by the tool. What the tool did not finish stays as
/// far as it came: for a change that is made whole or not at all there is <c>New-CondaEnv -Force</c>.
/// </summary>
[Cmdlet(VerbsData.Update, "CondaEnv", DefaultParameterSetName = ByInput, SupportsShouldProcess = true)]
[OutputType(typeof(CondaEnvCreateResult))]
public sealed class UpdateCondaEnvCommand : ToolCommand
{
    private const string ByInput = "InputObject";
    private const string ByName = "Name";
    private const string ByPrefix = "Prefix";

    /// <summary>The environment: an object, a name or a path. The active one where no environment is given.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [OneEnvironmentTransformation]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Name of the environment; a text with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("n")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Prefix of the environment, taken literally.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string Prefix { get; set; } = "";

    /// <summary>The file, taken literally, or the folder of a record.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>Remove what the file does not name.</summary>
    [Parameter]
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

    private protected override string Activity => "Updating an environment";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CondaEnvTarget?[] targets = ParameterSetName switch
        {
            ByName => [CondaEnvTarget.Parse(Name)],
            ByPrefix => [CondaEnvTarget.FromPath(Prefix)],
            _ => InputObject ?? (CondaEnvTarget?[])[null],
        };
        foreach ((_, CondaEnvironment environment) in Each(targets, (s, target) => Changeable(Find(s, target), Force)))
        {
            if (TryRun(s => new LockSelection(LockEnvironment, Platform).Of(Import(s, Path)), out CondaEnvFile? file)
                && ShouldProcess(environment.Prefix, $"Update the environment from '{file.Path}'{(Prune ? ", and remove what it does not name" : "")}")
                && TryRun(s => Creator(s).Update(environment, Request(environment, file), Cancellation), out CondaEnvCreateResult? result))
            {
                WriteResult(result);
            }
        }
    }

    private static CondaEnvironment Changeable(CondaEnvironment environment, bool force)
    {
        EnvironmentCreator.RequireChangeable(environment, force);
        return environment;
    }

    // Where pruning is not asked for, a record's friendly file and its exact one would do; the exact one leaves no choice.
    private CreateRequest Request(CondaEnvironment environment, CondaEnvFile file) => new()
    {
        Prefix = environment.Prefix, Name = environment.Name, File = file, Platform = Platform, Friendly = Prune && file.Kind == CondaEnvFileKind.Record,
        Force = Force, Prune = Prune, SkipHashCheck = SkipHashCheck, Timeout = Timeout,
    };
}
