using System;
using System.Collections.Generic;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.CondaList;

/// <summary>
/// Reads what <c>conda list</c> printed, with <c>--json</c> or as a table; mamba's and pixi's lists have the same rows in JSON.
/// </summary>
internal static class CondaListFile
{
    private const string Place = "# packages in environment at ";

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="channels">What the names of channels mean.</param>
    /// <param name="report">Takes what is wrong with a row; the others are still read.</param>
    /// <exception cref="CondaEnvException">The JSON is malformed or no list, or the table has no heading (<see cref="CondaErrorKind.FileInvalid"/>).</exception>
    public static CondaEnvFile Parse(string text, string path, ChannelConfiguration channels, Action<CondaEnvException> report)
    {
        string start = text.TrimStart('\ufeff', ' ', '\t', '\r', '\n');
        return start.StartsWith("[", StringComparison.Ordinal) || start.StartsWith("{", StringComparison.Ordinal)
            ? ListedPackage.File(path, CondaEnvFileKind.CondaList, isExact: true, new CondaListJson(text, path, channels, report).Read(), [])
            : Table(text, path, report);
    }

    /// <summary>Whether a line is the heading of the table: Name, Version, Build, and perhaps more.</summary>
    public static bool IsHeading(string line)
    {
        string[] words = Words(line.TrimStart('#'));
        return words.Length >= 3 && words[0] == "Name" && words[1] == "Version" && words[2] == "Build";
    }

    private static CondaEnvFile Table(string text, string path, Action<CondaEnvException> report)
    {
        List<CondaEnvFileDependency> dependencies = [];
        string? prefix = null;
        string[]? heading = null;
        bool indented = false;
        foreach (TextLine line in TextLine.Split(text))
        {
            string[] words = Words(line.Text);
            if (IsHeading(line.Text))
            {
                heading = Words(line.Text.TrimStart('#', ' '));

                // mamba begins the heading and all rows with a blank.
                indented = line.Text[0] != '#';
            }
            else if (line.Text.StartsWith(Place, StringComparison.Ordinal))
            {
                prefix = PythonText.Strip(line.Text.Substring(Place.Length)).TrimEnd(':');
            }
            else if (heading is not null && words.Length > 0 && words[0][0] is not ('#' or '\u2500'))
            {
                if (words.Length < 3 || (!indented && line.Column > 1))
                {
                    report(line.Error(path, "A row of the list has a name, a version and a build."));
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

        return heading is null
            ? throw new CondaEnvException(CondaErrorKind.FileInvalid, $"'{path}' is no list of packages: it has no heading with Name, Version and Build.", path)
            : ListedPackage.File(path, CondaEnvFileKind.CondaList, isExact: true, dependencies, [], prefix);
    }

    private static string[] Words(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
