using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Test-CondaEnvFile</c>: True if no rule of Find-CondaEnvFileIssue has a finding of severity Error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CondaEnvFile", DefaultParameterSetName = ByPath, HelpUri = HelpAddress + "Test-CondaEnvFile.md")]
[OutputType(typeof(bool))]
public sealed class TestCondaEnvFileCommand : FileCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Files())
        {
            ThrowIfStopped();
            if (TryRun(s => s.FindIssues(path, selection: Selection), out IReadOnlyList<CondaEnvIssue>? issues))
            {
                foreach (CondaEnvIssue issue in issues.Where(static i => i.Severity == IssueSeverity.Error))
                {
                    WriteVerbose($"'{path}' fails the test: {issue}");
                }

                WriteObject(issues.All(static i => i.Severity != IssueSeverity.Error));
            }
        }
    }
}
