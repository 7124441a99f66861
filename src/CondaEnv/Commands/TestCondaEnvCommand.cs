using System.Management.Automation;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Test-CondaEnv</c>: True if no rule of Find-CondaEnvIssue has a finding of severity Error, or of the given severity.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CondaEnv", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Test-CondaEnv.md")]
[OutputType(typeof(bool))]
public sealed class TestCondaEnvCommand : EnvironmentIssueCommand
{
    /// <summary>The least severity at which the test fails. Default: Error.</summary>
    [Parameter]
    public IssueSeverity Severity { get; set; } = IssueSeverity.Error;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach ((_, CondaEnvironment environment) in Environments())
        {
            bool? passed = null;
            bool complete = CheckEach(environment, issue =>
            {
                if (issue.Severity >= Severity)
                {
                    passed = false;
                    WriteVerbose($"'{environment.Prefix}' fails the test: {issue}");
                }
            });
            if (complete || passed == false)
            {
                WriteObject(passed ?? true);
            }
        }
    }
}
