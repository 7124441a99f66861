using CondaEnv.Formats.Losses;
using CondaEnv.Formats.PipRequirements;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Export;

/// <summary>
/// Writes a pip package of a portable export: with the chosen precision if it came from an index, otherwise with its
/// source.
/// </summary>
internal static class PipLine
{
    /// <summary>The line; null and a loss if the metadata's name or version is invalid.</summary>
    /// <param name="source">The exported environment.</param>
    /// <param name="root">The package and its extras.</param>
    /// <param name="pin">The precision; a package from an address is always exact.</param>
    /// <param name="losses">Receives sources that work only on this machine.</param>
    public static string? Write(ExportSource source, PipRoot root, PinPrecision pin, LossReport losses)
    {
        CondaPackage package = root.Package;
        PipArtifact artifact = PipArtifacts.Of(source, losses, package);
        string extras = root.Extras.Count == 0 ? "" : "[" + string.Join(",", root.Extras) + "]";
        if (artifact.Editable || (package.Editable && package.Location is not null))
        {
            losses.EditablePath(package);
            return PipRequirementsWriter.Line(package, artifact.Editable ? artifact : PipArtifact.EditableAt(package.Location!), hashOption: false, extras);
        }

        if (package.Editable)
        {
            losses.EditablePath(package);
        }

        if (artifact.Origin != PipOrigin.Index)
        {
            if (artifact.LocalPath is not null || artifact.Url!.StartsWith("file:", System.StringComparison.OrdinalIgnoreCase))
            {
                losses.LocalFile(package);
            }

            return Checked(package, PipRequirementsWriter.Line(package, artifact, hashOption: false, extras), losses);
        }

        return Checked(
            package,
            package.Name + extras + pin switch
            {
                PinPrecision.AsRequested or PinPrecision.None => "",
                PinPrecision.Exact or PinPrecision.Build => Pep440Pin.Exact(package.Version.Text),
                _ => Pep440Pin.Compatible(package.Version.Text, CondaPin.Parts(pin)),
            },
            losses);
    }

    private static string? Checked(CondaPackage package, string? line, LossReport losses)
    {
        if (line is not null && LineWord.IsOneLine(line) && Pep508Requirement.TryParse(line, out _))
        {
            return line;
        }

        losses.PipPackageOmitted(package, "pip cannot read its name or version");
        return null;
    }
}
