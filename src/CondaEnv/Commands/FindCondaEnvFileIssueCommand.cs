using System;
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
    private IReadOnlyCollection<string> _wanted = [];

    /// <summary>Only return findings with these severities.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IssueSeverity[]? Severity { get; set; }

    /// <summary>Only use these rules, by name or wildcard.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(IssueRuleCompleter))]
    public string[]? IncludeRule { get; set; }

    /// <summary>Do not use these rules, by name or wildcard.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(IssueRuleCompleter))]
    public string[]? ExcludeRule { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        HashSet<string> wanted = new(IncludeRule is null ? IssueRules.All.Select(static r => r.Name) : Matching(IncludeRule), StringComparer.Ordinal);
        wanted.ExceptWith(Matching(ExcludeRule ?? []));
        _wanted = wanted;
    }

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

    private List<string> Matching(string[] patterns)
    {
        List<string> names = [];
        foreach (string text in patterns)
        {
            WildcardPattern pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
            string[] found = [.. IssueRules.All.Select(static r => r.Name).Where(pattern.IsMatch)];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(text))
            {
                ThrowTerminatingError(new ErrorRecord(
                    new ParameterBindingException($"No rule has the name '{text}'; these are: {string.Join(", ", IssueRules.All.Select(static r => r.Name))}."), "RuleNotFound", ErrorCategory.InvalidArgument, text));
            }

            names.AddRange(found);
        }

        return names;
    }
}
