using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Packages.Findings;

/// <summary>Findings in one line, for inventory tools that keep only the last line of a script's output.</summary>
internal static class IssueSummary
{
    /// <summary>The most characters of the line; Microsoft Intune keeps no more.</summary>
    public const int Longest = 2048;

    private const string More = " ...";
    private const int Names = 3;

    /// <summary>Creates the line, without a line break: the number of findings by severity, then rules with the packages or files that they found.</summary>
    /// <param name="issues">The findings.</param>
    /// <param name="targets">Number of checked environments and files.</param>
    public static string Of(IReadOnlyList<CondaEnvIssue> issues, int targets)
    {
        string line = string.Join(", ", ((IssueSeverity[])[IssueSeverity.Error, IssueSeverity.Warning, IssueSeverity.Information])
            .Select(s => (Word: s == IssueSeverity.Information ? "note" : s.ToString().ToLowerInvariant(), Count: issues.Count(i => i.Severity == s)))
            .Select(static s => Quantity.Of(s.Count, s.Word))) + " in " + Quantity.Of(targets, "target");
        string separator = ": ";
        foreach (IGrouping<(string Where, string RuleName), CondaEnvIssue> group in issues
            .OrderByDescending(static i => i.Severity)
            .GroupBy(static i => (Where: i.EnvironmentName ?? NameOf(i.Path), i.RuleName)))
        {
            string part = string.Format(CultureInfo.InvariantCulture, "{0}{1}: {2} {3}{4}", separator, group.Key.Where, group.Key.RuleName, group.Count(), Detail(group));
            if (line.Length + part.Length > Longest - More.Length)
            {
                return line + More;
            }

            line += part;
            separator = "; ";
        }

        return line;
    }

    private static string Detail(IEnumerable<CondaEnvIssue> issues)
    {
        string[] names = [.. issues.Select(static i => i.Package ?? i.File).OfType<string>().Distinct(StringComparer.Ordinal)];
        return names.Length == 0 ? "" : $" ({string.Join(", ", names.Take(Names))}{(names.Length > Names ? ", ..." : "")})";
    }

    private static string NameOf(string? path) => path is null ? "" : path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
