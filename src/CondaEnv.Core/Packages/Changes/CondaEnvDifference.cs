using System.Collections.Generic;
using CondaEnv.Foundation.Text;

namespace CondaEnv;

/// <summary>What differs between the two sides of a comparison, of one package.</summary>
public enum PackageChange
{
    /// <summary>Only the difference side has it.</summary>
    Added,

    /// <summary>Only the reference side has it.</summary>
    Removed,

    /// <summary>The difference side has a later version (CEP 33, PEP 440).</summary>
    Upgraded,

    /// <summary>The difference side has an earlier version.</summary>
    Downgraded,

    /// <summary>The same version in another build.</summary>
    Rebuilt,

    /// <summary>The same version and build from another channel.</summary>
    ChannelChanged,

    /// <summary>The same name from the other manager (conda, pip), or pip's from elsewhere.</summary>
    SourceChanged,

    /// <summary>The same package by all it says of itself, and another archive by its hash.</summary>
    HashChanged,

    /// <summary>Two files ask for the same package with different specs.</summary>
    SpecChanged,

    /// <summary>A file asks for what the other side does not have, or has otherwise.</summary>
    SpecViolated,

    /// <summary>A file asks for what the other side has.</summary>
    SpecSatisfied,

    /// <summary>Both sides have the same.</summary>
    Unchanged,
}

/// <summary>How large a step from one version to another is.</summary>
public enum ChangeLevel
{
    /// <summary>The same version in another build.</summary>
    Build,

    /// <summary>The third number of the version, or what follows it.</summary>
    Patch,

    /// <summary>The second number.</summary>
    Minor,

    /// <summary>The first number, or the epoch.</summary>
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

    /// <summary>Who installed it: on the difference side, where it is there; else on the reference side.</summary>
    public PackageManager Manager { get; internal init; }

    /// <summary>What differs.</summary>
    public PackageChange Change { get; internal init; }

    /// <summary>Version on the reference side; null where it is not there, or leaves a choice.</summary>
    public CondaVersion? ReferenceVersion { get; internal init; }

    /// <summary>Build string on the reference side.</summary>
    public string? ReferenceBuild { get; internal init; }

    /// <summary>Channel on the reference side.</summary>
    public string? ReferenceChannel { get; internal init; }

    /// <summary>Version on the difference side; null where it is not there, or leaves a choice.</summary>
    public CondaVersion? DifferenceVersion { get; internal init; }

    /// <summary>Build string on the difference side.</summary>
    public string? DifferenceBuild { get; internal init; }

    /// <summary>Channel on the difference side.</summary>
    public string? DifferenceChannel { get; internal init; }

    /// <summary>How large the step is; null where version and build are the same, and where there is one side only.</summary>
    public ChangeLevel? Level { get; internal init; }

    /// <summary>True where the user asked for it by name, on either side.</summary>
    public bool Requested { get; internal init; }

    /// <summary>Names of the packages that depend on it, on the difference side where it is there, else on the reference side; null where nothing says.</summary>
    public IReadOnlyList<string>? RequiredBy => ValueList<string>.Of((DifferencePackage ?? ReferencePackage)?.RequiredBy);

    /// <summary>As <c>Compare-Object</c> has it: <c>&lt;=</c> only in the reference, <c>=&gt;</c> only in the difference, <c>==</c> equal, <c>&lt;&gt;</c> in both and different.</summary>
    public string SideIndicator { get; internal init; } = "";

    /// <summary>The spec of the file on the reference side, or of the difference side where the reference is none; credentials removed. Null where neither is a spec.</summary>
    public string? Spec { get; internal init; }

    /// <summary>One sentence that says more, such as what violates a spec; null where the other properties say all.</summary>
    public string? Detail { get; internal init; }

    /// <summary>The package on the reference side; null where there is none.</summary>
    public CondaPackage? ReferencePackage { get; internal init; }

    /// <summary>The package on the difference side; null where there is none.</summary>
    public CondaPackage? DifferencePackage { get; internal init; }

    /// <summary>What the reference is: an environment's name, a file's path, a revision.</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>What is compared with it.</summary>
    public string Difference { get; internal init; } = "";

    /// <summary>Prefix of the reference; null where it is no environment.</summary>
    public string? ReferencePrefix { get; internal init; }

    /// <summary>Prefix of the difference side; null where it is no environment.</summary>
    public string? Prefix { get; internal init; }

    /// <summary>Name of the machine of the reference; null where nothing says.</summary>
    public string? ReferenceComputerName { get; internal init; }

    /// <summary>Name of the machine of the difference side; null where nothing says.</summary>
    public string? ComputerName { get; internal init; }

    /// <summary>Fingerprint of the reference; null where it is a file of specs. See <see cref="CondaEnvironment.Fingerprint"/>.</summary>
    public string? ReferenceFingerprint { get; internal init; }

    /// <summary>Fingerprint of the difference side; null where it is a file of specs.</summary>
    public string? Fingerprint { get; internal init; }

    /// <summary>The change in a few words, such as <c>numpy 1.9 -> 1.10</c>.</summary>
    public override string ToString() => Change switch
    {
        PackageChange.Added => $"{Name} {DifferenceVersion} added",
        PackageChange.Removed => $"{Name} {ReferenceVersion} removed",
        PackageChange.Unchanged => $"{Name} {DifferenceVersion} unchanged",
        PackageChange.SpecSatisfied or PackageChange.SpecViolated or PackageChange.SpecChanged => $"{Spec ?? Name}: {Detail ?? Change.ToString()}",
        _ when ReferenceVersion == DifferenceVersion => $"{Name} {ReferenceVersion}={ReferenceBuild} ({ReferenceChannel}) -> {DifferenceVersion}={DifferenceBuild} ({DifferenceChannel})",
        _ => $"{Name} {ReferenceVersion} -> {DifferenceVersion}",
    };
}
