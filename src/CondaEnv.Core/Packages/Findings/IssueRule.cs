namespace CondaEnv.Packages.Findings;

/// <summary>A rule of <c>Find-CondaEnvFileIssue</c>.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Severity">How much a finding matters where the finding itself says nothing else.</param>
/// <param name="Description">One sentence: what it finds, and why that matters.</param>
internal sealed record IssueRule(string Name, IssueSeverity Severity, string Description);
