using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using CondaEnv.Formats.Source;
using Xunit;

namespace CondaEnv.Tests.Support;

/// <summary>
/// Compares an export with what conda printed for a recorded <c>conda env export</c> or <c>conda export</c>. How the
/// environment is read is the caller's.
/// </summary>
internal static class GoldenExport
{
    private const string DevelopedProject = "/home/user/gitrepos/develop-proj";

    // Outputs for another platform were solved anew by conda, with the network: they say nothing of an environment.
    private static readonly string[] s_notExported = ["--platform"];

    /// <summary>The exports among recorded commands, those that conda refused too.</summary>
    public static IEnumerable<GoldenCommand> Exports(IEnumerable<GoldenCommand> commands) => commands
        .Where(static c => (c.Args.Contains("export") || IsList(c)) && !c.Args.Any(a => s_notExported.Contains(a)));

    /// <summary>conda's list of every package as JSON.</summary>
    private static bool IsList(GoldenCommand command) => command.Name == "list_json";

    /// <summary>The options that the recorded arguments stand for; conda always writes the prefix.</summary>
    public static ExportOptions Options(GoldenCommand command)
    {
        ExportStyle style = ExportStyle.Full;
        ExportFormat format = IsList(command) ? ExportFormat.CondaList : ExportFormat.EnvironmentYaml;
        List<string> channels = [];
        bool overrideChannels = false;
        bool ignoreChannels = false;
        for (int i = 0; i < command.Args.Count; i++)
        {
            switch (command.Args[i])
            {
                case "--no-builds" when style == ExportStyle.Full:
                    style = ExportStyle.NoBuilds;
                    break;
                case "--from-history":
                    style = ExportStyle.History;
                    break;
                case "--json" or "list" when IsList(command):
                    break;
                case "--json":
                    format = ExportFormat.EnvironmentJson;
                    break;
                case "--format":
                    format = Format(command.Args[++i]);
                    break;
                case "-c":
                    channels.Add(command.Args[++i]);
                    break;
                case "--override-channels":
                    overrideChannels = true;
                    break;
                case "--ignore-channels":
                    ignoreChannels = true;
                    break;
                case "env" or "export" or "--no-builds":
                    break;
                case "-n" or "-p":
                    i++;
                    break;
                default:
                    throw new InvalidDataException($"{command}: {command.Args[i]}");
            }
        }

        return new ExportOptions
        {
            Style = style,
            Format = format,
            Channels = channels,
            OverrideChannels = overrideChannels,
            IgnoreChannels = ignoreChannels,
            IncludePrefix = true,
            ConfiguredChannels = command.Env.TryGetValue("CONDA_CHANNELS", out string? configured) ? configured.Split(',') : [],
            Platform = "linux-64",

            // conda's explicit files have no hashes.
            Hash = PackageHash.None,
        };
    }

    /// <summary>What differs, or null. Where conda refused the format, so must the exporter.</summary>
    public static string? Difference(GoldenCommand command, Func<GoldenCommand, ExportOptions, string> export)
    {
        ExportOptions options = Options(command);
        if (command.ExitCode != 0)
        {
            return Refusal(command, options, export);
        }

        string expected = command.Output;
        if (IsList(command))
        {
            // conda ends its list without a line break; a file of ours has one.
            expected += "\n";
        }

        string actual = export(command, options);
        if (!Directory.Exists(DevelopedProject))
        {
            // conda read the version of a development install in the project's own folder, which is not in the archive.
            expected = string.Join("\n", expected.Split('\n').Where(static l => !l.Contains("/<develop>/", StringComparison.Ordinal)));
            expected = Regex.Replace(expected, """  \{\n    "base_url": "[^"]*/<develop>",\n[^}]*\},\n""", "", RegexOptions.None, TimeSpan.FromSeconds(10));
        }

        bool anyOrder = options.Format == ExportFormat.Explicit || IsFallBack(command, options);
        if (options.Format is ExportFormat.Explicit or ExportFormat.CondaRequirements)
        {
            expected = WithoutCreator(expected);
            actual = WithoutCreator(actual);
        }

        bool equal = anyOrder
            ? Set(expected).SequenceEqual(Set(actual))
            : expected == actual;
        return equal ? null : $"{command}\nconda:\n{expected}\nours:\n{actual}";
    }

    // Only refusals of the format are ours too; where conda broke on a damaged record, we do better.
    private static string? Refusal(GoldenCommand command, ExportOptions options, Func<GoldenCommand, ExportOptions, string> export)
    {
        if (!command.Error.Contains("Cannot export", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            export(command, options);
            return $"{command}\nconda: {command.Error}\nours: no error";
        }
        catch (CondaEnvException e)
        {
            Assert.Equal(CondaErrorKind.FormatUnsupported, e.Kind);
            return null;
        }
    }

    // from-history without a requested spec prints every record in the folder's order (the oracle's README).
    private static bool IsFallBack(GoldenCommand command, ExportOptions options) => options.Style == ExportStyle.History
        && GoldenCommand.Read(command.Root, command.Case).Any(static c => c.Name == "export_format-requirements_from-history" && c.ExitCode != 0);

    // JSON's last item has no comma.
    private static IEnumerable<string> Set(string text) => text.Split('\n').Select(static l => l.TrimEnd(',')).Order(StringComparer.Ordinal);

    private static ExportFormat Format(string name) => name switch
    {
        "environment-yaml" => ExportFormat.EnvironmentYaml,
        "environment-json" => ExportFormat.EnvironmentJson,
        "explicit" => ExportFormat.Explicit,
        "requirements" => ExportFormat.CondaRequirements,
        _ => throw new InvalidDataException(name),
    };

    private static string WithoutCreator(string text) =>
        string.Join("\n", text.Split('\n').Where(static l => !l.StartsWith("# created-by:", StringComparison.Ordinal)));
}
