using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Prefixes;

namespace CondaEnv.Formats.Writing;

/// <summary>The text of an export, with what it holds and what it does not.</summary>
internal sealed class ExportText
{
    public ExportText(string text, int packageCount, int pipPackageCount, IReadOnlyList<ExportLoss> losses)
    {
        Text = text;
        PackageCount = packageCount;
        PipPackageCount = pipPackageCount;
        Losses = losses;
    }

    /// <summary>Lines ended by LF, the last one too.</summary>
    public string Text { get; }

    /// <summary>Number of conda packages, or of requested specs.</summary>
    public int PackageCount { get; }

    /// <summary>Number of pip packages.</summary>
    public int PipPackageCount { get; }

    /// <summary>What the text does not carry.</summary>
    public IReadOnlyList<ExportLoss> Losses { get; }

    /// <summary>pip's part as a requirements file, for a format that has no place for it and stands beside one; null where there is none.</summary>
    public string? PipRequirements { get; init; }

    /// <summary>Name of the environment.</summary>
    public string EnvironmentName { get; set; } = "";

    /// <summary>Whether credentials and values of variables were asked for.</summary>
    public bool HasSecrets { get; set; }

    /// <summary>Why something may be missing from the text: what of the environment could not be read.</summary>
    public IReadOnlyList<CondaEnvException> Gaps { get; set; } = [];

    /// <summary>The requirements file beside a file: <c>explicit.txt</c> has <c>explicit.pip.txt</c>.</summary>
    public static string PipPathOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return Path.Combine(Path.GetDirectoryName(path) ?? "", (name.Length == 0 ? Path.GetFileName(path) : name) + ".pip.txt");
    }

    /// <summary>Refuses a text from which another environment would be made.</summary>
    /// <exception cref="CondaEnvException"><see cref="CondaErrorKind.LossRefused"/>.</exception>
    public void RefuseErrors(CondaEnvironment environment) => RefuseErrors(environment, Losses);

    /// <summary>Refuses losses with which another environment would be made.</summary>
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

    /// <summary>The same where no file can stand beside the text: then pip's packages are lost.</summary>
    public ExportText WithoutCompanion() => PipRequirements is null ? this : new ExportText(Text, PackageCount, 0, [.. Losses.Select(static row =>
        row.Code != LossCodes.PipPackagesOmitted ? row : new ExportLoss(
            row.Code, row.Package, "pip's packages are not in the text; if you write to a file, they are in a requirements file next to it", LossSeverity.Error))])
    {
        EnvironmentName = EnvironmentName,
        Gaps = Gaps,
    };

    /// <summary>What is said of the export when it is done.</summary>
    /// <param name="environment">What was exported.</param>
    /// <param name="options">How.</param>
    /// <param name="path">Full path of the file; null where none was written.</param>
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
