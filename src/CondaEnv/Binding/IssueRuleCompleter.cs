using CondaEnv.Lint;

namespace CondaEnv.Binding;

/// <summary>Completes names of rules for files.</summary>
internal sealed class IssueRuleCompleter() : RuleCompleter(IssueRules.All);
