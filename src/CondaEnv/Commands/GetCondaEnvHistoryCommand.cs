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
public sealed class GetCondaEnvHistoryCommand : TargetedCommand
{
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
        foreach ((_, CondaEnvironment environment) in Environments())
        {
            if (TryRun(s => s.History(environment, filter, Cancellation), out IReadOnlyList<CondaEnvRevision>? revisions))
            {
                WriteObject(revisions, enumerateCollection: true);
            }
        }
    }
}
