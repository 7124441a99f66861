using System;
using System.Text.RegularExpressions;

namespace CondaEnv.Install;

/// <summary>A conda-like tool that creates environments.</summary>
/// <param name="Kind">Type of the tool.</param>
/// <param name="Path">Full path of the executable.</param>
/// <param name="Version">Version of the tool; empty until it has been queried.</param>
internal sealed record CondaTool(CondaToolKind Kind, string Path, string Version = "")
{
    /// <summary>
    /// True if the tool has conda's command line. mamba before 2.0 was a wrapper around conda; since then it is
    /// micromamba under another name.
    /// </summary>
    public bool SpeaksConda => Kind == CondaToolKind.Conda
        || (Kind == CondaToolKind.Mamba && (Version.StartsWith("1.", StringComparison.Ordinal) || Version.StartsWith("0.", StringComparison.Ordinal)));

    /// <summary>Creates the tool for an executable; its file name determines the type.</summary>
    public static CondaTool At(string path)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        CondaToolKind kind = name.Contains("micromamba") ? CondaToolKind.Micromamba : name.Contains("mamba") ? CondaToolKind.Mamba : CondaToolKind.Conda;
        return new CondaTool(kind, path);
    }

    /// <summary>
    /// The tool with the version that it printed: <c>conda 26.7.1</c>, <c>mamba 1.5.8</c>, or only <c>2.3.0</c>.
    /// </summary>
    public CondaTool WithVersion(string output)
    {
        Match version = Regex.Match(output, @"^(?:(?<name>conda|mamba|micromamba)\s+)?(?<version>\d[\w.!+-]*)", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        if (!version.Success)
        {
            return this;
        }

        // An executable with another file name may be any of the tools; only its output shows which one.
        CondaToolKind kind = version.Groups["name"].Value.ToLowerInvariant() switch
        {
            "conda" => CondaToolKind.Conda,
            "mamba" => CondaToolKind.Mamba,
            "micromamba" => CondaToolKind.Micromamba,
            _ => Kind,
        };
        return new CondaTool(kind, Path, version.Groups["version"].Value);
    }

    /// <summary>Name of the tool in lower case, as in documentation.</summary>
    public string Name => Kind switch
    {
        CondaToolKind.Micromamba => "micromamba",
        CondaToolKind.Mamba => "mamba",
        _ => "conda",
    };
}
