using System;
using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Packages.Changes;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Get-CondaEnvHistory</c>: shows the revisions of an environment, and how its current state differs from its
/// history. It starts no process and writes nothing.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CondaEnvHistory", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Get-CondaEnvHistory.md")]
[OutputType(typeof(CondaEnvRevision))]
public sealed class GetCondaEnvHistoryCommand : EnvironmentCommand
{
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

    /// <summary>Revision numbers; negative ones count from the end. Default: all revisions.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public int[] Revision { get; set; } = [];

    /// <summary>Only return revisions at this time or later.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>
    /// Only return revisions at this time or earlier; a date without a time means the end of that day.
    /// </summary>
    [Parameter]
    public DateTime? Until { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RevisionFilter filter = new() { Revisions = Revision, Since = Since, Until = Until };
        foreach ((_, CondaEnvironment environment) in Environments(InputObject, EnvironmentName ?? Name, Prefix))
        {
            if (TryRun(s => s.History(environment, filter, Cancellation), out IReadOnlyList<CondaEnvRevision>? revisions))
            {
                WriteObject(revisions, enumerateCollection: true);
            }
        }
    }
}
