using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CondaEnv.Formats.Locks;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Formats.PixiLock;

/// <summary>
/// Writes <c>pixi.lock</c>, version 6, which current pixi and <c>conda-lockfiles</c> read: one environment named
/// <c>default</c>, for the installed platform. Fields that the address contains are omitted, as in rattler
/// (<c>rattler_lock/src/parse/models/v6</c>, <c>utils/derived_fields.rs</c>).
/// </summary>
internal static class PixiLockWriter
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        losses.VariablesOmitted();
        List<(CondaPackage Package, string Url)> conda = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (CondaPackage package in source.Archives)
        {
            if (LockedPackage.Url(source, losses, package) is { } url && seen.Add(url))
            {
                conda.Add((package, url));
            }
        }

        List<(CondaPackage Package, PipArtifact Artifact)> pip = [.. LockedPackage.Pip(source, losses).Where(p => IsLockable(p.Package, p.Artifact, losses))];
        YamlEmitter yaml = new();
        yaml.StartMapping();
        yaml.Integer("version", 6);
        yaml.Scalar("environments");
        yaml.StartMapping();
        yaml.Scalar("default");
        yaml.StartMapping();
        Channels(yaml, source, losses);
        if (pip.Count > 0)
        {
            // Packages from indexes are not listed here, but pixi requires the key if there are pip packages.
            yaml.List("indexes", ["https://pypi.org/simple"]);
        }

        yaml.Scalar("packages");
        yaml.StartMapping();
        if (conda.Count + pip.Count > 0)
        {
            yaml.Scalar(source.PackagePlatform);
            yaml.StartSequence();
            foreach ((CondaPackage package, string url) in conda)
            {
                yaml.StartMapping();
                yaml.Pair("conda", url);
                Identity(yaml, package, url);
                yaml.End();
            }

            foreach ((_, PipArtifact artifact) in pip)
            {
                yaml.StartMapping();
                yaml.Pair("pypi", Location(artifact));
                yaml.End();
            }

            yaml.End();
        }

        yaml.End();
        yaml.End();
        yaml.End();
        yaml.Scalar("packages");
        yaml.StartSequence();
        foreach ((CondaPackage package, string url) in conda)
        {
            Conda(yaml, losses, package, url);
        }

        foreach ((CondaPackage package, PipArtifact artifact) in pip)
        {
            losses.PipOrigin(package, artifact);
            Pip(yaml, losses, package, artifact);
        }

        yaml.End();
        yaml.End();
        return new ExportText(yaml.ToString(), conda.Count, pip.Count, losses.Rows);
    }

    private static void Channels(YamlEmitter yaml, ExportSource source, LossReport losses)
    {
        yaml.Scalar("channels");
        yaml.StartSequence();
        foreach ((string url, _) in LockedPackage.Channels(source, losses))
        {
            yaml.StartMapping();
            yaml.Pair("url", url + "/");
            yaml.End();
        }

        yaml.End();
    }

    /// <summary>
    /// Writes what the file's name and folder do not contain. It distinguishes packages with the same address, so it is
    /// written in both places.
    /// </summary>
    private static void Identity(YamlEmitter yaml, CondaPackage package, string url)
    {
        int slash = url.LastIndexOf('/');
        int folder = slash <= 0 ? -1 : url.LastIndexOf('/', slash - 1);
        string stem = $"{package.Name}-{package.Version}-{package.Build}";
        if (url.Substring(slash + 1) is { } file && file != stem + ".conda" && file != stem + ".tar.bz2")
        {
            yaml.Pair("name", package.Name);
            yaml.Pair("version", package.Version.Text);
            yaml.Pair("build", package.Build ?? "");
        }

        string subdir = package.Subdir ?? "noarch";
        if (folder < 0 || url.Substring(folder + 1, slash - folder - 1) != subdir || !url.StartsWith("http", StringComparison.Ordinal))
        {
            yaml.Pair("subdir", subdir);
        }
    }

    private static void Conda(YamlEmitter yaml, LossReport losses, CondaPackage package, string url)
    {
        yaml.StartMapping();
        yaml.Pair("conda", url);
        Identity(yaml, package, url);
        if (package.BuildNumber is { } number && number != TrailingNumber(package.Build))
        {
            yaml.Integer("build_number", number);
        }

        if (package.Subdir == "noarch" && package.Noarch is "python" or "generic" && package.Noarch != DerivedNoarch(package.Build))
        {
            yaml.Pair("noarch", package.Noarch!);
        }

        Hashes(yaml, losses, package);
        if (package.Depends.Count > 0)
        {
            yaml.List("depends", package.Depends.Select(SecretRedactor.Redact));
        }

        if (package.Constrains.Count > 0)
        {
            yaml.List("constrains", package.Constrains.Select(SecretRedactor.Redact));
        }

        if (!string.IsNullOrEmpty(package.License))
        {
            yaml.Pair("license", package.License!);
        }

        if (package.Size is { } size and >= 0)
        {
            yaml.Integer("size", size);
        }

        if (package.Timestamp is { } time)
        {
            yaml.Integer("timestamp", (time.ToUniversalTime().Ticks - new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks) / TimeSpan.TicksPerMillisecond);
        }

        if (package.SitePackagesPath is { } site)
        {
            yaml.Pair("python_site_packages_path", site);
        }

        yaml.End();
    }

    private static void Hashes(YamlEmitter yaml, LossReport losses, CondaPackage package)
    {
        string? sha256 = LockedPackage.Hash(package.Sha256);
        string? md5 = LockedPackage.Hash(package.Md5);
        if (sha256 is not null)
        {
            yaml.Pair("sha256", sha256);
        }

        if (md5 is not null)
        {
            yaml.Pair("md5", md5);
        }

        if (sha256 is null)
        {
            losses.HashMissing(
                package,
                md5 is null ? "its record has no hash" : "its record has no SHA-256; only MD5 is written",
                md5 is null ? LossSeverity.Warning : LossSeverity.Information);
        }
    }

    private static void Pip(YamlEmitter yaml, LossReport losses, CondaPackage package, PipArtifact artifact)
    {
        yaml.StartMapping();
        yaml.Pair("pypi", Location(artifact));
        yaml.Pair("name", PipName.Normalize(package.Name));
        yaml.Pair("version", package.Version.Text);
        if (artifact.BestHash is { Algorithm: "sha256" } hash)
        {
            yaml.Pair("sha256", hash.Value);
        }
        else if (artifact.Origin == PipOrigin.Archive)
        {
            losses.HashMissing(package, $"the SHA-256 of '{artifact.Url}' is not recorded");
        }

        // An invalid requirement would make the whole file unreadable for pixi.
        string[] requires = [.. package.Requires.Where(static r => Pep508Requirement.TryParse(r, out _)).Select(static r => SecretRedactor.Redact(Pep508Requirement.Parse(r).ToString()))];
        if (requires.Length > 0)
        {
            yaml.List("requires_dist", requires);
        }

        if (package.RequiresPython is { } python && Pep440Syntax.AreClauses(python))
        {
            yaml.Pair("requires_python", python);
        }

        if (artifact.Editable)
        {
            yaml.Boolean("editable", true);
        }

        yaml.End();
    }

    /// <summary>
    /// uv's form of a commit, which pixi reads: the requested revision in the query, the commit in the fragment.
    /// </summary>
    private static string Location(PipArtifact artifact)
    {
        if (artifact.Origin != PipOrigin.Vcs)
        {
            string fragment = artifact.Subdirectory is null ? "" : "#subdirectory=" + artifact.Subdirectory;
            return (artifact.LocalPath ?? artifact.Url!) + (artifact.LocalPath is null ? fragment : "");
        }

        string subdirectory = artifact.Subdirectory is null ? "" : "subdirectory=" + Uri.EscapeDataString(artifact.Subdirectory) + "&";
        string revision = Uri.EscapeDataString(artifact.RequestedRevision ?? artifact.Commit!);
        return $"git+{artifact.Url}?{subdirectory}rev={revision}#{artifact.Commit}";
    }

    private static bool IsLockable(CondaPackage package, PipArtifact artifact, LossReport losses)
    {
        if (artifact.Origin == PipOrigin.Vcs && artifact.Vcs != "git")
        {
            losses.PipPackageOmitted(package, $"pixi cannot install from a repository of {artifact.Vcs}");
            return false;
        }

        return true;
    }

    // The values that rattler assumes for the build number and the type of noarch if none is written.
    private static long? TrailingNumber(string? build)
    {
        int start = build?.Length ?? 0;
        while (start > 0 && build![start - 1] is >= '0' and <= '9')
        {
            start--;
        }

        return build is not null && long.TryParse(build.Substring(start), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
    }

    private static string DerivedNoarch(string? build) => build?.Contains("py") == true ? "python" : "generic";
}
