using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace CondaEnv.Install;

/// <summary>Lists of addresses (CEP 23) for a tool, and pip's part of them.</summary>
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

    /// <summary>The list of a lock's packages.</summary>
    /// <param name="dependencies">The packages.</param>
    /// <param name="path">The lock file, for messages.</param>
    /// <exception cref="CondaEnvException">FormatUnsupported: a package is without an address.</exception>
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
                string? hash = (dependency.Sha256 ?? dependency.Package?.Sha256) is { } sha256 ? "sha256:" + sha256 : dependency.Md5 ?? dependency.Package?.Md5;
                text.Append(url).Append(hash is null ? "" : "#" + hash).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>pip's requirements of a lock; null where it has none.</summary>
    public static string? WriteRequirements(IEnumerable<CondaEnvFileDependency> dependencies)
    {
        List<CondaEnvFileDependency> pip = [.. dependencies.Where(static d => d.Manager == PackageManager.Pip)];
        if (pip.Count == 0)
        {
            return null;
        }

        // One "--hash" makes pip demand one of every requirement.
        bool hashed = pip.TrueForAll(static d => d.Sha256 is not null && IsArchive(AddressOf(d)));
        StringBuilder text = new();
        foreach (CondaEnvFileDependency dependency in pip)
        {
            string? url = AddressOf(dependency);
            string name = dependency.Package?.RawName ?? dependency.Name ?? "";
            text.Append(url is not null && name.Length > 0 ? $"{name} @ {url}"
                : dependency.Version is { } version && name.Length > 0 ? $"{name}=={version.Text}"
                : dependency.SourceText);
            text.Append(hashed ? " --hash=sha256:" + dependency.Sha256 : "").Append('\n');
        }

        return text.ToString();
    }

    private static bool IsArchive(string? url) => url is not null && (url.StartsWith("http", StringComparison.Ordinal) || url.StartsWith("file:", StringComparison.Ordinal));

    /// <summary>The address with its credentials, where the file gives them.</summary>
    private static string? AddressOf(CondaEnvFileDependency dependency) =>
        dependency.Package?.UrlSource
        ?? dependency.Requirement?.Location
        ?? dependency.Package?.DirectUrlSource?.Url
        ?? (dependency.SourceText.Contains("://") && !dependency.SourceText.Contains(" ") ? dependency.SourceText : null)
        ?? dependency.Url;
}
