using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Losses;

/// <summary>
/// Messages for losses: one sentence for all losses of one code, with their number, the first few names, and the
/// reason.
/// </summary>
internal static class LossSentences
{
    private const int Named = 5;
    private const string OnThisMachine = "paths on this machine and will not install elsewhere";

    /// <summary>What several packages with the same code have in common, after "N packages are".</summary>
    private static readonly Dictionary<string, string> s_are = new(StringComparer.Ordinal)
    {
        ["EditableInstall"] = OnThisMachine,
        ["LocalFile"] = OnThisMachine,
        ["DirectUrlInstall"] = "installed from a URL, for which the text asks an index",
        ["ArtifactUnknown"] = "not in the text, because the URL of their files is not recorded",
        ["HashMissing"] = "without a recorded hash",
        ["PackageOmitted"] = "not in the text",
        ["IndexUnknown"] = "from an index that is not recorded",
        ["DependencyShortened"] = "in the text with dependencies that differ from those recorded",
        ["RequirementChanged"] = "in the text with requirements that differ from those recorded",
        ["ProvidedByConda"] = "part of conda packages, and the text also asks pip for them, as conda does",
        ["PackageTypePython"] = "conda packages that the text asks pip for, as conda does",
        ["PlatformBound"] = "available for one system only",
        ["RequestViolated"] = "installed in another version than requested, which is what the text has",
        ["BuildPinned"] = "pinned to a build, which exists for one platform only",
        ["RequestedPackageReplaced"] = "requested as conda packages that pip has replaced or removed since",
        ["ChannelUnknown"] = "from a channel that is not recorded",
        ["SpecInvalid"] = "written as recorded, but conda cannot read them",
    };

    /// <summary>
    /// The sentences and their severities, in the order of the losses. Losses that were reported as errors are omitted.
    /// </summary>
    public static IEnumerable<(LossSeverity Severity, string Text)> Of(IEnumerable<ExportLoss> losses) => losses
        .Where(static l => !l.IsReported)
        .GroupBy(static l => (l.Severity, Kind: KindOf(l)))
        .Select(static group => (group.Key.Severity, Sentence(group.Key.Kind, [.. group])));

    private static string KindOf(ExportLoss loss) =>
        loss.Code == "LocalFile" || (loss.Code == "DirectUrlInstall" && (loss.Detail.Contains("'file:") || loss.Detail.Contains("+file:"))) ? "EditableInstall" : loss.Code;

    private static string Sentence(string kind, ExportLoss[] group)
    {
        string detail = group[0].Detail.TrimEnd('.');
        if (group.Length == 1)
        {
            return group[0].Package is { } package ? $"{package}: {detail}." : $"{detail}.";
        }

        string[] packages = [.. group.Select(static l => l.Package).OfType<string>().Distinct(StringComparer.Ordinal)];
        return packages.Length > 1 && s_are.TryGetValue(kind, out string? are)
            ? $"{Quantity.Of(packages.Length, "package")} are {are}: {Names(packages)}."
            : $"{(packages.Length == 0 ? "" : Names(packages) + ": ")}{detail}, and {group.Length - 1} more like this.";
    }

    private static string Names(string[] packages) =>
        string.Join(", ", packages.Take(Named)) + (packages.Length > Named ? $" and {packages.Length - Named} more" : "");
}
