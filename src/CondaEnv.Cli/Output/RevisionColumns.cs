using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Csv;

namespace CondaEnv.Cli.Output;

/// <summary>Columns of <see cref="CondaEnvRevision"/>.</summary>
internal static class RevisionColumns
{
    /// <summary>Columns of the table.</summary>
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

    /// <summary>The same columns for several environments.</summary>
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
