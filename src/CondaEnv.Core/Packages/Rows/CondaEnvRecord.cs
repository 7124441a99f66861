using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>
/// The record of an environment: a folder with exact and shareable files, as written or as found unchanged.
/// </summary>
public sealed class CondaEnvRecord
{
    /// <summary>Name of the file that identifies the folder of a record.</summary>
    internal const string FileName = "record.json";

    /// <summary>Name of the environment.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>Prefix of the environment.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Full path of the record's folder.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>False if the folder already had the same content, so that nothing was written.</summary>
    public bool IsChanged { get; internal init; }

    /// <summary>Platform of the packages, such as <c>linux-64</c>.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>Number of conda packages.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>Number of pip packages.</summary>
    public int PipPackageCount { get; internal init; }

    /// <summary>Fingerprint of the environment; see <see cref="CondaEnvironment.Fingerprint"/>.</summary>
    public string Fingerprint { get; internal init; } = "";

    /// <summary>Names of the files in the folder; <c>record.json</c> is last.</summary>
    public IReadOnlyList<string> Files { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>
    /// What the files cannot represent; never null. A loss that affects several files is one row; <c>record.json</c>
    /// lists the losses of each file.
    /// </summary>
    public IReadOnlyList<ExportLoss> Losses { get; internal init => field = ValueList<ExportLoss>.Of(value); } = ValueList<ExportLoss>.None;

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvRecord> Schema { get; } = new RowSchema<CondaEnvRecord>()
        .Text(nameof(EnvironmentName), static r => r.EnvironmentName)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Text(nameof(Path), static r => r.Path)
        .Flag(nameof(IsChanged), static r => r.IsChanged)
        .Text(nameof(Platform), static r => r.Platform)
        .Number(nameof(PackageCount), static r => r.PackageCount)
        .Number(nameof(PipPackageCount), static r => r.PipPackageCount)
        .Text(nameof(Fingerprint), static r => r.Fingerprint)
        .List(nameof(Files), static r => r.Files)
        .Rows(nameof(Losses), static r => r.Losses, static () => ExportLoss.Schema);
}
