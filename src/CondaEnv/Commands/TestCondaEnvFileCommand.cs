using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Commands;

/// <summary><c>Test-CondaEnvFile</c>: True where no rule of Find-CondaEnvFileIssue has a finding of severity Error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CondaEnvFile", DefaultParameterSetName = ByPath)]
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
                WriteObject(issues.All(static i => i.Severity != IssueSeverity.Error));
            }
        }
    }
}
