using System.Linq;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Export;

/// <summary>Writes a portable export in the formats of conda.</summary>
internal static class PortableText
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        ExportOptions options = source.Options;
        PortableView view = PortableExport.View(source, losses);
        switch (options.Format)
        {
            case ExportFormat.PixiToml:
                return PixiTomlText.Write(view, source, losses);
            case ExportFormat.PipRequirements:
                return PipRequirementsText.Write(source, losses, view.PipRequirements);
        }

        string[] dependencies = [.. view.Packages.Select(static p => p.ToString())];
        if (options.Format == ExportFormat.CondaRequirements)
        {
            losses.PipPackagesOmitted();
            return new ExportText(
                EnvironmentExporter.Lines(["# This file may be used to create an environment using:", "# $ conda create --name <env> --file <this file>", "# created-by: " + Product.NameAndVersion, .. dependencies]),
                dependencies.Length, 0, losses.Rows);
        }

        EnvironmentDocument document = new()
        {
            Name = view.Name,
            Channels = view.Channels,
            Platforms = view.Platforms,
            Dependencies = dependencies,
            Pip = view.PipRequirements,
            Variables = view.Variables,
            Prefix = options.IncludePrefix ? source.Contents.Prefix : null,
        };
        return new ExportText(document.ToText(options.Format), dependencies.Length, view.PipRequirements.Count, losses.Rows);
    }
}
