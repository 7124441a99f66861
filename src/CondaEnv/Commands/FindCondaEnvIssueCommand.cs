using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Find-CondaEnvIssue</c>: finds out whether an environment is what it claims to be: files, dependencies, pins, records, and habits
/// that make it hard to reproduce. It starts no process and writes nothing.
/// </summary>
[Cmdlet(VerbsCommon.Find, "CondaEnvIssue", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Find-CondaEnvIssue.md")]
[OutputType(typeof(CondaEnvIssue))]
public sealed class FindCondaEnvIssueCommand : EnvironmentIssueCommand
{
    /// <summary>The name of the type for the view of findings in environments.</summary>
    private const string ViewName = "CondaEnv.CondaEnvIssue#Environment";

    /// <summary>Only return findings with these severities.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IssueSeverity[]? Severity { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach ((_, CondaEnvironment environment) in Environments())
        {
            CheckEach(environment, issue =>
            {
                if (Severity?.Contains(issue.Severity) != false)
                {
                    PSObject row = PSObject.AsPSObject(issue);
                    row.TypeNames.Insert(0, ViewName);
                    WriteObject(row);
                }
            });
        }
    }
}
