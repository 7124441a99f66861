using System.Collections.Generic;
using System.Linq;
using System.Text;
using CondaEnv.Formats.Locks;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Packages.Graph;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Names;

namespace CondaEnv.Formats.CondaLock;

/// <summary>
/// Writes <c>conda-lock.yml</c>, version 1 (CEP 37), for the installed platform: conda packages after their
/// dependencies, then pip packages whose file is known.
/// </summary>
/// <remarks>
/// The file contains no timestamp, so that equal environments give equal files. conda-lock's reader requires the MD5 of
/// conda packages, and mamba's requires one of the two hashes; the CEP requires neither.
/// </remarks>
internal static class CondaLockWriter
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        losses.VariablesOmitted();
        string platform = source.PackagePlatform;
        List<(CondaPackage Package, string Url)> conda = [];
        foreach (CondaPackage package in InstallOrder.Sort(source.Archives, platform))
        {
            if (LockedPackage.Url(source, losses, package) is { } url)
            {
                conda.Add((package, url));
            }
        }

        List<(CondaPackage Package, PipArtifact Artifact)> pip = [.. LockedPackage.Pip(source, losses).Where(p => IsLockable(p.Package, p.Artifact, losses))];
        YamlEmitter yaml = new();
        yaml.StartMapping();
        yaml.Integer("version", 1);
        yaml.Scalar("metadata");
        Metadata(yaml, source, losses, platform, ContentHash(conda, pip));
        yaml.Scalar("package");
        yaml.StartSequence();
        foreach ((CondaPackage package, string url) in conda)
        {
            Conda(yaml, source, losses, package, url, platform);
        }

        foreach ((CondaPackage package, PipArtifact artifact) in pip)
        {
            Pip(yaml, source, package, artifact, platform);
        }

        yaml.End();
        yaml.End();
        return new ExportText(yaml.ToString(), conda.Count, pip.Count, losses.Rows);
    }

    private static void Metadata(YamlEmitter yaml, ExportSource source, LossReport losses, string platform, string hash)
    {
        yaml.StartMapping();
        yaml.Scalar("content_hash");
        yaml.StartMapping();
        yaml.Pair(platform, hash);
        yaml.End();
        yaml.Scalar("channels");
        yaml.StartSequence();
        foreach ((string url, IReadOnlyList<string> variables) in LockedPackage.Channels(source, losses))
        {
            yaml.StartMapping();
            yaml.Pair("url", url);
            yaml.List("used_env_vars", variables);
            yaml.End();
        }

        yaml.End();
        yaml.List("platforms", [platform]);

        // The CEP requires the list, and mamba requires an item in it. An empty one is what conda-lockfiles writes if
        // there is no source file.
        yaml.List("sources", [""]);
        yaml.Scalar("custom_metadata");
        yaml.StartMapping();
        yaml.Pair("created_by", Product.NameAndVersion);
        yaml.End();
        yaml.End();
    }

    private static void Conda(YamlEmitter yaml, ExportSource source, LossReport losses, CondaPackage package, string url, string platform)
    {
        string? md5 = LockedPackage.Hash(package.Md5);
        string? sha256 = LockedPackage.Hash(package.Sha256);
        if (md5 is null)
        {
            losses.HashMissing(
                package,
                sha256 is null ? "its record has no hash; conda-lock and mamba read no package without one" : "its record has no MD5; mamba reads the package by its SHA-256, conda-lock does not",
                sha256 is null ? LossSeverity.Error : LossSeverity.Warning);
        }

        Head(yaml, package.Name, package.Version.Text, "conda", platform);
        Dependencies(yaml, LockDependencies.OfConda(source, losses, package));
        yaml.Pair("url", url);
        Hashes(yaml, md5, sha256);
        Tail(yaml);
        if (!string.IsNullOrEmpty(package.Build))
        {
            yaml.Pair("build", package.Build!);
        }

        yaml.End();
    }

    private static void Pip(YamlEmitter yaml, ExportSource source, CondaPackage package, PipArtifact artifact, string platform)
    {
        bool vcs = artifact.Origin == PipOrigin.Vcs;
        string url = vcs ? $"{artifact.Vcs}+{artifact.Url}@{artifact.Commit}" : artifact.Url!;
        Head(yaml, PipName.Normalize(package.Name), package.Version.Text, "pip", platform);
        Dependencies(yaml, LockDependencies.OfPip(source, package));
        yaml.Pair("url", url);

        // conda-lock stores the commit as the hash, and mamba does not read packages without one.
        Hashes(yaml, null, vcs ? artifact.Commit : artifact.BestHash?.Value);
        yaml.Scalar("source");
        yaml.StartMapping();
        yaml.Pair("type", "url");
        yaml.Pair("url", artifact.Subdirectory is null ? url : url + "#subdirectory=" + artifact.Subdirectory);
        yaml.End();
        Tail(yaml);
        yaml.End();
    }

    private static bool IsLockable(CondaPackage package, PipArtifact artifact, LossReport losses)
    {
        switch (artifact.Origin)
        {
            case PipOrigin.Vcs when artifact.Vcs == "git":
            case PipOrigin.Archive when artifact.LocalPath is null && artifact.BestHash is { Algorithm: "sha256" }:
                return true;
            case PipOrigin.Vcs:
                losses.PipPackageOmitted(package, $"conda-lock cannot install from a repository of {artifact.Vcs}");
                return false;
            case PipOrigin.Archive when artifact.LocalPath is null:
                losses.HashMissing(package, $"'{package}' is not in the text: the SHA-256 of '{artifact.Url}' is not recorded", LossSeverity.Error);
                return false;
            default:
                losses.PipPackageOmitted(package, $"it was installed from '{artifact.LocalPath}', a place of this machine, which the format does not lock");
                return false;
        }
    }

    /// <summary>
    /// A hash of the packages, as the CEP requires without defining its input. Here the input is one line per package
    /// with its identity and its file.
    /// </summary>
    private static string ContentHash(List<(CondaPackage Package, string Url)> conda, List<(CondaPackage Package, PipArtifact Artifact)> pip)
    {
        IEnumerable<string> lines = conda.Select(static p => $"conda|{p.Package.Name}|{p.Package.Version}|{p.Package.Build}|{p.Url}|{p.Package.Md5}|{p.Package.Sha256}")
            .Concat(pip.Select(static p => $"pip|{p.Package.Name}|{p.Package.Version}|{p.Artifact.Url}|{p.Artifact.Commit}|{p.Artifact.BestHash?.Value}"));
        return EnvironmentFacts.Hex(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(string.Join("\n", lines)));
    }

    private static void Head(YamlEmitter yaml, string name, string version, string manager, string platform)
    {
        yaml.StartMapping();
        yaml.Pair("name", name);
        yaml.Pair("version", version);
        yaml.Pair("manager", manager);
        yaml.Pair("platform", platform);
    }

    private static void Dependencies(YamlEmitter yaml, IReadOnlyList<KeyValuePair<string, string>> dependencies)
    {
        yaml.Scalar("dependencies");
        yaml.StartMapping();
        foreach (KeyValuePair<string, string> dependency in dependencies)
        {
            yaml.Pair(dependency.Key, dependency.Value);
        }

        yaml.End();
    }

    private static void Hashes(YamlEmitter yaml, string? md5, string? sha256)
    {
        yaml.Scalar("hash");
        yaml.StartMapping();
        if (md5 is not null)
        {
            yaml.Pair("md5", md5);
        }

        if (sha256 is not null)
        {
            yaml.Pair("sha256", sha256);
        }

        yaml.End();
    }

    private static void Tail(YamlEmitter yaml)
    {
        yaml.Pair("category", "main");
        yaml.Boolean("optional", false);
    }
}
