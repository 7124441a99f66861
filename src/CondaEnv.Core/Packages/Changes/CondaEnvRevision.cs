using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>One revision of an environment: one block of <c>conda-meta/history</c>, numbered as in conda.</summary>
public sealed class CondaEnvRevision
{
    internal CondaEnvRevision()
    {
    }

    /// <summary>Number of the revision as shown by <c>conda list --revisions</c>; the first is 0.</summary>
    public int Revision { get; internal init; }

    /// <summary>
    /// When the revision was made, as recorded: local time of that machine, without a time zone. Null if the block has
    /// no valid date.
    /// </summary>
    public DateTime? Date { get; internal init; }

    /// <summary>
    /// Action of the command, such as <c>create</c>, <c>install</c>, <c>update</c> or <c>remove</c>; null if unknown.
    /// </summary>
    public string? Action { get; internal init; }

    /// <summary>Specs that were requested or removed, in canonical form; credentials removed.</summary>
    public IReadOnlyList<string> Specs { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>
    /// Short form of the request: the specs, or if there are none, the command line without the program.
    /// </summary>
    public string? Request { get; internal init; }

    /// <summary>The command line, credentials removed; null if the block has none.</summary>
    public string? Command { get; internal init; }

    /// <summary>Words of the command line; credentials removed.</summary>
    public IReadOnlyList<string> Arguments { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>The program that wrote the block, such as <c>conda</c>; null if it is not recorded.</summary>
    public string? Tool { get; internal init; }

    /// <summary>Version of <see cref="Tool"/>; null if it is not recorded.</summary>
    public string? ToolVersion { get; internal init; }

    /// <summary>Packages that the revision added.</summary>
    public IReadOnlyList<CondaPackage> Added { get; internal init => field = ValueList<CondaPackage>.Of(value); } = ValueList<CondaPackage>.None;

    /// <summary>Packages that the revision removed.</summary>
    public IReadOnlyList<CondaPackage> Removed { get; internal init => field = ValueList<CondaPackage>.Of(value); } = ValueList<CondaPackage>.None;

    /// <summary>Packages whose version, build or channel changed.</summary>
    public IReadOnlyList<CondaEnvDifference> Changed { get; internal init => field = ValueList<CondaEnvDifference>.Of(value); } = ValueList<CondaEnvDifference>.None;

    /// <summary>Number of packages that the revision added.</summary>
    public int AddedCount => Added.Count;

    /// <summary>Number of packages that the revision removed.</summary>
    public int RemovedCount => Removed.Count;

    /// <summary>Number of packages whose version, build or channel changed.</summary>
    public int ChangedCount => Changed.Count;

    /// <summary>Number of conda packages in the environment after this revision.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>
    /// Last revision only: how the contents of <c>conda-meta</c> differ from the state that the history describes;
    /// empty if they agree. Null for all other revisions.
    /// </summary>
    public IReadOnlyList<CondaEnvDifference>? Drift { get; internal init => field = ValueList<CondaEnvDifference>.Of(value); }

    /// <summary>Number of packages in <see cref="Drift"/>; null if <see cref="Drift"/> is null.</summary>
    public int? DriftCount => Drift?.Count;

    /// <summary>Name of the environment.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>Prefix of the environment.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Name of the machine that the environment was read on.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The revision's number and date.</summary>
    public override string ToString() => Date is { } date ? $"{Revision} ({date:yyyy-MM-dd HH:mm:ss})" : Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
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
