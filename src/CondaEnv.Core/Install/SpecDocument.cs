using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using CondaEnv.Formats.EnvironmentYml;

namespace CondaEnv.Install;

/// <summary>environment.yml for a tool, from files that no tool reads.</summary>
internal static class SpecDocument
{
    /// <summary>The packages of a file, each by name, version and build as far as the file says them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="channels">Channels before those of the file.</param>
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

    /// <summary>Specs that somebody typed.</summary>
    /// <param name="specs">MatchSpecs, which have been checked.</param>
    /// <param name="channels">Their channels; empty for those of the settings.</param>
    public static string Of(IReadOnlyList<string> specs, IReadOnlyList<string> channels) =>
        new EnvironmentDocument { Name = "environment", Channels = channels, Dependencies = specs }.ToText(ExportFormat.EnvironmentYaml);

    /// <summary>What a requirements file of pip asks for, and Python.</summary>
    public static string OfPipFile(string path, IReadOnlyList<string> channels) =>
        new EnvironmentDocument { Name = "environment", Channels = channels, Dependencies = ["python", "pip"], Pip = ["-r " + Quoted(path)] }.ToText(ExportFormat.EnvironmentYaml);

    /// <summary>pip takes the options of a line apart as a shell does (<c>shlex.split</c>); within single quotes nothing is special but these.</summary>
    private static string Quoted(string path) =>
        path.All(static c => char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or ':') ? path : "'" + path.Replace("'", "'\"'\"'") + "'";

    private static string Conda(CondaEnvFileDependency dependency) => dependency.Package is { } package
        ? string.Join("=", new[] { package.Name, package.Version.Text, package.Build }.OfType<string>())
        : dependency.SourceText;

    private static string Pip(CondaEnvFileDependency dependency, string path) => dependency.Package is { } package
        ? package.RawName + "==" + package.Version.Text
        : Absolute(dependency.SourceText, path);

    /// <summary>pip reads a path relative to the file, and the document is written somewhere else.</summary>
    private static string Absolute(string line, string path) =>
        Regex.Match(line, @"^(?<option>-[rce]|--requirement|--constraint|--editable)[ =]\s*(?!.*://)(?<path>.+)$") is { Success: true } match
            ? $"{match.Groups["option"].Value} {Quoted(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path) ?? "", match.Groups["path"].Value.Trim('"', '\''))))}"
            : line;
}
