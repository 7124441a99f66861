using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>Counts of a comparison; one row for each pair of sides.</summary>
public sealed class CondaEnvComparison
{
    private readonly Dictionary<PackageChange, int> _counts;

    internal CondaEnvComparison(IEnumerable<CondaEnvDifference> rows) =>
        _counts = rows.GroupBy(static row => row.Change).ToDictionary(static group => group.Key, static group => group.Count());

    /// <summary>Name of the reference: an environment's name, a file's path or a revision.</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>Name of the difference side: an environment's name, a file's path or a revision.</summary>
    public string Difference { get; internal init; } = "";

    /// <summary>True if nothing differs.</summary>
    public bool IsEqual => DifferenceCount == 0;

    /// <summary>Number of differences.</summary>
    public int DifferenceCount => _counts.Where(static pair => pair.Key is not (PackageChange.SpecSatisfied or PackageChange.Unchanged)).Sum(static pair => pair.Value);

    /// <summary>Number of packages that only the difference side has.</summary>
    public int Added => Of(PackageChange.Added);

    /// <summary>Number of packages that only the reference side has.</summary>
    public int Removed => Of(PackageChange.Removed);

    /// <summary>Number of packages with a later version on the difference side.</summary>
    public int Upgraded => Of(PackageChange.Upgraded);

    /// <summary>Number of packages with an earlier version on the difference side.</summary>
    public int Downgraded => Of(PackageChange.Downgraded);

    /// <summary>Number of packages with the same version but another build.</summary>
    public int Rebuilt => Of(PackageChange.Rebuilt);

    /// <summary>Number of packages from another channel.</summary>
    public int ChannelChanged => Of(PackageChange.ChannelChanged);

    /// <summary>
    /// Number of packages that were installed by the other manager (conda or pip), or by pip from another source.
    /// </summary>
    public int SourceChanged => Of(PackageChange.SourceChanged);

    /// <summary>Number of packages with a different archive, as shown by its hash.</summary>
    public int HashChanged => Of(PackageChange.HashChanged);

    /// <summary>Number of specs that differ between two files.</summary>
    public int SpecChanged => Of(PackageChange.SpecChanged);

    /// <summary>Number of specs of a file that are not satisfied.</summary>
    public int SpecViolated => Of(PackageChange.SpecViolated);

    /// <summary>Number of specs of a file that are satisfied, including the dependencies of their packages.</summary>
    public int SpecSatisfied => Of(PackageChange.SpecSatisfied);

    /// <summary>Number of packages that are the same on both sides.</summary>
    public int Unchanged => Of(PackageChange.Unchanged);

    /// <summary>Prefix of the reference; null if it is not an environment.</summary>
    public string? ReferencePrefix { get; internal init; }

    /// <summary>Prefix of the difference side; null if it is not an environment.</summary>
    public string? Prefix { get; internal init; }

    /// <summary>Name of the machine that the reference was read on; null if unknown.</summary>
    public string? ReferenceComputerName { get; internal init; }

    /// <summary>Name of the machine that the difference side was read on; null if unknown.</summary>
    public string? ComputerName { get; internal init; }

    /// <summary>
    /// Fingerprint of the reference; null if it is a file of specs. See <see cref="CondaEnvironment.Fingerprint"/>.
    /// </summary>
    public string? ReferenceFingerprint { get; internal init; }

    /// <summary>Fingerprint of the difference side; null if it is a file of specs.</summary>
    public string? Fingerprint { get; internal init; }

    /// <summary>Both names and the number of differences.</summary>
    public override string ToString() => $"{Reference} -> {Difference}: {(DifferenceCount == 0 ? "no difference" : DifferenceCount == 1 ? "1 difference" : $"{DifferenceCount} differences")}";

    private int Of(PackageChange change) => _counts.TryGetValue(change, out int count) ? count : 0;

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvComparison> Schema { get; } = new RowSchema<CondaEnvComparison>()
        .Text(nameof(Reference), static r => r.Reference)
        .Text(nameof(Difference), static r => r.Difference)
        .Flag(nameof(IsEqual), static r => r.IsEqual)
        .Number(nameof(DifferenceCount), static r => r.DifferenceCount)
        .Number(nameof(Added), static r => r.Added)
        .Number(nameof(Removed), static r => r.Removed)
        .Number(nameof(Upgraded), static r => r.Upgraded)
        .Number(nameof(Downgraded), static r => r.Downgraded)
        .Number(nameof(Rebuilt), static r => r.Rebuilt)
        .Number(nameof(ChannelChanged), static r => r.ChannelChanged)
        .Number(nameof(SourceChanged), static r => r.SourceChanged)
        .Number(nameof(HashChanged), static r => r.HashChanged)
        .Number(nameof(SpecChanged), static r => r.SpecChanged)
        .Number(nameof(SpecViolated), static r => r.SpecViolated)
        .Number(nameof(SpecSatisfied), static r => r.SpecSatisfied)
        .Number(nameof(Unchanged), static r => r.Unchanged)
        .Text(nameof(ReferencePrefix), static r => r.ReferencePrefix)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Text(nameof(ReferenceComputerName), static r => r.ReferenceComputerName)
        .Text(nameof(ComputerName), static r => r.ComputerName)
        .Text(nameof(ReferenceFingerprint), static r => r.ReferenceFingerprint)
        .Text(nameof(Fingerprint), static r => r.Fingerprint);
}
