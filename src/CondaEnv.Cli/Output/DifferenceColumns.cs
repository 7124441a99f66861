using System.Collections.Generic;
using CondaEnv.Files;

namespace CondaEnv.Cli.Output;

/// <summary>Columns of <see cref="CondaEnvDifference"/>, written out: reflection would not survive a native build.</summary>
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
}
