using System;
using System.Collections.Generic;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Formats.CondaRequirements;

/// <summary>
/// Reads requirements files of conda, which have one spec per line. Lines written by <c>conda list --export</c>
/// (<c>name=version=build</c> below a heading) are recorded packages, including pip packages; all other lines are
/// requested specs.
/// </summary>
internal static class CondaRequirementsFile
{
    private const string Heading = "# This file may be used to create an environment using:";

    /// <summary>Reads a file.</summary>
    /// <param name="text">Text of the file.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="channels">How channel names are resolved.</param>
    /// <param name="report">Called for each line that cannot be read; the others are still read.</param>
    public static CondaEnvFile Parse(string text, string path, ChannelConfiguration channels, Action<CondaEnvException> report)
    {
        List<CondaEnvFileDependency> recorded = [];
        List<CondaEnvFileDependency> asked = [];
        List<string> platforms = [];
        LineErrors errors = new(path, report);
        bool exact = false;
        foreach (TextLine line in TextLine.Split(text))
        {
            string content = PythonText.Strip(line.Text);
            if (content.StartsWith("#", StringComparison.Ordinal))
            {
                exact |= content == Heading;
                if (ListedPackage.PlatformOf(content) is { } platform)
                {
                    platforms.Add(platform);
                }
            }
            else if (content.Length > 0)
            {
                try
                {
                    Read(content, path, line, channels, recorded, asked);
                }
                catch (CondaEnvException e)
                {
                    errors.Add(line.Error(path, e));
                }
            }
        }

        errors.Close(asked.Count, "a list of specs");
        exact &= recorded.Count == asked.Count;
        return ListedPackage.File(path, CondaEnvFileKind.CondaRequirements, exact, exact ? recorded : asked, platforms);
    }

    // A line of an exported list may not be a valid spec, such as the name ~umpy of a package that pip has removed only
    // partly. pip packages are not specs of conda either, although conda would search its channels for them.
    private static void Read(
        string text, string path, TextLine line, ChannelConfiguration channels, List<CondaEnvFileDependency> recorded, List<CondaEnvFileDependency> asked)
    {
        if (Triple(text) is { } package)
        {
            bool spec = MatchSpec.TryParse(text, channels, out MatchSpec? match) && package.Manager == PackageManager.Conda;
            recorded.Add(ListedPackage.Dependency(package, text, path, line.Number, line.Column, spec ? match : null));
            asked.Add(spec ? ListedPackage.Dependency(match!, text, path, line.Number, line.Column) : recorded[recorded.Count - 1]);
            return;
        }

        MatchSpec parsed = MatchSpec.Parse(text, channels);
        asked.Add(ListedPackage.Dependency(parsed, text, path, line.Number, line.Column));
        if (parsed.ExactName is { } name && ListedPackage.ExactVersion(parsed) is { } version && ListedPackage.ExactBuild(parsed) is { } build)
        {
            recorded.Add(ListedPackage.Dependency(
                ListedPackage.Create(name, version.Text, build, parsed.Channel?.CanonicalName, parsed.Subdir), text, path, line.Number, line.Column, parsed));
        }
    }

    private static CondaPackage? Triple(string text)
    {
        // Old versions of conda wrote <pip> as the build of a pip package.
        string triple = text.EndsWith("=<pip>", StringComparison.Ordinal) ? text.Substring(0, text.Length - 5) : text;
        if (triple.IndexOfAny([' ', '\t', '<', '>', '[', '*', ',', '|', ':', '#']) >= 0)
        {
            return null;
        }

        string[] parts = text.Split('=');
        return parts.Length == 3 && Array.TrueForAll(parts, static p => p.Length > 0) && parts[0][parts[0].Length - 1] is not ('!' or '~')
            ? ListedPackage.Create(parts[0], parts[1], parts[2])
            : null;
    }
}
