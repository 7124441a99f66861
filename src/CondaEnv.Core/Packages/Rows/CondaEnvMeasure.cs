using System;
using System.Globalization;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>How much disk space an environment takes, how much of it is shared, and when it was last used. Sizes are in bytes.</summary>
public sealed class CondaEnvMeasure
{
    internal CondaEnvMeasure()
    {
    }

    /// <summary>Name of the environment, as <see cref="CondaEnvironment.Name"/>.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>
    /// Bytes on disk: allocated blocks of everything in the folder, hard links of a file once, as <c>du</c> counts.
    /// Environments and package caches inside, as in the base environment, do not count.
    /// </summary>
    public long Size { get; internal init; }

    /// <summary>
    /// What removing the environment would free at least: the part of <see cref="Size"/> in folders, and in files all of
    /// whose hard links are in this environment. See <see cref="IsUpperBound"/>.
    /// </summary>
    public long ExclusiveSize { get; internal init; }

    /// <summary>
    /// True if <see cref="ExclusiveSize"/> may be too large: on this file system files can share blocks without hard
    /// links (APFS, Btrfs, XFS, ReFS, ZFS and others), as pixi makes them, or link counts are unknown.
    /// </summary>
    public bool IsUpperBound { get; internal init; }

    /// <summary>The part of <see cref="Size"/> in files that also have a hard link in a package cache.</summary>
    public long SharedWithCache { get; internal init; }

    /// <summary>The part of <see cref="Size"/> in files that also have a hard link in another known environment. It may overlap <see cref="SharedWithCache"/>.</summary>
    public long SharedWithOthers { get; internal init; }

    /// <summary>
    /// The size as conda counts it (<c>conda env list --size</c>): what the records state. A file without a recorded size
    /// counts with its length. Null for an environment without <c>conda-meta</c>.
    /// </summary>
    public long? RecordedSize { get; internal init; }

    /// <summary>The part of <see cref="Size"/> in files that pip packages list as theirs.</summary>
    public long PipSize { get; internal init; }

    /// <summary>Number of files, links and other items that are not folders.</summary>
    public long FileCount { get; internal init; }

    /// <summary>Bytes on disk of all package caches of this machine: the same in each row.</summary>
    public long CacheSize { get; internal init; }

    /// <summary>When the environment was created, as <see cref="CondaEnvironment.Created"/>; null if unknown.</summary>
    public DateTime? Created { get; internal init; }

    /// <summary>When its packages last changed, as <see cref="CondaEnvironment.LastModified"/>; null if unknown.</summary>
    public DateTime? LastModified { get; internal init; }

    /// <summary>
    /// When it was last used, in local time: an estimate, the newest of the traces in <see cref="UseEvidence"/>. It may
    /// have been used later without a trace. Null if there is none.
    /// </summary>
    public DateTime? LastUsed { get; internal init; }

    /// <summary>The trace that <see cref="LastUsed"/> is from; null if there is none.</summary>
    public UseEvidence? LastUsedEvidence { get; internal init; }

    /// <summary>Prefix of the environment.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Name of the machine that it was measured on.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The name and the two sizes: <c>teaching: 1.2 GB, 310 MB exclusive</c>.</summary>
    public override string ToString() =>
        $"{EnvironmentName}: {ByteText.Of(Size, CultureInfo.InvariantCulture)}, {ByteText.Of(ExclusiveSize, CultureInfo.InvariantCulture)} exclusive";

    /// <summary>All properties; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvMeasure> Schema { get; } = new RowSchema<CondaEnvMeasure>()
        .Text(nameof(EnvironmentName), static r => r.EnvironmentName)
        .Number(nameof(Size), static r => r.Size)
        .Number(nameof(ExclusiveSize), static r => r.ExclusiveSize)
        .Flag(nameof(IsUpperBound), static r => r.IsUpperBound)
        .Number(nameof(SharedWithCache), static r => r.SharedWithCache)
        .Number(nameof(SharedWithOthers), static r => r.SharedWithOthers)
        .Number(nameof(RecordedSize), static r => r.RecordedSize)
        .Number(nameof(PipSize), static r => r.PipSize)
        .Number(nameof(FileCount), static r => r.FileCount)
        .Number(nameof(CacheSize), static r => r.CacheSize)
        .Time(nameof(Created), static r => r.Created)
        .Time(nameof(LastModified), static r => r.LastModified)
        .Time(nameof(LastUsed), static r => r.LastUsed)
        .Choice(nameof(LastUsedEvidence), static r => r.LastUsedEvidence)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Text(nameof(ComputerName), static r => r.ComputerName);
}
