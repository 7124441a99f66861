using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CondaEnv.Commands;

/// <summary>What an export does not carry, in one sentence for each kind of loss.</summary>
internal static class LossWarnings
{
    private const int Named = 5;

    /// <summary>The sentences, for what matters; what the error stream has said already is not said again.</summary>
    public static IEnumerable<string> Of(string environment, IReadOnlyList<ExportLoss> losses) => losses
        .Where(static l => l.Severity >= LossSeverity.Warning && !l.IsReported)
        .GroupBy(static l => l.Code, StringComparer.Ordinal)
        .Select(group => $"'{environment}': {Sentence([.. group])}");

    private static string Sentence(ExportLoss[] group)
    {
        string detail = group[0].Detail.TrimEnd('.');
        if (group.Length == 1)
        {
            return group[0].Package is { } package ? $"{package}: {detail}." : detail + ".";
        }

        string[] packages = [.. group.Select(static l => l.Package).OfType<string>().Distinct(StringComparer.Ordinal)];
        int more = packages.Length + group.Count(static l => l.Package is null) - Math.Min(packages.Length, Named);
        string names = packages.Length == 0
            ? string.Format(CultureInfo.InvariantCulture, ", {0} times", group.Length)
            : " of " + string.Join(", ", packages.Take(Named)) + (more > 0 ? string.Format(CultureInfo.InvariantCulture, " and {0} more", more) : "");
        return $"{group[0].Code}{names}. The first: {detail}.";
    }
}
