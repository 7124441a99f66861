using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>How one package differs between the two sides of a comparison.</summary>
public enum PackageChange
{
    /// <summary>Only the difference side has the package.</summary>
    Added,

    /// <summary>Only the reference side has the package.</summary>
    Removed,

    /// <summary>The difference side has a later version (CEP 33, PEP 440).</summary>
    Upgraded,

    /// <summary>The difference side has an earlier version.</summary>
    Downgraded,

    /// <summary>The same version, but another build.</summary>
    Rebuilt,

    /// <summary>The same version and build, but from another channel.</summary>
    ChannelChanged,

    /// <summary>
    /// The same name, but installed by the other manager (conda or pip), or by pip from another source.
    /// </summary>
    SourceChanged,

    /// <summary>The same package in all recorded properties, but with another archive hash.</summary>
    HashChanged,

    /// <summary>Two files list different specs for the same package.</summary>
    SpecChanged,

    /// <summary>The other side does not satisfy a spec of the file: the package is missing or does not match.</summary>
    SpecViolated,

    /// <summary>The other side satisfies a spec of the file.</summary>
    SpecSatisfied,

    /// <summary>Both sides are the same.</summary>
    Unchanged,
}

/// <summary>How large the step from one version to another is.</summary>
public enum ChangeLevel
{
    /// <summary>The same version, but another build.</summary>
    Build,

    /// <summary>The third number of the version or a later part differs.</summary>
    Patch,

    /// <summary>The second number of the version differs.</summary>
    Minor,

    /// <summary>The first number of the version or the epoch differs.</summary>
    Major,
}

/// <summary>One package that differs between two environments, files or states.</summary>
public sealed class CondaEnvDifference
{
    internal CondaEnvDifference()
    {
    }

    /// <summary>Name of the package.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>
    /// The tool that installed it: on the difference side if it is installed there, otherwise on the reference side.
    /// </summary>
    public PackageManager Manager { get; internal init; }

    /// <summary>How the package differs.</summary>
    public PackageChange Change { get; internal init; }

    /// <summary>
    /// Version on the reference side; null if the package is not there, or if its spec allows several versions.
    /// </summary>
    public CondaVersion? ReferenceVersion { get; internal init; }

    /// <summary>Build string on the reference side.</summary>
    public string? ReferenceBuild { get; internal init; }

    /// <summary>Channel on the reference side.</summary>
    public string? ReferenceChannel { get; internal init; }

    /// <summary>
    /// Version on the difference side; null if the package is not there, or if its spec allows several versions.
    /// </summary>
    public CondaVersion? DifferenceVersion { get; internal init; }

    /// <summary>Build string on the difference side.</summary>
    public string? DifferenceBuild { get; internal init; }

    /// <summary>Channel on the difference side.</summary>
    public string? DifferenceChannel { get; internal init; }

    /// <summary>
    /// How large the step is; null if version and build are the same, or if only one side has the package.
    /// </summary>
    public ChangeLevel? Level { get; internal init; }

    /// <summary>True if the user requested the package by name, on either side.</summary>
    public bool Requested { get; internal init; }

    /// <summary>
    /// Names of the packages that depend on it: on the difference side if it is installed there, otherwise on the
    /// reference side. Null if unknown.
    /// </summary>
    public IReadOnlyList<string>? RequiredBy => ValueList<string>.Of((DifferencePackage ?? ReferencePackage)?.RequiredBy);

    /// <summary>
    /// As in <c>Compare-Object</c>: <c>&lt;=</c> only in the reference, <c>=&gt;</c> only in the difference, <c>==</c>
    /// equal, <c>&lt;&gt;</c> in both but different.
    /// </summary>
    public string SideIndicator { get; internal init; } = "";

    /// <summary>
    /// The spec in the file on the reference side, or on the difference side if the reference is not a file of specs;
    /// credentials removed. Null if neither side is a spec.
    /// </summary>
    public string? Spec { get; internal init; }

    /// <summary>
    /// One sentence with more detail, such as what violates a spec; null if the other properties are sufficient.
    /// </summary>
    public string? Detail { get; internal init; }

    /// <summary>The package on the reference side; null if there is none.</summary>
    public CondaPackage? ReferencePackage { get; internal init; }

    /// <summary>The package on the difference side; null if there is none.</summary>
    public CondaPackage? DifferencePackage { get; internal init; }

    /// <summary>Name of the reference: an environment's name, a file's path or a revision.</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>Name of the difference side: an environment's name, a file's path or a revision.</summary>
    public string Difference { get; internal init; } = "";

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

    /// <summary>Short description of the change, such as <c>numpy 1.9 -> 1.10</c>.</summary>
    public override string ToString() => Change switch
    {
        PackageChange.Added => $"{Name} {DifferenceVersion} added",
        PackageChange.Removed => $"{Name} {ReferenceVersion} removed",
        PackageChange.Unchanged => $"{Name} {DifferenceVersion} unchanged",
        PackageChange.SpecSatisfied or PackageChange.SpecViolated or PackageChange.SpecChanged => $"{Spec ?? Name}: {Detail ?? Change.ToString()}",
        _ when ReferenceVersion == DifferenceVersion => $"{Name} {ReferenceVersion}={ReferenceBuild} ({ReferenceChannel}) -> {DifferenceVersion}={DifferenceBuild} ({DifferenceChannel})",
        _ => $"{Name} {ReferenceVersion} -> {DifferenceVersion}",
    };

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvDifference> Schema { get; } = new RowSchema<CondaEnvDifference>()
        .Text(nameof(Name), static r => r.Name)
        .Choice(nameof(Manager), static r => r.Manager)
        .Choice(nameof(Change), static r => r.Change)
        .Version(nameof(ReferenceVersion), static r => r.ReferenceVersion)
        .Text(nameof(ReferenceBuild), static r => r.ReferenceBuild)
        .Text(nameof(ReferenceChannel), static r => r.ReferenceChannel)
        .Version(nameof(DifferenceVersion), static r => r.DifferenceVersion)
        .Text(nameof(DifferenceBuild), static r => r.DifferenceBuild)
        .Text(nameof(DifferenceChannel), static r => r.DifferenceChannel)
        .Choice(nameof(Level), static r => r.Level)
        .Flag(nameof(Requested), static r => r.Requested)
        .List(nameof(RequiredBy), static r => r.RequiredBy)
        .Text(nameof(SideIndicator), static r => r.SideIndicator)
        .Text(nameof(Spec), static r => r.Spec)
        .Text(nameof(Detail), static r => r.Detail)
        .Row(nameof(ReferencePackage), static r => r.ReferencePackage, static () => CondaPackage.Schema)
        .Row(nameof(DifferencePackage), static r => r.DifferencePackage, static () => CondaPackage.Schema)
        .Text(nameof(Reference), static r => r.Reference)
        .Text(nameof(Difference), static r => r.Difference)
        .Text(nameof(ReferencePrefix), static r => r.ReferencePrefix)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Text(nameof(ReferenceComputerName), static r => r.ReferenceComputerName)
        .Text(nameof(ComputerName), static r => r.ComputerName)
        .Text(nameof(ReferenceFingerprint), static r => r.ReferenceFingerprint)
        .Text(nameof(Fingerprint), static r => r.Fingerprint);
}
