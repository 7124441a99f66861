using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Toml;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Formats.PyLock;

/// <summary>
/// Writes <c>pylock.toml</c> (PEP 751), version 1.0, with the pip packages. A package must contain the address of its
/// file, folder or commit. Installers record that only for packages that did not come from an index.
/// </summary>
internal static class PyLockWriter
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        losses.CondaPackagesOmitted();
        losses.VariablesOmitted();
        TomlWriter toml = new();
        toml.Pair("lock-version", "1.0").Pair("created-by", Product.NameAndVersion);
        int count = 0;
        foreach (CondaPackage package in source.PipPackages)
        {
            PipArtifact artifact = PipArtifacts.Of(source, losses, package);
            if (Problem(package, artifact, losses))
            {
                continue;
            }

            Write(toml, package, artifact);
            losses.PipOrigin(package, artifact);
            count++;
        }

        if (count == 0)
        {
            toml.Pair("packages", TomlValue.Array([]));
        }

        return new ExportText(toml.ToString(), 0, count, losses.Rows);
    }

    private static bool Problem(CondaPackage package, PipArtifact artifact, LossReport losses)
    {
        if (artifact.Origin == PipOrigin.Index)
        {
            losses.ArtifactUnknown(package);
        }
        else if (!Pep508Requirement.TryParse(package.Name, out _))
        {
            losses.PipPackageOmitted(package, "pip cannot read its name");
        }
        else if (artifact.Origin == PipOrigin.Archive && artifact.BestHash is null)
        {
            losses.HashMissing(package, $"'{package}' is not in the text: the hash of '{artifact.Url}' is not recorded, but the format requires one", LossSeverity.Error);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static void Write(TomlWriter toml, CondaPackage package, PipArtifact artifact)
    {
        toml.ArrayTable("packages").Pair("name", PipName.Normalize(package.Name));

        // The PEP does not allow a version for content that may change.
        if (artifact.Origin != PipOrigin.Folder && Pep440Syntax.IsVersion(package.Version.Text))
        {
            toml.Pair("version", package.Version.Text);
        }

        if (package.RequiresPython is { } python && Pep440Syntax.AreClauses(python))
        {
            toml.Pair("requires-python", python);
        }

        switch (artifact.Origin)
        {
            case PipOrigin.Vcs:
                toml.Table("packages", "vcs").Pair("type", artifact.Vcs!);
                toml.Pair(artifact.LocalPath is null ? "url" : "path", artifact.LocalPath ?? artifact.Url!)
                    .PairIf("requested-revision", artifact.RequestedRevision)
                    .Pair("commit-id", artifact.Commit!);
                break;
            case PipOrigin.Folder:
                toml.Table("packages", "directory").Pair("path", artifact.LocalPath!);
                if (artifact.Editable)
                {
                    toml.Pair("editable", true);
                }

                break;
            default:
                toml.Table("packages", "archive")
                    .Pair(artifact.LocalPath is null ? "url" : "path", artifact.LocalPath ?? artifact.Url!)
                    .Pair("hashes", TomlValue.Table([.. artifact.Hashes.Select(static h => (h.Key, (TomlValue?)h.Value))]));
                break;
        }

        toml.PairIf("subdirectory", artifact.Subdirectory);
    }
}
