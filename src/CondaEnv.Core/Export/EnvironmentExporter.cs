using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Prefixes;

namespace CondaEnv.Export;

/// <summary>
/// Exports an environment with the same text as conda 26.7.1 prints for <c>conda env export</c> and
/// <c>conda export --format …</c> (<c>conda/models/environment.py</c> and <c>conda/plugins/environment_exporters</c>).
/// Exceptions are the <c>prefix:</c> line, which is written only on request, and secrets, which never are.
/// </summary>
internal static class EnvironmentExporter
{
    /// <summary>Writes the text.</summary>
    /// <exception cref="CondaEnvException"><see cref="CondaErrorKind.FormatUnsupported"/> if the format cannot
    /// represent the environment, as in conda; <see cref="CondaErrorKind.PackageNotFound"/> if a pin is for a package
    /// that is not installed.</exception>
    public static ExportText Export(EnvironmentContents contents, ExportOptions options)
    {
        ExportSource source = new(contents, options);
        if (!FormatCatalog.IsSupported(options.Style, options.Format))
        {
            throw source.Unsupported($"The style {options.Style} cannot be combined with the format {options.Format}. Choose another style or format.");
        }

        LossReport losses = new(source);
        losses.PinnedSpecs();
        FormatWriter writer = FormatCatalog.WriterOf(options.Format);
        ExportText text = options.Style == ExportStyle.Portable
            ? writer.Portable!(source, losses, PortableExport.View(source, losses))
            : writer.Full!(source, losses);
        text.EnvironmentName = contents.Name;
        text.Gaps = contents.Gaps;
        text.HasSecrets = options.IncludeSecret;
        if (options.IncludeSecret)
        {
            losses.SecretsWritten(text.Text + text.PipRequirements);
        }

        return text;
    }
}
