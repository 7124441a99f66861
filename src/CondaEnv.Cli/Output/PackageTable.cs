using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv.Cli.Output;

/// <summary>Columns of the package table.</summary>
internal static class PackageTable
{
    /// <summary>The columns of <c>conda list</c>, and a mark for requested packages.</summary>
    public static IReadOnlyList<Column<CondaPackage>> Columns { get; } =
    [
        new("Name", static p => p.Name),
        new("Version", static p => p.Version.Text),
        new("Build", static p => p.Build),
        new("Channel", static p => p.Manager == PackageManager.Pip ? "pypi" : p.Channel),
        new("Requested", static p => p.RequestedSpec ?? (p.Requested ? "yes" : "")),
    ];

    /// <summary>The same columns for several environments.</summary>
    public static IReadOnlyList<Column<CondaPackage>> ColumnsOfSeveral { get; } = [new("Environment", static p => p.EnvironmentName), .. Columns];
}
