using System.Collections.Generic;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.PipRequirements;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Graph;

namespace CondaEnv.Formats.Explicit;

/// <summary>
/// Writes explicit files: one package URL per line after <c>@EXPLICIT</c> (CEP 23;
/// <c>conda/plugins/environment_exporters/explicit.py</c>). conda writes the URLs in directory order. Here packages
/// come after their dependencies, as the CEP requires and as <c>conda list --explicit</c> does. Without hashes, the
/// lines and the errors are the same as in conda; with hashes, pip packages are written to an accompanying file.
/// </summary>
internal static class ExplicitWriter
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        string name = source.Contents.Name;
        bool own = source.Options.Hash != PackageHash.None;
        if ((own ? source.Archives : source.Records).Count == 0)
        {
            throw source.Unsupported($"The environment '{name}' has no conda packages, so there is nothing to write as an explicit file.");
        }

        if (!own && source.IsFull && source.PipSection.Count > 0)
        {
            throw source.Unsupported($"The environment '{name}' has {source.PipSection.Count} pip packages (such as '{source.PipSection[0].Name}'), which an explicit file without hashes cannot hold; choose a hash and they are written to a file next to it, use environment.yml, or the style History to leave them out.");
        }

        IReadOnlyList<CondaPackage> packages = own ? source.Archives : source.Records;
        if (own)
        {
            losses.VariablesOmitted();
        }
        else
        {
            losses.Platform();
        }

        if (!source.IsFull)
        {
            losses.RequestedPackagesReplaced();
        }

        List<string> lines = LineFile.Header(own ? source.PackagePlatform : source.Platform);
        lines.Add("@EXPLICIT");
        int count = 0;
        foreach (CondaPackage package in InstallOrder.Sort(packages, own ? source.PackagePlatform : source.Platform))
        {
            if (Url(source, losses, package, own) is { } url)
            {
                if (!LineWord.IsOne(url))
                {
                    losses.LineUnsafe(package.Name, "its URL");
                    continue;
                }

                lines.Add(url + Hash(source, losses, package));
                count++;
            }
        }

        string? pip = null;
        int pipCount = 0;
        if (own)
        {
            pip = PipRequirementsWriter.Companion(source, losses, out pipCount);
            if (pip is not null)
            {
                losses.PipPackagesBeside(pipCount);
            }
        }
        else
        {
            losses.PipPackagesOmitted();
        }

        return new ExportText(LineFile.Join(lines), count, pipCount, losses.Rows) { PipRequirements = pip };
    }

    private static string? Url(ExportSource source, LossReport losses, CondaPackage package, bool own)
    {
        if (own)
        {
            return PackageAddress.OfArchive(source, losses, package) is { } archive ? PackageAddress.Clean(source, losses, package, archive) : null;
        }

        string url = PackageAddress.Of(source, package) ?? throw source.Unsupported($"The record of '{package.Name}' has neither a URL nor a channel, so an explicit file cannot list it; use environment.yml.");
        if (string.IsNullOrEmpty(package.UrlSource) && ExportSource.IsEggLink(package))
        {
            losses.EggLinkUrl(package);
        }

        return PackageAddress.Clean(source, losses, package, url);
    }

    /// <summary>
    /// CEP 23: 32 hex digits are an MD5, and 64 are a SHA-256, which may have its name as a prefix. In this form no
    /// reader confuses the two (conda since 24.9, mamba, rattler).
    /// </summary>
    private static string Hash(ExportSource source, LossReport losses, CondaPackage package)
    {
        PackageHash wanted = source.Options.Hash;
        if (wanted == PackageHash.None)
        {
            return "";
        }

        string? sha256 = LineWord.Hash(package.Sha256, 64);
        string? md5 = LineWord.Hash(package.Md5, 32);
        bool other = wanted == PackageHash.Sha256 ? sha256 is null : md5 is null;
        if (other && (sha256 ?? md5) is null)
        {
            losses.HashMissing(package, string.IsNullOrEmpty(package.Sha256) && string.IsNullOrEmpty(package.Md5) ? "its record has no hash; the line is written without one" : "its record has no valid hash; the line is written without one");
        }
        else if (other)
        {
            string name = wanted == PackageHash.Sha256 ? "SHA-256" : "MD5";
            string valid = string.IsNullOrEmpty(wanted == PackageHash.Sha256 ? package.Sha256 : package.Md5) ? "" : "valid ";
            losses.HashMissing(package, $"its record has no {valid}{name}; the line has the other hash", LossSeverity.Information);
        }

        return (wanted == PackageHash.Md5 && md5 is not null) || sha256 is null
            ? md5 is null ? "" : "#" + md5
            : "#sha256:" + sha256;
    }
}
