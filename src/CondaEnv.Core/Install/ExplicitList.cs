using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Install;

/// <summary>Creates lists of addresses (CEP 23) for a tool, and the requirements for pip.</summary>
internal static class ExplicitList
{
    /// <summary>Number of packages in a list.</summary>
    public static int Count(string text)
    {
        int count = 0;
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.Trim();
            count += trimmed.Length > 0 && trimmed[0] is not ('#' or '@') ? 1 : 0;
        }

        return count;
    }

    /// <summary>Creates the list for the packages of a lock file.</summary>
    /// <param name="dependencies">The packages.</param>
    /// <param name="path">The lock file, for messages.</param>
    /// <exception cref="CondaEnvException">FormatUnsupported if a package has no address.</exception>
    public static string Write(IEnumerable<CondaEnvFileDependency> dependencies, string path)
    {
        StringBuilder text = new("@EXPLICIT\n");
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (CondaEnvFileDependency dependency in dependencies.Where(static d => d.Manager == PackageManager.Conda))
        {
            string url = AddressOf(dependency) ?? throw new CondaEnvException(
                CondaErrorKind.FormatUnsupported, $"'{path}' has no URL for the package '{dependency.Name}' (line {dependency.Line}). Use a file with a URL for each package.", path) { Line = dependency.Line };
            if (seen.Add(url))
            {
                string? sha = dependency.Sha256 ?? dependency.Package?.Sha256;
                string? md5 = dependency.Md5 ?? dependency.Package?.Md5;
                Require(LineWord.IsOne(url) && (sha is null || LineWord.Hash(sha, 64) is not null) && (md5 is null || LineWord.Hash(md5, 32) is not null), dependency, path);
                string? hash = sha is null ? md5 : "sha256:" + sha;
                text.Append(url).Append(hash is null ? "" : "#" + hash).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Creates the requirements for pip from a lock file; null if it has no pip packages.</summary>
    /// <param name="dependencies">The packages.</param>
    /// <param name="path">The lock file, for messages.</param>
    /// <exception cref="CondaEnvException">FormatUnsupported if a name, an address or a hash is invalid.</exception>
    public static string? WriteRequirements(IEnumerable<CondaEnvFileDependency> dependencies, string path)
    {
        List<CondaEnvFileDependency> pip = [.. dependencies.Where(static d => d.Manager == PackageManager.Pip)];
        if (pip.Count == 0)
        {
            return null;
        }

        // A single "--hash" makes pip require hashes for every requirement.
        bool hashed = pip.TrueForAll(static d => d.Sha256 is not null && IsArchive(AddressOf(d)));
        StringBuilder text = new();
        foreach (CondaEnvFileDependency dependency in pip)
        {
            string? url = AddressOf(dependency);
            string name = dependency.Package?.RawName ?? dependency.Name ?? "";
            Require(
                LineWord.IsOne(url) && LineWord.IsOne(name) && LineWord.IsOne(dependency.Version?.Text) && LineWord.IsOneLine(dependency.SourceText)
                && (dependency.Sha256 is null || LineWord.Hash(dependency.Sha256, 64) is not null),
                dependency,
                path);
            text.Append(url is not null && name.Length > 0 ? $"{name} @ {url}"
                : dependency.Version is { } version && name.Length > 0 ? $"{name}=={version.Text}"
                : dependency.SourceText);
            text.Append(hashed ? " --hash=sha256:" + dependency.Sha256 : "").Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Throws if an entry contains text that would be more than a package to the tool.</summary>
    private static void Require(bool safe, CondaEnvFileDependency dependency, string path)
    {
        if (!safe)
        {
            throw new CondaEnvException(
                CondaErrorKind.FormatUnsupported,
                $"'{path}', line {dependency.Line}: the name, URL or hash of a package is malformed; it contains a line break or a space, or is not a hash. Nothing was installed.",
                path) { Line = dependency.Line };
        }
    }

    private static bool IsArchive(string? url) => url is not null && (url.StartsWith("http", StringComparison.Ordinal) || url.StartsWith("file:", StringComparison.Ordinal));

    /// <summary>The address, including credentials if the file has any.</summary>
    private static string? AddressOf(CondaEnvFileDependency dependency) =>
        dependency.Package?.UrlSource
        ?? dependency.Requirement?.Location
        ?? dependency.Package?.DirectUrlSource?.Url
        ?? (dependency.SourceText.Contains("://") && !dependency.SourceText.Contains(" ") ? dependency.SourceText : null)
        ?? dependency.Url;
}
