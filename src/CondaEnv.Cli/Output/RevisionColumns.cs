using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Csv;

namespace CondaEnv.Cli.Output;

/// <summary>Columns of <see cref="CondaEnvRevision"/>, written out: reflection would not survive a native build.</summary>
internal static class RevisionColumns
{
    /// <summary>All properties, in their order.</summary>
    public static IReadOnlyList<Column<CondaEnvRevision>> All { get; } =
    [
        new(nameof(CondaEnvRevision.Revision), static r => r.Revision),
        new(nameof(CondaEnvRevision.Date), static r => r.Date),
        new(nameof(CondaEnvRevision.Action), static r => r.Action),
        new(nameof(CondaEnvRevision.Specs), static r => r.Specs),
        new(nameof(CondaEnvRevision.Request), static r => r.Request),
        new(nameof(CondaEnvRevision.Command), static r => r.Command),
        new(nameof(CondaEnvRevision.Arguments), static r => r.Arguments),
        new(nameof(CondaEnvRevision.Tool), static r => r.Tool),
        new(nameof(CondaEnvRevision.ToolVersion), static r => r.ToolVersion),
        new(nameof(CondaEnvRevision.Added), static r => r.Added),
        new(nameof(CondaEnvRevision.Removed), static r => r.Removed),
        new(nameof(CondaEnvRevision.Changed), static r => r.Changed),
        new(nameof(CondaEnvRevision.AddedCount), static r => r.AddedCount),
        new(nameof(CondaEnvRevision.RemovedCount), static r => r.RemovedCount),
        new(nameof(CondaEnvRevision.ChangedCount), static r => r.ChangedCount),
        new(nameof(CondaEnvRevision.PackageCount), static r => r.PackageCount),
        new(nameof(CondaEnvRevision.Drift), static r => r.Drift),
        new(nameof(CondaEnvRevision.DriftCount), static r => r.DriftCount),
        new(nameof(CondaEnvRevision.EnvironmentName), static r => r.EnvironmentName),
        new(nameof(CondaEnvRevision.Prefix), static r => r.Prefix),
        new(nameof(CondaEnvRevision.ComputerName), static r => r.ComputerName),
    ];

    /// <summary>For people.</summary>
    public static IReadOnlyList<Column<CondaEnvRevision>> Table { get; } =
    [
        new("Revision", static r => r.Revision),
        new("Date", static r => r.Date?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        new("Action", static r => r.Action),
        new("Changes", static r => Changes(r)),
        new("Packages", static r => r.PackageCount),
        new("Drift", static r => r.DriftCount),
        new("Request", static r => r.Request),
    ];

    /// <summary>The same for several environments.</summary>
    public static IReadOnlyList<Column<CondaEnvRevision>> TableOfSeveral { get; } = [new("Environment", static r => r.EnvironmentName), .. Table];

    private static string Changes(CondaEnvRevision revision)
    {
        List<string> parts = [];
        foreach ((string sign, int count) in ((string, int)[])[("+", revision.AddedCount), ("-", revision.RemovedCount), ("~", revision.ChangedCount)])
        {
            if (count > 0)
            {
                parts.Add(sign + count.ToString(CultureInfo.InvariantCulture));
            }
        }

        return string.Join(' ', parts);
    }
}
