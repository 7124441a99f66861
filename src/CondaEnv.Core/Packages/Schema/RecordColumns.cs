using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv.Packages.Schema;

/// <summary>Columns of <see cref="CondaEnvRecord"/> and of its losses, written out: reflection would not survive a native build.</summary>
internal static class RecordColumns
{
    /// <summary>All properties, in their order.</summary>
    public static IReadOnlyList<Column<CondaEnvRecord>> All { get; } =
    [
        new(nameof(CondaEnvRecord.EnvironmentName), static r => r.EnvironmentName),
        new(nameof(CondaEnvRecord.Prefix), static r => r.Prefix),
        new(nameof(CondaEnvRecord.Path), static r => r.Path),
        new(nameof(CondaEnvRecord.IsChanged), static r => r.IsChanged),
        new(nameof(CondaEnvRecord.Platform), static r => r.Platform),
        new(nameof(CondaEnvRecord.PackageCount), static r => r.PackageCount),
        new(nameof(CondaEnvRecord.PipPackageCount), static r => r.PipPackageCount),
        new(nameof(CondaEnvRecord.Fingerprint), static r => r.Fingerprint),
        new(nameof(CondaEnvRecord.Files), static r => r.Files),
        new(nameof(CondaEnvRecord.Losses), static r => r.Losses),
    ];

    /// <summary>All properties of a loss.</summary>
    public static IReadOnlyList<Column<ExportLoss>> OfLoss { get; } =
    [
        new(nameof(ExportLoss.Code), static l => l.Code),
        new(nameof(ExportLoss.Package), static l => l.Package),
        new(nameof(ExportLoss.Detail), static l => l.Detail),
        new(nameof(ExportLoss.Severity), static l => l.Severity),
    ];
}
