using CondaEnv.Audit;

namespace CondaEnv.Binding;

/// <summary>Completes names of rules for environments.</summary>
internal sealed class AuditRuleCompleter() : RuleCompleter(AuditRules.All);
