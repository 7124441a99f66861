using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Lint;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Find-CondaEnvFileIssue</c>: finds errors and unexpected behavior in a file that describes an environment.
/// </summary>
[Cmdlet(VerbsCommon.Find, "CondaEnvFileIssue", DefaultParameterSetName = ByPath, HelpUri = HelpAddress + "Find-CondaEnvFileIssue.md")]
[OutputType(typeof(CondaEnvIssue))]
public sealed class FindCondaEnvFileIssueCommand : FileCommand
{
    private HashSet<string> _wanted = [];

    /// <summary>Only return findings with these severities.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IssueSeverity[]? Severity { get; set; }

    /// <summary>Only use these rules, by name or wildcard.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("Rule")]
    [ArgumentCompleter(typeof(IssueRuleCompleter))]
    public string[]? IncludeRule { get; set; }

    /// <summary>Do not use these rules, by name or wildcard.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(IssueRuleCompleter))]
    public string[]? ExcludeRule { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _wanted = WantedRules(IssueRules.All, IncludeRule, ExcludeRule, null, "RuleNotFound");

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Files())
        {
            ThrowIfStopped();
            if (TryRun(s => s.FindIssues(path, _wanted.Contains, Selection), out IReadOnlyList<CondaEnvIssue>? issues))
            {
                WriteObject(issues.Where(i => Severity?.Contains(i.Severity) != false), enumerateCollection: true);
            }
        }
    }
}
