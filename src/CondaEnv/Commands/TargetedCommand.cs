using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;

namespace CondaEnv.Commands;

/// <summary>Base class of cmdlets that do one thing with environments, which are their first argument.</summary>
public abstract class TargetedCommand : EnvironmentCommand
{
    private protected TargetedCommand()
    {
    }

    /// <summary>Environments as objects, names or paths. Default: the active environment.</summary>
    [Parameter(ParameterSetName = ByInput, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [EnvironmentTransformation]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Names of environments, with wildcards. A value with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>The environments that the parameters give; the active one if they give none.</summary>
    private protected IEnumerable<(CondaEnvTarget? Target, CondaEnvironment Environment)> Environments() => Environments(InputObject, EnvironmentName ?? Name, Prefix);
}
