using System.Collections.Generic;
using CondaEnv.Prefix;

namespace CondaEnv.Export;

/// <summary>
/// Writes an environment in conda's own words: the same text as conda 26.7.1 prints for
/// <c>conda env export</c> and <c>conda export --format …</c> (<c>conda/models/environment.py</c> and
/// <c>conda/plugins/environment_exporters</c>), but for the <c>prefix:</c> line, which is written on request, and
/// for secrets, which never are.
/// </summary>
internal static class EnvironmentExporter
{
    /// <summary>
    /// Which style goes with which format: YAML, JSON and conda's requirements take all three; an explicit file has
    /// every package with its build by nature, so <see cref="ExportStyle.NoBuilds"/> would promise what it cannot do.
    /// </summary>
    public static bool IsSupported(ExportStyle style, ExportFormat format) => format switch
    {
        ExportFormat.EnvironmentYaml or ExportFormat.EnvironmentJson or ExportFormat.CondaRequirements =>
            style is ExportStyle.Full or ExportStyle.NoBuilds or ExportStyle.History or ExportStyle.Portable,
        ExportFormat.Explicit => style is ExportStyle.Full or ExportStyle.History,
        _ => false,
    };

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
        ExportText text = options.Format switch
        {
            _ when options.Style == ExportStyle.Portable => PortableText.Write(source, losses),
            ExportFormat.Explicit => ExplicitText.Write(source, losses),
            ExportFormat.CondaRequirements => RequirementsText.Write(source, losses),
            _ => EnvironmentFileText.Write(source, losses),
        };

        return text;
    }

    /// <summary>The error for an environment that a format cannot carry.</summary>
    internal static CondaEnvException Unsupported(EnvironmentContents contents, string message) =>
        new(CondaErrorKind.FormatUnsupported, message, contents.Prefix);

    /// <summary>The header of the line formats (CEP 23), up to where they differ.</summary>
    internal static List<string> Header(ExportSource source) =>
    [
        "# This file may be used to create an environment using:",
        "# $ conda create --name <env> --file <this file>",
        "# platform: " + source.Platform,
        "# created-by: " + Product.NameAndVersion,
    ];

    /// <summary>Joins lines with LF and ends the last one.</summary>
    internal static string Lines(List<string> lines) => string.Join("\n", lines) + "\n";
}
