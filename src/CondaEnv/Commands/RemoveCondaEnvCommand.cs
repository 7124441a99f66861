using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Install;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Remove-CondaEnv</c>: removes environments with their contents, using the tool, so that the tool also removes them
/// from its list.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CondaEnv", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpAddress + "Remove-CondaEnv.md")]
[OutputType(typeof(void))]
public sealed class RemoveCondaEnvCommand : ToolCommand
{
    private const string ByInput = "InputObject";
    private const string ByName = "Name";
    private const string ByPrefix = "Prefix";

    /// <summary>
    /// Environments as objects, names or paths. A package does not refer to an environment here and is rejected.
    /// </summary>
    [Parameter(ParameterSetName = ByInput, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [OneEnvironmentTransformation]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public CondaEnvTarget[] InputObject { get; set; } = [];

    /// <summary>Names of environments; a value with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("n")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Prefixes of environments, without wildcards.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(LiteralEnvironmentCompleter))]
    public string[] Prefix { get; set; } = [];

    /// <summary>
    /// Remove a frozen environment anyway, or let the tool try to remove the base of an installation.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Activity => "Removing an environment";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IEnumerable<CondaEnvTarget> targets = ParameterSetName switch
        {
            ByName => Name.Select(static n => CondaEnvTarget.Parse(n)),
            ByPrefix => Prefix.Select(static p => CondaEnvTarget.FromPath(p)),
            _ => InputObject,
        };
        foreach ((_, CondaEnvironment environment) in Each(targets, (s, target) => Changeable(Find(s, target))))
        {
            if (ShouldProcess(environment.Prefix, $"Remove the environment '{environment.Name}' and everything in its folder"))
            {
                TryRun(s => Creator(s).Remove(environment, Force, Timeout, Cancellation), out CondaTool? _);
            }
        }
    }

    private CondaEnvironment Changeable(CondaEnvironment environment)
    {
        EnvironmentCreator.RequireChangeable(environment, Force);
        return environment;
    }
}
