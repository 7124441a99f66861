using System;
using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Formats.PipRequirements;

/// <summary>
/// Reads output of <c>pip list</c>: a table, an array with <c>--format=json</c>, or lines of <c>name (version)</c> in
/// old versions. pip lists what Python sees. That includes conda's Python packages but no other conda packages, so such
/// a list is not a complete record.
/// </summary>
internal static class PipListFile
{
    private static readonly string[] s_columns = ["name", "version", "latest_version", "latest_filetype", "editable_project_location", "location", "installer"];

    /// <summary>Whether a line is the heading of the table.</summary>
    public static bool IsHeading(string line)
    {
        string[] words = Words(line);
        return words.Length >= 2 && words[0] == "Package" && words[1] == "Version" && (words.Length == 2 || words[2] is "Editable" or "Location" or "Latest" or "Installer");
    }

    /// <summary>Whether a line has the old format, such as <c>certifi (2016.2.28)</c>.</summary>
    public static bool IsOldRow(string line)
    {
        string text = line.Trim();
        int open = text.IndexOf(" (", StringComparison.Ordinal);
        return open > 0 && text[text.Length - 1] == ')' && text.IndexOf(' ') == open && text.Length - open > 3 && text[open + 2] is >= '0' and <= '9';
    }

    /// <summary>
    /// Whether a JSON array is such a list: objects with a name and a version, and without keys that only conda writes.
    /// </summary>
    public static bool IsOne(YamlSequence rows)
    {
        bool any = false;
        foreach (YamlNode row in rows.Items)
        {
            if (row is not YamlMapping mapping || mapping.Find("name") is null || mapping.Find("version") is null)
            {
                return false;
            }

            foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
            {
                if (Array.IndexOf(s_columns, entry.Key.Value) < 0)
                {
                    return false;
                }
            }

            any = true;
        }

        return any;
    }

    /// <summary>Reads the array.</summary>
    public static CondaEnvFile Read(YamlSequence rows, string path, Action<CondaEnvException> report)
    {
        List<CondaEnvFileDependency> dependencies = [];
        LineErrors errors = new(path, report);
        foreach (YamlNode row in rows.Items)
        {
            string? Text(string key) => ((YamlMapping)row).Find(key) is { Value: YamlScalar { IsNull: false } scalar } ? scalar.Value : null;
            Add(dependencies, errors, Text("name") ?? "", Text("version") ?? "", Text("editable_project_location"), path, row.Line, row.Column);
        }

        errors.Close(dependencies.Count, "a list of packages");
        return File(path, dependencies);
    }

    /// <summary>Reads the table.</summary>
    public static CondaEnvFile Parse(string text, string path, Action<CondaEnvException> report)
    {
        List<CondaEnvFileDependency> dependencies = [];
        LineErrors errors = new(path, report);
        bool isTable = text.Contains("Package");
        bool headed = false;
        bool hasLocation = true;
        foreach (TextLine line in TextLine.Split(text))
        {
            string[] words = Words(line.Text);
            if (IsHeading(line.Text))
            {
                headed = true;
                hasLocation = words.Length == 2 || words[2] is "Editable" or "Location";
            }
            else if (IsOldRow(line.Text))
            {
                string inside = line.Text.Trim();
                inside = inside.Substring(words[0].Length + 2).TrimEnd(')');
                int comma = inside.IndexOf(',');
                Add(dependencies, errors, words[0], comma < 0 ? inside : inside.Substring(0, comma), comma < 0 ? null : inside.Substring(comma + 1).Trim(), path, line.Number, line.Column);
            }
            else if ((headed || !isTable) && words.Length > 0 && words[0].Trim('-').Length > 0 && !IsRemark(words[0]))
            {
                // The folder of an editable install is the last column, and may contain spaces.
                string? location = hasLocation && words.Length > 2 ? string.Join(" ", words, 2, words.Length - 2) : null;
                Add(dependencies, errors, words[0], words.Length > 1 ? words[1] : "", location, path, line.Number, line.Column);
            }
        }

        errors.Close(dependencies.Count, "a list of packages");
        return File(path, dependencies);
    }

    private static bool IsRemark(string word) => word.StartsWith("[", StringComparison.Ordinal) || word is "WARNING:" or "DEPRECATION:" or "NOTE:" or "You" || word.StartsWith("#", StringComparison.Ordinal);

    private static void Add(
        List<CondaEnvFileDependency> dependencies, LineErrors errors, string name, string version, string? location, string path, int line, int column)
    {
        try
        {
            // Even a package with an invalid version may be installed; '===' compares a version as text.
            string pin = $"{name}=={version}";
            PipRequirementLine requirement = PipRequirementLine.TryParse(pin, out PipRequirementLine? parsed) ? parsed : PipRequirementLine.Parse($"{name}==={version}");
            if (location is not null && PipRequirementLine.TryParse("-e " + location, out PipRequirementLine? editable))
            {
                requirement = editable;
            }

            dependencies.Add(new CondaEnvFileDependency
            {
                Name = PipName.CondaSpelling(name),
                Manager = PackageManager.Pip,
                Section = "pip",
                Spec = requirement.Text,
                SourceText = requirement.Text,
                Version = CondaVersion.FromRecord(version),
                Requirement = requirement,
                Path = path,
                Line = line,
                Column = column,
            });
        }
        catch (CondaEnvException error)
        {
            errors.Add(new CondaEnvException(error.Kind, string.Format(CultureInfo.InvariantCulture, "'{0}', line {1}: {2}", path, line, error.Message), path) { Line = line, Column = column });
        }
    }

    private static CondaEnvFile File(string path, List<CondaEnvFileDependency> dependencies) =>
        new() { Path = path, Kind = CondaEnvFileKind.PipList, Dependencies = dependencies, PipPackageCount = dependencies.Count };

    private static string[] Words(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
