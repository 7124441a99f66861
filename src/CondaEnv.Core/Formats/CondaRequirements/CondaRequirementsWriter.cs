using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.CondaRequirements;

/// <summary>
/// Writes requirements files of conda: one MatchSpec per line (CEP 23, not explicit;
/// <c>conda/plugins/environment_exporters/requirements_txt.py</c>). The format cannot represent pip packages.
/// </summary>
internal static class CondaRequirementsWriter
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        if (source.IsFull ? source.CondaPackages.Count == 0 : source.Contents.RequestedSpecs.Count == 0)
        {
            throw source.Unsupported(source.IsFull
                ? $"The environment '{source.Contents.Name}' has no conda packages, so there is nothing to write as conda requirements."
                : $"The history of the environment '{source.Contents.Name}' names no requested packages, so there is nothing to write as conda requirements; the style Full lists what is installed.");
        }

        losses.Platform();
        IReadOnlyList<string> specs;
        if (source.IsFull)
        {
            losses.OtherPackages();
            SpecWriter writer = new(source, losses);
            specs = [.. source.CondaPackages.Select(writer.CanonicalForm)];
            Unknown(source, losses);
        }
        else
        {
            specs = RequestedSpecs.Write(source, losses, static spec => spec.ToString()!);
        }

        losses.PipPackagesOmitted();
        List<string> lines = LineFile.Header(source.Platform);
        lines.Add("# Note: This is a conda requirements file (MatchSpec format)");
        lines.Add("# Contains conda package specifications, not pip requirements");
        lines.Add("");
        specs = OneLineEach(source.Options.IncludeSecret ? specs : SecretRedactor.RedactAll(specs), losses);
        lines.AddRange(specs);
        return new ExportText(LineFile.Join(lines), specs.Count, 0, losses.Rows);
    }

    /// <summary>Writes the portable view: the requested packages, for any platform.</summary>
    public static ExportText WritePortable(ExportSource source, LossReport losses, PortableView view)
    {
        losses.PipPackagesOmitted();
        List<string> lines = [.. LineFile.Header(platform: null), .. OneLineEach([.. view.Packages.Select(p => source.Options.IncludeSecret ? p.ToString() : SecretRedactor.Redact(p.ToString()))], losses)];
        return new ExportText(LineFile.Join(lines), view.Packages.Count, 0, losses.Rows);
    }

    private static IReadOnlyList<string> OneLineEach(IReadOnlyList<string> specs, LossReport losses)
    {
        List<string> safe = [];
        foreach (string spec in specs)
        {
            if (LineWord.IsOneLine(spec))
            {
                safe.Add(spec);
            }
            else
            {
                losses.LineUnsafe(spec.Split(' ', '=', '\n', '\r')[0], "its spec");
            }
        }

        return safe;
    }

    private static void Unknown(ExportSource source, LossReport losses)
    {
        if (source.Options.IgnoreChannels)
        {
            return;
        }

        foreach (CondaPackage package in source.CondaPackages.Where(p => source.ChannelOf(p).CanonicalName == ExportSource.UnknownChannel))
        {
            losses.ChannelUnknown(package);
        }
    }
}
