namespace CondaEnv.Packages.Findings;

/// <summary>A rule of <c>Find-CondaEnvFileIssue</c> or <c>Find-CondaEnvIssue</c>.</summary>
/// <param name="Name">Stable PascalCase name of the rule.</param>
/// <param name="Severity">Severity of a finding, unless the finding sets its own.</param>
/// <param name="Description">One sentence: what the rule finds, and why that matters.</param>
internal sealed record IssueRule(string Name, IssueSeverity Severity, string Description);
