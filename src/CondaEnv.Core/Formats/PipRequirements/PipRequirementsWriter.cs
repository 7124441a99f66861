using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Formats.PipRequirements;

/// <summary>
/// Writes requirements files of pip (PEP 508, and pip's <c>-e</c>). They list every pip package as installed, so that
/// <c>python -m pip install --no-deps -r file</c> installs the same packages.
/// </summary>
internal static class PipRequirementsWriter
{
    /// <summary>Writes the file with all pip packages.</summary>
    public static ExportText Write(ExportSource source, LossReport losses) => Write(source, losses, Lines(source, losses));

    /// <summary>Writes the portable view: its requirements for pip, one per line.</summary>
    public static ExportText WritePortable(ExportSource source, LossReport losses, PortableView view) => Write(source, losses, view.PipRequirements);

    private static ExportText Write(ExportSource source, LossReport losses, IReadOnlyList<string> requirements)
    {
        losses.CondaPackagesOmitted();
        losses.VariablesOmitted();
        return new ExportText(Text(source, requirements), 0, requirements.Count, losses.Rows);
    }

    /// <summary>
    /// The text of the accompanying file for a format that cannot represent pip packages; null if there are none.
    /// </summary>
    public static string? Companion(ExportSource source, LossReport losses, out int count)
    {
        List<string> lines = source.PipPackages.Count == 0 ? [] : Lines(source, losses);
        count = lines.Count;
        return count == 0 ? null : Text(source, lines);
    }

    /// <summary>All pip packages with exact versions, sorted by name.</summary>
    private static List<string> Lines(ExportSource source, LossReport losses)
    {
        List<(CondaPackage Package, PipArtifact Artifact)> packages = [.. source.PipPackages.Select(p => (p, PipArtifacts.Of(source, losses, p)))];

        // A single "--hash" makes pip require hashes for every requirement. A hash in the URL is always checked.
        bool allHashed = packages.All(static p => p.Artifact is { Origin: PipOrigin.Archive, BestHash: not null });
        List<string> lines = [];
        foreach ((CondaPackage package, PipArtifact artifact) in packages)
        {
            if (Line(package, artifact, allHashed) is { } line)
            {
                losses.PipOrigin(package, artifact);
                lines.Add(line);
            }
            else
            {
                losses.PipPackageOmitted(package, "pip cannot read its name or version");
            }
        }

        return lines;
    }

    /// <summary>One package as a line for pip; null if the metadata's name or version is invalid.</summary>
    /// <param name="package">The package.</param>
    /// <param name="artifact">The source of the package.</param>
    /// <param name="hashOption">True to write the hash as <c>--hash</c> instead of in the URL.</param>
    /// <param name="extras">Extras in brackets, or empty.</param>
    public static string? Line(CondaPackage package, PipArtifact artifact, bool hashOption, string extras = "")
    {
        if (artifact.Editable)
        {
            string target = artifact.Url + Fragment(artifact.Subdirectory, null) + extras;
            return LineWord.IsOne(target) ? "-e " + target : null;
        }

        string name = Pep508Requirement.TryParse(package.RawName, out Pep508Requirement? parsed) && parsed.Name == package.RawName
            ? package.RawName
            : package.Name;
        name += extras;
        string line;
        switch (artifact.Origin)
        {
            case PipOrigin.Vcs:
                line = $"{name} @ {artifact.Vcs}+{artifact.Url}@{artifact.Commit}{Fragment(artifact.Subdirectory, null)}";
                break;
            case PipOrigin.Archive when hashOption && artifact.BestHash is { } hash:
                line = $"{name} @ {artifact.Url}{Fragment(artifact.Subdirectory, null)}";
                return LineWord.IsOneLine(line) && Pep508Requirement.TryParse(line, out _) ? $"{line} --hash={hash.Algorithm}:{hash.Value}" : null;
            case PipOrigin.Archive or PipOrigin.Folder:
                line = $"{name} @ {artifact.Url}{Fragment(artifact.Subdirectory, artifact.BestHash)}";
                break;
            default:
                // Arbitrary equality of PEP 440, for versions that predate that PEP.
                string version = package.Version.Text;
                line = name + (Pep440Syntax.IsVersion(version) ? "==" : "===") + version;
                break;
        }

        return LineWord.IsOneLine(line) && Pep508Requirement.TryParse(line, out _) ? line : null;
    }

    private static string Fragment(string? subdirectory, (string Algorithm, string Value)? hash)
    {
        string[] parts = [.. new[] { hash is { } h ? h.Algorithm + "=" + h.Value : null, subdirectory is null ? null : "subdirectory=" + subdirectory }.OfType<string>()];
        return parts.Length == 0 ? "" : "#" + string.Join("&", parts);
    }

    private static string Text(ExportSource source, IReadOnlyList<string> requirements)
    {
        List<string> lines =
        [
            $"# pip's packages of the environment '{SingleLine(source.Contents.Name)}'; to be installed by:",
            "# $ python -m pip install --no-deps -r <this file>",
            "# created-by: " + Product.NameAndVersion,
        ];
        lines.AddRange(requirements);
        return LineFile.Join(lines);
    }

    // The name of a folder may contain any characters.
    private static string SingleLine(string text) => text.Replace('\n', ' ').Replace('\r', ' ');
}
