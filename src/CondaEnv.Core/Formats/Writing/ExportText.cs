using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Prefixes;

namespace CondaEnv.Formats.Writing;

/// <summary>The text of an export, with counts and losses.</summary>
internal sealed class ExportText
{
    public ExportText(string text, int packageCount, int pipPackageCount, IReadOnlyList<ExportLoss> losses)
    {
        Text = text;
        PackageCount = packageCount;
        PipPackageCount = pipPackageCount;
        Losses = losses;
    }

    /// <summary>The text; all lines end with LF, including the last.</summary>
    public string Text { get; }

    /// <summary>Number of conda packages, or of requested specs.</summary>
    public int PackageCount { get; }

    /// <summary>Number of pip packages.</summary>
    public int PipPackageCount { get; }

    public IReadOnlyList<ExportLoss> Losses { get; }

    /// <summary>
    /// The pip packages as a requirements file, for a format that needs an accompanying file for them; null if there
    /// are none.
    /// </summary>
    public string? PipRequirements { get; init; }

    /// <summary>Name of the environment.</summary>
    public string EnvironmentName { get; set; } = "";

    /// <summary>True if the user requested credentials and values of environment variables.</summary>
    public bool HasSecrets { get; set; }

    /// <summary>Why the text may be incomplete: errors from reading the environment.</summary>
    public IReadOnlyList<CondaEnvException> Gaps { get; set; } = [];

    /// <summary>Path of the accompanying requirements file: <c>explicit.pip.txt</c> for <c>explicit.txt</c>.</summary>
    public static string PipPathOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return Path.Combine(Path.GetDirectoryName(path) ?? "", (name.Length == 0 ? Path.GetFileName(path) : name) + ".pip.txt");
    }

    /// <summary>Throws if the text would create a different environment.</summary>
    /// <exception cref="CondaEnvException"><see cref="CondaErrorKind.LossRefused"/>.</exception>
    public void RefuseErrors(CondaEnvironment environment) => RefuseErrors(environment, Losses);

    /// <summary>Throws if any loss has severity Error: the text would create a different environment.</summary>
    /// <exception cref="CondaEnvException"><see cref="CondaErrorKind.LossRefused"/>.</exception>
    public static void RefuseErrors(CondaEnvironment environment, IReadOnlyList<ExportLoss> losses)
    {
        ExportLoss[] errors = [.. losses.Where(static l => l.Severity == LossSeverity.Error)];
        if (errors.Length > 0)
        {
            throw new CondaEnvException(
                CondaErrorKind.LossRefused,
                $"An environment made from this would differ from '{environment.Name}' ({errors.Length} {(errors.Length == 1 ? "loss" : "losses")}), so nothing is written: {string.Join("; ", errors.Take(3).Select(static l => l.ToString()))}{(errors.Length > 3 ? "; …" : "")}.",
                environment.Prefix);
        }
    }

    /// <summary>The same text if no accompanying file can be written; the pip packages are then lost.</summary>
    public ExportText WithoutCompanion() => PipRequirements is null ? this : new ExportText(Text, PackageCount, 0, [.. Losses.Select(static row =>
        row.Code != LossCodes.PipPackagesOmitted ? row : new ExportLoss(
            row.Code, row.Package, "pip's packages are not in the text; if you write to a file, they are in a requirements file next to it", LossSeverity.Error))])
    {
        EnvironmentName = EnvironmentName,
        Gaps = Gaps,
    };

    /// <summary>Creates the result object of the export.</summary>
    /// <param name="environment">The exported environment.</param>
    /// <param name="options">Options of the export.</param>
    /// <param name="path">Full path of the file; null if none was written.</param>
    public CondaExportResult ToResult(CondaEnvironment environment, ExportOptions options, string? path) => new()
    {
        EnvironmentName = environment.Name,
        Prefix = environment.Prefix,
        Path = path,
        PipPath = path is null || PipRequirements is null ? null : PipPathOf(path),
        Format = options.Format,
        Style = options.Style,
        PackageCount = PackageCount,
        PipPackageCount = PipPackageCount,
        Fingerprint = environment.Fingerprint ?? "",
        Sha256 = EnvironmentFacts.Hex(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(Text)),
        Losses = Losses,
    };
}
