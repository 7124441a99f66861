using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Packages.Changes;

namespace CondaEnv.Compare;

/// <summary>Creates the rows of one comparison, with the properties of both sides.</summary>
internal sealed class DifferenceRows
{
    private readonly ComparedSide _reference;
    private readonly ComparedSide _difference;
    private readonly List<CondaEnvDifference> _rows = [];
    private readonly bool _includeEqual;

    public DifferenceRows(ComparedSide reference, ComparedSide difference, bool includeEqual)
    {
        _reference = reference;
        _difference = difference;
        _includeEqual = includeEqual;
    }

    /// <summary>The rows, sorted by change and name.</summary>
    public IReadOnlyList<CondaEnvDifference> Sorted()
    {
        _rows.Sort(static (a, b) =>
        {
            int order = a.Change.CompareTo(b.Change);
            order = order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
            order = order != 0 ? order : a.Manager.CompareTo(b.Manager);
            return order != 0 ? order : string.CompareOrdinal(a.Spec, b.Spec);
        });
        return _rows;
    }

    /// <summary>Adds a package of one or both sides.</summary>
    public void Add(CondaPackage? reference, CondaPackage? difference, PackageChange change, ChangeLevel? level = null, string? detail = null)
    {
        CondaPackage package = difference ?? reference ?? throw new ArgumentNullException(nameof(difference));
        Add(change, package.Name, package.Manager, level, reference, difference, null, null, spec: null, detail ?? Detail(reference, difference, change));
    }

    /// <summary>Adds a dependency of a file, and the corresponding package.</summary>
    /// <param name="dependency">The dependency.</param>
    /// <param name="package">The package of the other side; null if there is none.</param>
    /// <param name="change">The type of change.</param>
    /// <param name="detail">What is installed instead; null if the dependency is satisfied.</param>
    /// <param name="isReference">True if the file is the reference.</param>
    public void Add(CondaEnvFileDependency dependency, CondaPackage? package, PackageChange change, string? detail, bool isReference)
    {
        ChangeLevel? level = package is null || dependency.Version is null ? null
            : PackageStep.LevelOf(dependency.Version, package.Version) is var step and not null ? step
            : dependency.Build is not null && dependency.Build != package.Build ? ChangeLevel.Build
            : null;
        Add(
            change, package?.Name ?? dependency.Name ?? dependency.Spec, package?.Manager ?? dependency.Manager ?? PackageManager.Conda, level,
            isReference ? null : package, isReference ? package : null,
            isReference ? dependency : null, isReference ? null : dependency,
            dependency.Spec, detail is null ? null : $"requested is '{dependency.Spec}', {detail}");
    }

    /// <summary>Adds the dependencies of two files on one package.</summary>
    public void Add(CondaEnvFileDependency? reference, CondaEnvFileDependency? difference, PackageChange change, ChangeLevel? level, string? detail)
    {
        CondaEnvFileDependency dependency = difference ?? reference ?? throw new ArgumentNullException(nameof(difference));
        Add(change, dependency.Name ?? dependency.Spec, dependency.Manager ?? PackageManager.Conda, level, null, null, reference, difference, (reference ?? dependency).Spec, detail);
    }

    /// <summary>Details that the versions do not show.</summary>
    private static string? Detail(CondaPackage? reference, CondaPackage? difference, PackageChange change) => change switch
    {
        PackageChange.Rebuilt when reference!.Build != difference!.Build => $"{reference.Build} -> {difference.Build}",
        PackageChange.Rebuilt when reference!.Subdir != difference!.Subdir => $"{reference.Subdir} -> {difference.Subdir}",
        PackageChange.ChannelChanged => $"{reference!.Channel} -> {difference!.Channel}",
        PackageChange.SourceChanged => $"{Source(reference!)} -> {Source(difference!)}",
        PackageChange.HashChanged => $"{Hash(reference!, difference!)} -> {Hash(difference!, reference!)}",
        _ => null,
    };

    private static string Source(CondaPackage package) => package.DirectUrl ?? (package.Editable ? package.Location : null) ?? "an index";

    private static string Hash(CondaPackage package, CondaPackage other) =>
        package.Sha256 is { Length: > 12 } sha && other.Sha256 is { Length: > 0 } ? "sha256 " + sha.Substring(0, 12) : "md5 " + package.Md5;

    private void Add(
        PackageChange change, string name, PackageManager manager, ChangeLevel? level,
        CondaPackage? reference, CondaPackage? difference,
        CondaEnvFileDependency? referenceWish, CondaEnvFileDependency? differenceWish,
        string? spec, string? detail)
    {
        StopSignal.Check();
        bool isEqual = change is PackageChange.Unchanged or PackageChange.SpecSatisfied;
        if (isEqual && !_includeEqual)
        {
            return;
        }

        _rows.Add(new CondaEnvDifference
        {
            Name = name,
            Manager = manager,
            Change = change,
            Level = level,
            ReferenceVersion = reference?.Version ?? referenceWish?.Version,
            ReferenceBuild = reference?.Build ?? referenceWish?.Build,
            ReferenceChannel = reference?.Channel ?? referenceWish?.Channel,
            DifferenceVersion = difference?.Version ?? differenceWish?.Version,
            DifferenceBuild = difference?.Build ?? differenceWish?.Build,
            DifferenceChannel = difference?.Channel ?? differenceWish?.Channel,
            Requested = reference?.Requested == true || difference?.Requested == true || referenceWish is not null || differenceWish is not null,
            SideIndicator = isEqual ? "=="
                : reference is null && referenceWish is null ? "=>"
                : difference is null && differenceWish is null ? "<="
                : "<>",
            Spec = SecretRedactor.RedactOrNull(spec),
            Detail = SecretRedactor.RedactOrNull(detail),
            ReferencePackage = reference,
            DifferencePackage = difference,
            Reference = _reference.Label,
            Difference = _difference.Label,
            ReferencePrefix = _reference.Prefix,
            Prefix = _difference.Prefix,
            ReferenceComputerName = _reference.ComputerName,
            ComputerName = _difference.ComputerName,
            ReferenceFingerprint = _reference.Fingerprint,
            Fingerprint = _difference.Fingerprint,
        });
    }
}
