using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes;

namespace CondaEnv.Export;

/// <summary>
/// Writes an environment in conda's own words: the same text as conda 26.7.1 prints for
/// <c>conda env export</c> and <c>conda export --format …</c> (<c>conda/models/environment.py</c> and
/// <c>conda/plugins/environment_exporters</c>), but for the <c>prefix:</c> line, which is written on request, and
/// for secrets, which never are.
/// </summary>
internal static class EnvironmentExporter
{
    /// <summary>Which style goes with which format; <see cref="FormatCatalog"/> holds the table.</summary>
    public static bool IsSupported(ExportStyle style, ExportFormat format) => FormatCatalog.Of(format).StyleList.Contains(style);

    /// <summary>The style of a format where none was asked for.</summary>
    public static ExportStyle DefaultStyle(ExportFormat format) => FormatCatalog.Of(format).DefaultStyle;

    /// <summary>Writes the text.</summary>
    /// <exception cref="CondaEnvException">
    /// <see cref="CondaErrorKind.FormatUnsupported"/> where the format cannot carry the environment, as conda says too.
    /// </exception>
    public static ExportText Export(EnvironmentContents contents, ExportOptions options)
    {
        if (!IsSupported(options.Style, options.Format))
        {
            throw Unsupported(contents, $"The style {options.Style} does not go with the format {options.Format}; choose another style or format.");
        }

        ExportSource source = new(contents, options);
        LossReport losses = new(source);
        losses.PinnedSpecs();
        ExportText text = options.Format switch
        {
            _ when options.Style == ExportStyle.Portable => PortableText.Write(source, losses),
            ExportFormat.Explicit => ExplicitText.Write(source, losses),
            ExportFormat.CondaRequirements => RequirementsText.Write(source, losses),
            ExportFormat.CondaLock => CondaLockText.Write(source, losses),
            ExportFormat.PixiLock => PixiLockText.Write(source, losses),
            ExportFormat.PyLock => PyLockText.Write(source, losses),
            ExportFormat.PipRequirements => PipRequirementsText.Write(source, losses),
            _ => EnvironmentFileText.Write(source, losses),
        };

        text.EnvironmentName = contents.Name;
        text.Gaps = contents.Gaps;
        if (options.IncludeSecret)
        {
            losses.SecretsWritten(text.Text + text.PipRequirements);
        }

        return text;
    }

    /// <summary>The error for an environment that a format cannot carry.</summary>
    internal static CondaEnvException Unsupported(EnvironmentContents contents, string message) =>
        new(CondaErrorKind.FormatUnsupported, message, contents.Prefix);

    /// <summary>The header of the line formats (CEP 23), up to where they differ.</summary>
    internal static List<string> Header(string platform) =>
    [
        "# This file may be used to create an environment using:",
        "# $ conda create --name <env> --file <this file>",
        "# platform: " + platform,
        "# created-by: " + Product.NameAndVersion,
    ];

    /// <summary>Joins lines with LF and ends the last one.</summary>
    internal static string Lines(List<string> lines) => string.Join("\n", lines) + "\n";
}
