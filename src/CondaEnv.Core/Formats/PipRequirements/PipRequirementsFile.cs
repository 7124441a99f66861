using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Formats.PipRequirements;

/// <summary>
/// Reads requirements files of pip: joins lines that end in a backslash, removes comments, and ignores files that
/// <c>-r</c> and <c>-c</c> refer to.
/// </summary>
internal static class PipRequirementsFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="text">Text of the file.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="report">Called for each line that cannot be read; the others are still read.</param>
    public static CondaEnvFile Parse(string text, string path, Action<CondaEnvException> report)
    {
        List<CondaEnvFileDependency> dependencies = [];
        int packages = 0;
        LineErrors errors = new(path, report);
        foreach (TextLine line in Join(TextLine.Split(text)))
        {
            if (PythonText.Strip(PipRequirementLineParser.WithoutComment(line.Text)).Length == 0)
            {
                continue;
            }

            try
            {
                CondaEnvFileDependency dependency = Dependency(PipRequirementLine.Parse(line.Text), path, line.Number, line.Column);
                packages += dependency.Requirement!.Kind == PipLineKind.Option ? 0 : 1;
                dependencies.Add(dependency);
            }
            catch (CondaEnvException e)
            {
                errors.Add(line.Error(path, e));
            }
        }

        errors.Close(dependencies.Count, "a list of requirements");
        return new CondaEnvFile { Path = path, Kind = CondaEnvFileKind.PipRequirements, Dependencies = dependencies, PipPackageCount = packages };
    }

    /// <summary>Converts a line to a dependency; also used for entries below <c>pip:</c> in environment.yml.</summary>
    public static CondaEnvFileDependency Dependency(PipRequirementLine line, string path, int number, int column) => new()
    {
        Name = line.RawName is { } name ? PipName.CondaSpelling(name) : null,
        Manager = PackageManager.Pip,
        Section = "pip",
        Spec = line.Text,
        SourceText = line.Text,
        Version = line.Version is { } version ? CondaVersion.FromRecord(version) : null,
        Condition = line.Condition?.ToString(),
        Url = line.Location is { } location && location.Contains("://") ? location : null,
        Sha256 = Sha256(line.Hashes),
        Requirement = line,
        Path = path,
        Line = number,
        Column = column,
    };

    // Several hashes belong to several files, any of which is valid.
    private static string? Sha256(IReadOnlyList<string> hashes) =>
        hashes.Count == 1 && hashes[0].StartsWith("sha256:", StringComparison.Ordinal) ? hashes[0].Substring(7).ToLowerInvariant() : null;

    // A comment line ends a continued line.
    private static IEnumerable<TextLine> Join(IEnumerable<TextLine> lines)
    {
        StringBuilder joined = new();
        int first = 0;
        bool isJoined = false;
        foreach (TextLine line in lines)
        {
            bool comment = PythonText.Strip(line.Text).StartsWith("#", StringComparison.Ordinal);
            string text = comment ? " " + line.Text : line.Text;
            bool continues = !comment && text.EndsWith("\\", StringComparison.Ordinal);
            text = continues ? text.Trim('\\') : text;
            if (first == 0 && !continues)
            {
                yield return new TextLine(text, line.Number);
                continue;
            }

            isJoined = first != 0;
            first = isJoined ? first : line.Number;
            joined.Append(text);
            if (!continues)
            {
                yield return new TextLine(joined.ToString(), first) { IsJoined = true };
                joined.Clear();
                first = 0;
            }
        }

        if (first != 0)
        {
            yield return new TextLine(joined.ToString(), first) { IsJoined = isJoined };
        }
    }
}
