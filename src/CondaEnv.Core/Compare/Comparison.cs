using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Compare;

/// <summary>Result of a comparison.</summary>
/// <param name="Reference">The reference side.</param>
/// <param name="Difference">The difference side.</param>
/// <param name="Rows">The rows, sorted by change and name.</param>
/// <param name="Notes">What could not be compared, one sentence each.</param>
internal sealed record Comparison(ComparedSide Reference, ComparedSide Difference, IReadOnlyList<CondaEnvDifference> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>True if there are no differences.</summary>
    public bool IsEqual => Rows.All(static row => row.SideIndicator == "==");

    /// <summary>Creates the row with the counts.</summary>
    public CondaEnvComparison Summary() => new(Rows)
    {
        Reference = Reference.Label,
        Difference = Difference.Label,
        ReferencePrefix = Reference.Prefix,
        Prefix = Difference.Prefix,
        ReferenceComputerName = Reference.ComputerName,
        ComputerName = Difference.ComputerName,
        ReferenceFingerprint = Reference.Fingerprint,
        Fingerprint = Difference.Fingerprint,
    };
}
