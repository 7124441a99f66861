using System;
using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Audit;
using CondaEnv.Binding;
using CondaEnv.Foundation.Terminal;

namespace CondaEnv.Commands;

/// <summary>Base class of the cmdlets that check environments.</summary>
public abstract class EnvironmentIssueCommand : TargetedCommand
{
    private const long Megabyte = 1_000_000;

    private HashSet<string> _wanted = [];

    private protected EnvironmentIssueCommand()
    {
    }

    /// <summary>Only use these rules, by name or wildcard. Default: all rules except <c>UntrackedFile</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("Rule")]
    [ArgumentCompleter(typeof(AuditRuleCompleter))]
    public string[]? IncludeRule { get; set; }

    /// <summary>Do not use these rules, by name or wildcard.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AuditRuleCompleter))]
    public string[]? ExcludeRule { get; set; }

    /// <summary>Leave out the rules that look at the files of packages, which take most of the time.</summary>
    [Parameter]
    public SwitchParameter SkipFile { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _wanted = WantedRules(AuditRules.All, IncludeRule, ExcludeRule, AuditRules.OnRequest, "RuleNotFound");

    /// <summary>Passes on each finding in an environment as soon as it is found.</summary>
    /// <returns>False if the environment could not be checked completely.</returns>
    private protected bool CheckEach(CondaEnvironment environment, Action<CondaEnvIssue> found)
    {
        string activity = PlainText.Of($"Checking '{environment.Name}'");
        bool shown = false;
        AuditRequest request = new()
        {
            Wanted = _wanted.Contains,
            SkipFile = SkipFile,
            Progress = (done, total) =>
            {
                shown = true;
                WriteProgress(activity, $"{done / Megabyte} of {total / Megabyte} MB", percent: total == 0 ? 100 : (int)(100 * done / total));
            },
        };
        bool complete = Stream(s => s.Audit(environment, request, Cancellation), found);
        if (shown)
        {
            WriteProgress(new ProgressRecord(0, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }

        return complete;
    }
}
