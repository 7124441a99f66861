using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv.Cli.Output;

/// <summary>Columns of <see cref="CondaEnvironment"/>, written out: reflection would not survive a native build.</summary>
internal static class EnvironmentColumns
{
    /// <summary>All properties, in their order.</summary>
    public static IReadOnlyList<Column<CondaEnvironment>> All { get; } = Make(full: true);

    /// <summary>All properties but those that cost a full read.</summary>
    public static IReadOnlyList<Column<CondaEnvironment>> Cheap { get; } = Make(full: false);

    /// <summary>For people. A name that is only the path again is left blank and the marks are as in <c>conda env list</c>.</summary>
    public static IReadOnlyList<Column<CondaEnvironment>> Table { get; } =
    [
        new("Name", static e => e.Name == e.Prefix ? "" : e.Name),
        new("", static e => (e.IsActive ? "*" : "") + (e.IsFrozen ? "+" : "")),
        new("Python", static e => e.PythonVersion),
        new("Packages", static e => e.PackageCount),
        new("Kind", static e => e.Kind),
        new("Distribution", static e => e.Distribution),
        new("Prefix", static e => e.Prefix),
    ];

    private static List<Column<CondaEnvironment>> Make(bool full)
    {
        List<Column<CondaEnvironment>> columns =
        [
            new(nameof(CondaEnvironment.Name), static e => e.Name),
            new(nameof(CondaEnvironment.Prefix), static e => e.Prefix),
            new(nameof(CondaEnvironment.Kind), static e => e.Kind),
            new(nameof(CondaEnvironment.Distribution), static e => e.Distribution),
            new(nameof(CondaEnvironment.RootPrefix), static e => e.RootPrefix),
            new(nameof(CondaEnvironment.IsBase), static e => e.IsBase),
            new(nameof(CondaEnvironment.IsActive), static e => e.IsActive),
            new(nameof(CondaEnvironment.IsFrozen), static e => e.IsFrozen),
            new(nameof(CondaEnvironment.FrozenMessage), static e => e.FrozenMessage),
            new(nameof(CondaEnvironment.Platform), static e => e.Platform),
            new(nameof(CondaEnvironment.PythonVersion), static e => e.PythonVersion),
            new(nameof(CondaEnvironment.PackageCount), static e => e.PackageCount),
        ];
        if (full)
        {
            columns.Add(new(nameof(CondaEnvironment.PipPackageCount), static e => e.PipPackageCount));
            columns.Add(new(nameof(CondaEnvironment.Channels), static e => e.Channels));
        }

        columns.Add(new(nameof(CondaEnvironment.VariableNames), static e => e.VariableNames));
        columns.Add(new(nameof(CondaEnvironment.PinnedSpecs), static e => e.PinnedSpecs));
        columns.Add(new(nameof(CondaEnvironment.Created), static e => e.Created));
        columns.Add(new(nameof(CondaEnvironment.LastModified), static e => e.LastModified));
        columns.Add(new(nameof(CondaEnvironment.ComputerName), static e => e.ComputerName));
        if (full)
        {
            columns.Add(new(nameof(CondaEnvironment.Fingerprint), static e => e.Fingerprint));
        }

        return columns;
    }
}
