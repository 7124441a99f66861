using System;

namespace CondaEnv.Specs;

/// <summary>Stub that knows the alias, defaults and plain URLs.</summary>
internal sealed class Channel
{
    private static readonly string[] s_subdirs = ["noarch", "linux-64", "osx-64", "win-64", "osx-arm64"];

    private Channel(string name, string canonicalName, string? baseUrl)
    {
        Name = name;
        CanonicalName = canonicalName;
        BaseUrl = baseUrl;
    }

    /// <summary>conda's <c>Channel.name</c>.</summary>
    public string Name { get; }

    /// <summary>conda's <c>Channel.canonical_name</c>.</summary>
    public string CanonicalName { get; }

    /// <summary>conda's <c>Channel.base_url</c>.</summary>
    public string? BaseUrl { get; }

    /// <summary>Platform folder in the text; null where there is none.</summary>
    public string? Subdir { get; }

    /// <summary>Package file name in the text; null where there is none.</summary>
    public string? PackageFileName { get; }

    /// <summary>Parses a name, a URL or a path.</summary>
    public static Channel Parse(string? text, ChannelConfiguration? configuration = null)
    {
        if (string.IsNullOrEmpty(text) || text == "<unknown>")
        {
            return new Channel("<unknown>", "<unknown>", null);
        }

        string url = text!.Contains("://") ? text : "https://conda.anaconda.org/" + text;
        int slash = url.TrimEnd('/').LastIndexOf('/');
        url = url.TrimEnd('/');
        if (url.EndsWith(".conda", StringComparison.Ordinal) || url.EndsWith(".bz2", StringComparison.Ordinal))
        {
            url = url.Substring(0, slash);
            slash = url.LastIndexOf('/');
        }

        url = Array.IndexOf(s_subdirs, url.Substring(slash + 1)) >= 0 ? url.Substring(0, slash) : url;
        foreach (string alias in new[] { "https://conda.anaconda.org/", "https://repo.anaconda.com/", "https://repo.continuum.io/" })
        {
            if (url.StartsWith(alias, StringComparison.Ordinal))
            {
                string name = url.Substring(alias.Length);
                return new Channel(name, name is "pkgs/main" or "pkgs/r" ? "defaults" : name == "pkgs/free" ? url : name, url);
            }
        }

        return new Channel(url.Substring(url.LastIndexOf('/') + 1), url, url);
    }
}

/// <summary>Stub.</summary>
internal sealed class ChannelConfiguration
{
    /// <summary>What conda has with no configuration at all.</summary>
    public static ChannelConfiguration Default { get; } = new();
}
