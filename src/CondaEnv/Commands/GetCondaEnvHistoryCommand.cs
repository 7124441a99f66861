using System;
using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Packages.Changes;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Get-CondaEnvHistory</c>: what was done to an environment, revision by revision, and how it differs now from what
/// its history says. Nothing is started and nothing is written.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CondaEnvHistory", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Get-CondaEnvHistory.md")]
[OutputType(typeof(CondaEnvRevision))]
public sealed class GetCondaEnvHistoryCommand : EnvironmentCommand
{
    /// <summary>Environments: objects, names or paths. The active environment where no environment is given.</summary>
    [Parameter(ParameterSetName = ByInput, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [EnvironmentTransformation]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Names of environments, with wildcards. A text with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>Numbers of revisions; negative ones count from the end. All where it is not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public int[] Revision { get; set; } = [];

    /// <summary>Only revisions of this time or later.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Only revisions of this time or earlier; a date without a time means the end of that day.</summary>
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
