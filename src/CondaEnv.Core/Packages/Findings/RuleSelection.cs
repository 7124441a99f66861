using System;
using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Packages.Findings;

/// <summary>Selects rules by name or pattern.</summary>
internal static class RuleSelection
{
    /// <summary>Names of the selected rules.</summary>
    /// <param name="rules">All rules.</param>
    /// <param name="include">Names and patterns of the rules to use; null for all that are used by default.</param>
    /// <param name="exclude">Names and patterns of the rules not to use; null for none.</param>
    /// <param name="pattern">The test of a pattern; null for a text without wildcards.</param>
    /// <param name="problem">Why nothing could be selected: a name that no rule has. Null if all is well.</param>
    /// <param name="onRequest">The rule that is used only if a name or pattern selects it.</param>
    public static HashSet<string> Of(
        IReadOnlyList<IssueRule> rules, IEnumerable<string>? include, IEnumerable<string>? exclude, Func<string, Func<string, bool>?> pattern, out string? problem, string? onRequest = null)
    {
        problem = null;
        HashSet<string> names = new(include is null ? rules.Select(static r => r.Name).Where(n => n != onRequest) : Matching(rules, include, pattern, ref problem), StringComparer.Ordinal);
        names.ExceptWith(Matching(rules, exclude ?? [], pattern, ref problem));
        return names;
    }

    private static List<string> Matching(IReadOnlyList<IssueRule> rules, IEnumerable<string> texts, Func<string, Func<string, bool>?> pattern, ref string? problem)
    {
        List<string> names = [];
        foreach (string text in texts)
        {
            Func<string, bool>? matches = pattern(text);
            string[] found = [.. rules.Select(static r => r.Name).Where(matches ?? (n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)))];
            if (found.Length == 0 && matches is null)
            {
                problem ??= $"No rule has the name '{text}'; these are: {string.Join(", ", rules.Select(static r => r.Name))}.";
            }

            names.AddRange(found);
        }

        return names;
    }
}
