using System.Collections.Generic;
using CondaEnv.Specs;

namespace CondaEnv.Export;

/// <summary>
/// An explicit file: one package URL a line under <c>@EXPLICIT</c> (CEP 23;
/// <c>conda/plugins/environment_exporters/explicit.py</c>). conda writes the URLs in the folder's order; here a
/// package stands behind what it depends on, as the CEP asks and <c>conda list --explicit</c> does.
/// </summary>
internal static class ExplicitText
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        string name = source.Contents.Name;
        if (source.Records.Count == 0)
        {
            throw EnvironmentExporter.Unsupported(source.Contents, $"The environment '{name}' has no conda packages, so there is nothing to write as an explicit file.");
        }

        if (source.IsFull && source.PythonPackages.Count > 0)
        {
            throw EnvironmentExporter.Unsupported(
                source.Contents,
                $"The environment '{name}' has {source.PythonPackages.Count} pip packages (such as '{source.PythonPackages[0].Name}'), which an explicit file cannot hold; use environment.yml, or the style History to leave them out.");
        }

        losses.Platform();
        if (!source.IsFull)
        {
            losses.RequestedPackagesReplaced();
        }

        List<string> lines = EnvironmentExporter.Header(source);
        lines.Add("@EXPLICIT");
        foreach (CondaPackage package in InstallOrder.Sort(source.Records, source.Platform))
        {
            lines.Add(Url(source, losses, package));
        }

        losses.PipPackagesOmitted();
        return new ExportText(EnvironmentExporter.Lines(lines), source.Records.Count, 0, losses.Rows);
    }

    private static string Url(ExportSource source, LossReport losses, CondaPackage package)
    {
        string? url = package.UrlSource;
        if (string.IsNullOrEmpty(url))
        {
            Channel channel = source.ChannelOf(package);
            if (string.IsNullOrEmpty(channel.BaseUrl))
            {
                throw EnvironmentExporter.Unsupported(
                    source.Contents,
                    $"The record of '{package.Name}' has neither a URL nor a channel, so an explicit file cannot name it; use environment.yml.");
            }

            // The defaults of conda/models/records.py: SubdirField and FilenameField.
            string subdir = package.Subdir ?? (package.Manager == PackageManager.Pip ? "pypi" : source.Platform);
            string file = package.FileName ?? $"{package.Name}-{package.Version}-{package.Build}";
            url = $"{channel.BaseUrl}/{subdir}/{file}";
            if (ExportSource.IsEggLink(package))
            {
                losses.EggLinkUrl(package);
            }
        }

        // conda itself has put <TOKEN> into its records since it has redacted them; such a URL needs the token back.
        string clean = SecretRedactor.Redact(url!);
        if (clean != url || clean.Contains("/t/<TOKEN>"))
        {
            losses.SecretRemoved(package.Name, $"the URL '{clean}' stands without its credentials; installing from it needs them");
        }

        return clean;
    }
}
