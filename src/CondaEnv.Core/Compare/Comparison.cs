using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Compare;

/// <summary>What came of a comparison.</summary>
/// <param name="Reference">What was compared with.</param>
/// <param name="Difference">What was compared.</param>
/// <param name="Rows">The rows, sorted by change and name.</param>
/// <param name="Notes">What could not be compared, a sentence each.</param>
internal sealed record Comparison(ComparedSide Reference, ComparedSide Difference, IReadOnlyList<CondaEnvDifference> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>True where there is no difference.</summary>
    public bool IsEqual => Rows.All(static row => row.SideIndicator == "==");

    /// <summary>The counts.</summary>
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
