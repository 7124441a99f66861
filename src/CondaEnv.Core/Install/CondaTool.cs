using System;
using System.Text.RegularExpressions;

namespace CondaEnv.Install;

/// <summary>A tool that makes environments.</summary>
/// <param name="Kind">Which it is.</param>
/// <param name="Path">Full path of its executable.</param>
/// <param name="Version">What it says of itself; empty as long as it was not asked.</param>
internal sealed record CondaTool(CondaToolKind Kind, string Path, string Version = "")
{
    /// <summary>
    /// True where its command line is conda's. mamba before 2.0 was a program around conda; since then it is micromamba
    /// under another name.
    /// </summary>
    public bool SpeaksConda => Kind == CondaToolKind.Conda
        || (Kind == CondaToolKind.Mamba && (Version.StartsWith("1.", StringComparison.Ordinal) || Version.StartsWith("0.", StringComparison.Ordinal)));

    /// <summary>The tool that an executable is, by the name of its file.</summary>
    public static CondaTool At(string path)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        CondaToolKind kind = name.Contains("micromamba") ? CondaToolKind.Micromamba : name.Contains("mamba") ? CondaToolKind.Mamba : CondaToolKind.Conda;
        return new CondaTool(kind, path);
    }

    /// <summary>The tool with what it printed when it was asked for its version: <c>conda 26.7.1</c>, <c>mamba 1.5.8</c>, or the bare <c>2.3.0</c>.</summary>
    public CondaTool WithVersion(string output)
    {
        Match version = Regex.Match(output, @"^(?:(?<name>conda|mamba|micromamba)\s+)?(?<version>\d[\w.!+-]*)", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        if (!version.Success)
        {
            return this;
        }

        // A file of another name may be any of them, and then only this tells.
        CondaToolKind kind = version.Groups["name"].Value.ToLowerInvariant() switch
        {
            "conda" => CondaToolKind.Conda,
            "mamba" => CondaToolKind.Mamba,
            "micromamba" => CondaToolKind.Micromamba,
            _ => Kind,
        };
        return new CondaTool(kind, Path, version.Groups["version"].Value);
    }

    /// <summary>Name of the tool, as people write it.</summary>
    public string Name => Kind switch
    {
        CondaToolKind.Micromamba => "micromamba",
        CondaToolKind.Mamba => "mamba",
        _ => "conda",
    };
}
