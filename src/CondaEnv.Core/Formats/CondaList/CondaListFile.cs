using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.CondaList;

/// <summary>
/// Reads output of <c>conda list</c>, as JSON or as a table. The JSON lists of mamba and pixi have the same rows. Rows
/// of <c>Get-CondaPackage</c> as JSON, CSV or CliXml are also read.
/// </summary>
internal static class CondaListFile
{
    private const string Place = "# packages in environment at ";

    /// <summary>Reads a file.</summary>
    /// <param name="text">Text of the file.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="channels">How channel names are resolved.</param>
    /// <param name="report">Called for each row that cannot be read; the others are still read.</param>
    /// <param name="problem">Called for values that were omitted.</param>
    /// <exception cref="CondaEnvException">The JSON is malformed or is not a list, or the table has no heading
    /// (<see cref="CondaErrorKind.FileInvalid"/>).</exception>
    public static CondaEnvFile Parse(string text, string path, ChannelConfiguration channels, Action<CondaEnvException> report, Action<FileProblem>? problem = null)
    {
        if (PackageCliXml.IsOne(text) || PackageCsv.IsOne(text) || path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return Rows(text, path, report, problem);
        }

        string start = text.TrimStart('\ufeff', ' ', '\t', '\r', '\n');
        return start.StartsWith("[", StringComparison.Ordinal) || start.StartsWith("{", StringComparison.Ordinal)
            ? ListedPackage.File(path, CondaEnvFileKind.CondaList, isExact: true, new CondaListJson(text, path, channels, report).Read(), [])
            : Table(text, path, report);
    }

    /// <summary>
    /// Whether a line is the one above the table, which exists even in versions that print no heading.
    /// </summary>
    public static bool IsPlace(string line) => line.StartsWith(Place, StringComparison.Ordinal);

    /// <summary>
    /// Whether a line is the heading of the table of <c>pixi list</c>. Its size column takes two words, and each
    /// version writes it differently.
    /// </summary>
    public static bool IsPixi(string line)
    {
        string[] words = Words(line);
        return words.Length >= 5 && words[0] is "Package" or "Name" && words[1] == "Version" && words[2] == "Build" && Array.IndexOf(words, "Size") > 0;
    }

    /// <summary>Whether a line is the heading of the table: Name, Version, Build, and possibly more.</summary>
    public static bool IsHeading(string line)
    {
        string[] words = Words(line.TrimStart('#'));
        return words.Length >= 3 && words[0] == "Name" && words[1] == "Version" && words[2] == "Build";
    }

    /// <summary>Reads rows with all properties. Values of the wrong type are omitted and reported once.</summary>
    private static CondaEnvFile Rows(string text, string path, Action<CondaEnvException> report, Action<FileProblem>? problem)
    {
        byte[] data = Encoding.UTF8.GetBytes(text);
        SourceText source = SourceText.Of(path, data, data.Length);
        List<CondaEnvFileDependency> dependencies = [];
        LineErrors errors = new(path, report);
        (int Line, string What)? first = null;
        int count = 0;
        void Left(int line, string what)
        {
            first ??= (line, what);
            count++;
        }

        foreach ((int line, CondaPackage? package) in PackageCliXml.IsOne(text) ? PackageCliXml.Read(source, Left) : PackageCsv.Read(source, Left))
        {
            if (package is null)
            {
                errors.Add(SourceText.Invalid(path, line, 0, "this is not a package: it has no 'Name' or no 'Version'"));
                continue;
            }

            dependencies.Add(ListedPackage.Dependency(package, package.ToString(), path, line, 1));
        }

        errors.Close(dependencies.Count, "a list of packages");
        if (first is { } value)
        {
            string all = count == 1 ? "it was" : $"{count} such values were";
            problem?.Invoke(new FileProblem("InvalidFile", value.Line, 0, $"{value.What}; {all} left out") { Severity = IssueSeverity.Warning, IsNotice = true });
        }

        return ListedPackage.File(path, CondaEnvFileKind.CondaList, isExact: true, dependencies, []);
    }

    private static CondaEnvFile Table(string text, string path, Action<CondaEnvException> report)
    {
        List<CondaEnvFileDependency> dependencies = [];
        LineErrors errors = new(path, report);
        string? prefix = null;

        // conda 4.3 and older print the line above the table but no heading; the columns are the same.
        string[]? heading = null;
        bool indented = false;
        foreach (TextLine line in TextLine.Split(text))
        {
            string[] words = Words(line.Text);
            if (IsPixi(line.Text))
            {
                throw SourceText.Invalid(path, line.Number, line.Column, "this is the table that 'pixi list' prints, which is not read: give what 'pixi list --json' prints, or pixi.lock");
            }

            if (IsHeading(line.Text))
            {
                heading = Words(line.Text.TrimStart('#', ' '));

                // mamba indents the heading and all rows by one space.
                indented = line.Text[0] != '#';
            }
            else if (IsPlace(line.Text))
            {
                heading ??= ["Name", "Version", "Build", "Channel"];
                prefix = PythonText.Strip(line.Text.Substring(Place.Length)).TrimEnd(':');
            }
            else if (heading is not null && words.Length > 0 && words[0][0] is not ('#' or '\u2500') && words[0].Trim('-').Length > 0)
            {
                if (words.Length < 3 || (!indented && line.Column > 1))
                {
                    errors.Add(line.Error(path, "A row of the list has a name, a version and a build."));
                    continue;
                }

                // conda leaves the channel empty if it is one of the defaults, or for all packages if configured to.
                string? channel = words.Length > 3 && heading.Length > 3 && heading[3] == "Channel" ? words[3] : null;
                if (channel is not null && heading.Length == 4)
                {
                    // The last column may be the URL of a folder whose name contains spaces.
                    channel = string.Join(" ", words, 3, words.Length - 3);
                }

                CondaPackage package = ListedPackage.Create(words[0], words[1], words[2], channel);
                dependencies.Add(ListedPackage.Dependency(package, package.ToString(), path, line.Number, line.Column));
            }
        }

        errors.Close(dependencies.Count, "a list of packages");
        return heading is null
            ? throw SourceText.Invalid(path, 0, 0, "it is not a list of packages: it has no heading with Name, Version and Build")
            : ListedPackage.File(path, CondaEnvFileKind.CondaList, isExact: true, dependencies, [], prefix);
    }

    private static string[] Words(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
