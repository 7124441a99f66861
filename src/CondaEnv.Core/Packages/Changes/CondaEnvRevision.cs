using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>One revision of an environment: one block of <c>conda-meta/history</c>, numbered as conda does.</summary>
public sealed class CondaEnvRevision
{
    internal CondaEnvRevision()
    {
    }

    /// <summary>Number of the revision as <c>conda list --revisions</c> gives it; the first is 0.</summary>
    public int Revision { get; internal init; }

    /// <summary>When, as recorded: local time of the machine without a zone; null where the block's date is none.</summary>
    public DateTime? Date { get; internal init; }

    /// <summary>What was done, such as <c>create</c>, <c>install</c>, <c>update</c>, <c>remove</c>; null where nothing says.</summary>
    public string? Action { get; internal init; }

    /// <summary>Specs asked for, or removed, in canonical form, credentials removed.</summary>
    public IReadOnlyList<string> Specs { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>What was asked for, in short: the specs, or where there are none the command line without its program.</summary>
    public string? Request { get; internal init; }

    /// <summary>The command line, credentials removed; null where the block has none.</summary>
    public string? Command { get; internal init; }

    /// <summary>The words of the command line, credentials removed.</summary>
    public IReadOnlyList<string> Arguments { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>The program that wrote the block, such as <c>conda</c>; null where it does not say.</summary>
    public string? Tool { get; internal init; }

    /// <summary>Version of the program.</summary>
    public string? ToolVersion { get; internal init; }

    /// <summary>Packages that came.</summary>
    public IReadOnlyList<CondaPackage> Added { get; internal init => field = ValueList<CondaPackage>.Of(value); } = ValueList<CondaPackage>.None;

    /// <summary>Packages that went.</summary>
    public IReadOnlyList<CondaPackage> Removed { get; internal init => field = ValueList<CondaPackage>.Of(value); } = ValueList<CondaPackage>.None;

    /// <summary>Packages whose version, build or channel changed.</summary>
    public IReadOnlyList<CondaEnvDifference> Changed { get; internal init => field = ValueList<CondaEnvDifference>.Of(value); } = ValueList<CondaEnvDifference>.None;

    /// <summary>Number of packages that came.</summary>
    public int AddedCount => Added.Count;

    /// <summary>Number of packages that went.</summary>
    public int RemovedCount => Removed.Count;

    /// <summary>Number of packages that changed.</summary>
    public int ChangedCount => Changed.Count;

    /// <summary>Number of conda packages after it.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>On the last revision: how what <c>conda-meta</c> holds differs from what the history adds up to; empty where it does not. Null on all others.</summary>
    public IReadOnlyList<CondaEnvDifference>? Drift { get; internal init => field = ValueList<CondaEnvDifference>.Of(value); }

    /// <summary>Number of packages of <see cref="Drift"/>; null where that is null.</summary>
    public int? DriftCount => Drift?.Count;

    /// <summary>Name of the environment.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>Prefix of the environment.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Name of the machine that the environment was read on.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The revision's number, and its date.</summary>
    public override string ToString() => Date is { } date ? $"{Revision} ({date:yyyy-MM-dd HH:mm:ss})" : Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>All properties; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvRevision> Schema { get; } = new RowSchema<CondaEnvRevision>()
        .Number(nameof(Revision), static r => r.Revision)
        .Time(nameof(Date), static r => r.Date)
        .Text(nameof(Action), static r => r.Action)
        .List(nameof(Specs), static r => r.Specs)
        .Text(nameof(Request), static r => r.Request)
        .Text(nameof(Command), static r => r.Command)
        .List(nameof(Arguments), static r => r.Arguments)
        .Text(nameof(Tool), static r => r.Tool)
        .Text(nameof(ToolVersion), static r => r.ToolVersion)
        .Rows(nameof(Added), static r => r.Added, static () => CondaPackage.Schema)
        .Rows(nameof(Removed), static r => r.Removed, static () => CondaPackage.Schema)
        .Rows(nameof(Changed), static r => r.Changed, static () => CondaEnvDifference.Schema)
        .Number(nameof(AddedCount), static r => r.AddedCount)
        .Number(nameof(RemovedCount), static r => r.RemovedCount)
        .Number(nameof(ChangedCount), static r => r.ChangedCount)
        .Number(nameof(PackageCount), static r => r.PackageCount)
        .Rows(nameof(Drift), static r => r.Drift, static () => CondaEnvDifference.Schema)
        .Number(nameof(DriftCount), static r => r.DriftCount)
        .Text(nameof(EnvironmentName), static r => r.EnvironmentName)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Text(nameof(ComputerName), static r => r.ComputerName);
}
