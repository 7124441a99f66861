using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.EnvironmentYml;

namespace CondaEnv.Install;

/// <summary>environment.yml for a tool, from files that no tool reads.</summary>
internal static class SpecDocument
{
    /// <summary>The packages of a file, each by name, version and build as far as the file says them.</summary>
    public static string Of(CondaEnvFile file)
    {
        IEnumerable<CondaEnvFileDependency> conda = file.Dependencies.Where(static d => d.Manager == PackageManager.Conda);
        List<string> pip = [.. file.Dependencies.Where(static d => d.Manager == PackageManager.Pip).Select(Pip)];
        return new EnvironmentDocument
        {
            Name = file.Name ?? "environment",
            Channels = file.ChannelSources.Count > 0 ? file.ChannelSources : file.Channels,
            Dependencies = [.. conda.Select(Conda)],
            Pip = pip,
            Variables = [.. file.GetVariables()],
        }.ToText(ExportFormat.EnvironmentYaml);
    }

    /// <summary>What a requirements file of pip asks for, and Python.</summary>
    public static string OfPipFile(string path) =>
        new EnvironmentDocument { Name = "environment", Dependencies = ["python", "pip"], Pip = ["-r " + Quoted(path)] }.ToText(ExportFormat.EnvironmentYaml);

    /// <summary>pip takes the options of a line apart as a shell does (<c>shlex.split</c>); within single quotes nothing is special but these.</summary>
    private static string Quoted(string path) =>
        path.All(static c => char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or ':') ? path : "'" + path.Replace("'", "'\"'\"'") + "'";

    private static string Conda(CondaEnvFileDependency dependency) => dependency.Package is { } package
        ? string.Join("=", new[] { package.Name, package.Version.Text, package.Build }.OfType<string>())
        : dependency.SourceText;

    private static string Pip(CondaEnvFileDependency dependency) => dependency.Package is { } package
        ? package.RawName + "==" + package.Version.Text
        : dependency.SourceText;
}
