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
        .Where(static l => l.Severity >= LossSeverity.Warning && (l.Package is not null || !Enum.TryParse(l.Code, out CondaErrorKind _)))
        .GroupBy(static l => l.Code, StringComparer.Ordinal)
        .Select(group => $"'{environment}': {Sentence([.. group])}");

    private static string Sentence(ExportLoss[] group)
    {
        string detail = group[0].Detail.TrimEnd('.');
        if (group.Length == 1)
        {
            return group[0].Package is { } package ? $"{package}: {detail}." : detail + ".";
        }

        string names = string.Join(", ", group.Take(Named).Select(static l => l.Package ?? l.Detail));
        string more = group.Length > Named ? string.Format(CultureInfo.InvariantCulture, " and {0} more", group.Length - Named) : "";
        return $"{group[0].Code} of {names}{more}. The first: {detail}.";
    }
}
