using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using CondaEnv.Formats.EnvironmentYml;

namespace CondaEnv.Install;

/// <summary>Creates environment.yml for a tool from files that the tools cannot read.</summary>
internal static class SpecDocument
{
    /// <summary>The packages of a file, each with name, version and build as far as the file has them.</summary>
    /// <param name="file">The file to convert.</param>
    /// <param name="channels">Channels that precede those of the file.</param>
    public static string Of(CondaEnvFile file, IReadOnlyList<string> channels)
    {
        IEnumerable<CondaEnvFileDependency> conda = file.Dependencies.Where(static d => d.Manager == PackageManager.Conda);
        List<string> pip = [.. file.Dependencies.Where(static d => d.Manager == PackageManager.Pip).Select(d => Pip(d, file.Path))];
        return new EnvironmentDocument
        {
            Name = file.Name ?? "environment",
            Channels = [.. channels.Concat(file.ChannelSources.Count > 0 ? file.ChannelSources : file.Channels).Distinct()],
            Dependencies = [.. conda.Select(Conda)],
            Pip = pip,
            Variables = [.. file.GetVariables()],
        }.ToText(ExportFormat.EnvironmentYaml);
    }

    /// <summary>The document for specs from the user.</summary>
    /// <param name="specs">Validated MatchSpecs.</param>
    /// <param name="channels">The channels for the specs; empty for those of the configuration.</param>
    public static string Of(IReadOnlyList<string> specs, IReadOnlyList<string> channels) =>
        new EnvironmentDocument { Name = "environment", Channels = channels, Dependencies = specs }.ToText(ExportFormat.EnvironmentYaml);

    /// <summary>The document for a requirements file of pip, with Python.</summary>
    public static string OfPipFile(string path, IReadOnlyList<string> channels) =>
        new EnvironmentDocument { Name = "environment", Channels = channels, Dependencies = ["python", "pip"], Pip = ["-r " + Quoted(path)] }.ToText(ExportFormat.EnvironmentYaml);

    /// <summary>
    /// pip splits the options of a line as a shell does (<c>shlex.split</c>); inside single quotes, only the quote
    /// itself is special.
    /// </summary>
    private static string Quoted(string path) =>
        path.All(static c => char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or ':') ? path : "'" + path.Replace("'", "'\"'\"'") + "'";

    private static string Conda(CondaEnvFileDependency dependency) => dependency.Package is { } package
        ? string.Join("=", new[] { package.Name, package.Version.Text, package.Build }.OfType<string>())
        : dependency.SourceText;

    private static string Pip(CondaEnvFileDependency dependency, string path) => dependency.Package is { } package
        ? package.RawName + "==" + package.Version.Text
        : Absolute(dependency.SourceText, path);

    /// <summary>
    /// Makes a path in a pip line absolute: pip resolves it relative to the file, but the document is in another
    /// folder.
    /// </summary>
    private static string Absolute(string line, string path) =>
        Regex.Match(line, @"^(?<option>-[rce]|--requirement|--constraint|--editable)[ =]\s*(?!.*://)(?<path>.+)$") is { Success: true } match
            ? $"{match.Groups["option"].Value} {Quoted(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path) ?? "", match.Groups["path"].Value.Trim('"', '\''))))}"
            : line;
}
