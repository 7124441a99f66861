using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv;

/// <summary>What an export wrote, and what it could not carry.</summary>
public sealed class CondaExportResult
{
    /// <summary>Name of the environment that was exported.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>Prefix of the environment that was exported.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Full path of the file; null where the text went to the pipeline.</summary>
    public string? Path { get; internal init; }

    /// <summary>Full path of the requirements file with pip's packages that stands beside it; null where there is none.</summary>
    public string? PipPath { get; internal init; }

    /// <summary>File format.</summary>
    public ExportFormat Format { get; internal init; }

    /// <summary>Which packages are listed.</summary>
    public ExportStyle Style { get; internal init; }

    /// <summary>Number of conda packages (or requested specs) in the text.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>Number of pip packages in the text.</summary>
    public int PipPackageCount { get; internal init; }

    /// <summary>Fingerprint of the environment; see <see cref="CondaEnvironment.Fingerprint"/>.</summary>
    public string Fingerprint { get; internal init; } = "";

    /// <summary>Lower-case hex SHA-256 of the text as written: UTF-8, no byte order mark, LF.</summary>
    public string Sha256 { get; internal init; } = "";

    /// <summary>What the text does not carry; never null.</summary>
    public IReadOnlyList<ExportLoss> Losses { get; internal init => field = ValueList<ExportLoss>.Of(value); } = ValueList<ExportLoss>.None;
}
