using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv.Packages.Schema;

/// <summary>Columns of <see cref="CondaEnvDifference"/> and <see cref="CondaEnvComparison"/>, written out: reflection would not survive a native build.</summary>
internal static class DifferenceColumns
{
    /// <summary>All properties, in their order.</summary>
    public static IReadOnlyList<Column<CondaEnvDifference>> All { get; } =
    [
        new(nameof(CondaEnvDifference.Name), static d => d.Name),
        new(nameof(CondaEnvDifference.Manager), static d => d.Manager),
        new(nameof(CondaEnvDifference.Change), static d => d.Change),
        new(nameof(CondaEnvDifference.ReferenceVersion), static d => d.ReferenceVersion?.Text),
        new(nameof(CondaEnvDifference.ReferenceBuild), static d => d.ReferenceBuild),
        new(nameof(CondaEnvDifference.ReferenceChannel), static d => d.ReferenceChannel),
        new(nameof(CondaEnvDifference.DifferenceVersion), static d => d.DifferenceVersion?.Text),
        new(nameof(CondaEnvDifference.DifferenceBuild), static d => d.DifferenceBuild),
        new(nameof(CondaEnvDifference.DifferenceChannel), static d => d.DifferenceChannel),
        new(nameof(CondaEnvDifference.Level), static d => d.Level),
        new(nameof(CondaEnvDifference.Requested), static d => d.Requested),
        new(nameof(CondaEnvDifference.RequiredBy), static d => d.RequiredBy),
        new(nameof(CondaEnvDifference.SideIndicator), static d => d.SideIndicator),
        new(nameof(CondaEnvDifference.Spec), static d => d.Spec),
        new(nameof(CondaEnvDifference.Detail), static d => d.Detail),
        new(nameof(CondaEnvDifference.ReferencePackage), static d => d.ReferencePackage),
        new(nameof(CondaEnvDifference.DifferencePackage), static d => d.DifferencePackage),
        new(nameof(CondaEnvDifference.Reference), static d => d.Reference),
        new(nameof(CondaEnvDifference.Difference), static d => d.Difference),
        new(nameof(CondaEnvDifference.ReferencePrefix), static d => d.ReferencePrefix),
        new(nameof(CondaEnvDifference.Prefix), static d => d.Prefix),
        new(nameof(CondaEnvDifference.ReferenceComputerName), static d => d.ReferenceComputerName),
        new(nameof(CondaEnvDifference.ComputerName), static d => d.ComputerName),
        new(nameof(CondaEnvDifference.ReferenceFingerprint), static d => d.ReferenceFingerprint),
        new(nameof(CondaEnvDifference.Fingerprint), static d => d.Fingerprint),
    ];

    /// <summary>All properties of a summary, in their order.</summary>
    public static IReadOnlyList<Column<CondaEnvComparison>> OfSummary { get; } =
    [
        new(nameof(CondaEnvComparison.Reference), static c => c.Reference),
        new(nameof(CondaEnvComparison.Difference), static c => c.Difference),
        new(nameof(CondaEnvComparison.IsEqual), static c => c.IsEqual),
        new(nameof(CondaEnvComparison.DifferenceCount), static c => c.DifferenceCount),
        new(nameof(CondaEnvComparison.Added), static c => c.Added),
        new(nameof(CondaEnvComparison.Removed), static c => c.Removed),
        new(nameof(CondaEnvComparison.Upgraded), static c => c.Upgraded),
        new(nameof(CondaEnvComparison.Downgraded), static c => c.Downgraded),
        new(nameof(CondaEnvComparison.Rebuilt), static c => c.Rebuilt),
        new(nameof(CondaEnvComparison.ChannelChanged), static c => c.ChannelChanged),
        new(nameof(CondaEnvComparison.SourceChanged), static c => c.SourceChanged),
        new(nameof(CondaEnvComparison.HashChanged), static c => c.HashChanged),
        new(nameof(CondaEnvComparison.SpecChanged), static c => c.SpecChanged),
        new(nameof(CondaEnvComparison.SpecViolated), static c => c.SpecViolated),
        new(nameof(CondaEnvComparison.SpecSatisfied), static c => c.SpecSatisfied),
        new(nameof(CondaEnvComparison.Unchanged), static c => c.Unchanged),
        new(nameof(CondaEnvComparison.ReferencePrefix), static c => c.ReferencePrefix),
        new(nameof(CondaEnvComparison.Prefix), static c => c.Prefix),
        new(nameof(CondaEnvComparison.ReferenceComputerName), static c => c.ReferenceComputerName),
        new(nameof(CondaEnvComparison.ComputerName), static c => c.ComputerName),
        new(nameof(CondaEnvComparison.ReferenceFingerprint), static c => c.ReferenceFingerprint),
        new(nameof(CondaEnvComparison.Fingerprint), static c => c.Fingerprint),
    ];
}
