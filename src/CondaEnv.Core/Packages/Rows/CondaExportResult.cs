using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv;

/// <summary>What an export wrote, and what it could not represent.</summary>
public sealed class CondaExportResult
{
    /// <summary>Name of the environment that was exported.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>Prefix of the environment that was exported.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Full path of the file; null if the text was written to the pipeline.</summary>
    public string? Path { get; internal init; }

    /// <summary>Full path of the accompanying requirements file with the pip packages; null if there is none.</summary>
    public string? PipPath { get; internal init; }

    /// <summary>File format of the export.</summary>
    public ExportFormat Format { get; internal init; }

    /// <summary>Which packages are listed, and how precisely.</summary>
    public ExportStyle Style { get; internal init; }

    /// <summary>Number of conda packages (or requested specs) in the text.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>Number of pip packages in the text.</summary>
    public int PipPackageCount { get; internal init; }

    /// <summary>Fingerprint of the environment; see <see cref="CondaEnvironment.Fingerprint"/>.</summary>
    public string Fingerprint { get; internal init; } = "";

    /// <summary>SHA-256 of the text as written (UTF-8, no byte order mark, LF), in lower-case hex.</summary>
    public string Sha256 { get; internal init; } = "";

    /// <summary>What the text cannot represent; never null.</summary>
    public IReadOnlyList<ExportLoss> Losses { get; internal init => field = ValueList<ExportLoss>.Of(value); } = ValueList<ExportLoss>.None;
}
