using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.CondaList;

/// <summary>
/// Reads what <c>conda list</c> printed, with <c>--json</c> or as a table; mamba's and pixi's lists have the same rows in JSON. Rows of
/// <c>Get-CondaPackage</c>, as JSON, CSV or CliXml, are such a list too.
/// </summary>
internal static class CondaListFile
{
    private const string Place = "# packages in environment at ";

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="channels">What the names of channels mean.</param>
    /// <param name="report">Takes what is wrong with a row; the others are still read.</param>
    /// <param name="problem">Hears of values that were left out.</param>
    /// <exception cref="CondaEnvException">The JSON is malformed or no list, or the table has no heading (<see cref="CondaErrorKind.FileInvalid"/>).</exception>
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

    /// <summary>Whether a line stands above the table, in versions that print no heading as well.</summary>
    public static bool IsPlace(string line) => line.StartsWith(Place, StringComparison.Ordinal);

    /// <summary>Whether a line is the heading of the table that <c>pixi list</c> prints; the size in it takes two words, and is written differently by each version.</summary>
    public static bool IsPixi(string line)
    {
        string[] words = Words(line);
        return words.Length >= 5 && words[0] is "Package" or "Name" && words[1] == "Version" && words[2] == "Build" && Array.IndexOf(words, "Size") > 0;
    }

    /// <summary>Whether a line is the heading of the table: Name, Version, Build, and perhaps more.</summary>
    public static bool IsHeading(string line)
    {
        string[] words = Words(line.TrimStart('#'));
        return words.Length >= 3 && words[0] == "Name" && words[1] == "Version" && words[2] == "Build";
    }

    /// <summary>Rows with all properties. A value that is not of its property's kind is left out, which is told once.</summary>
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

        // conda 4.3 and older print the place and no heading; the columns are the same.
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

                // mamba begins the heading and all rows with a blank.
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

                // conda leaves the channel blank where it is one of the defaults, or all where it was told so.
                string? channel = words.Length > 3 && heading.Length > 3 && heading[3] == "Channel" ? words[3] : null;
                if (channel is not null && heading.Length == 4)
                {
                    // The last column may be the URL of a folder with blanks in its name.
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
