using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

/// <summary>Every recorded export of conda 26.7.1, through the whole command line.</summary>
public sealed class GoldenTests
{
    private const string Creator = "# created-by:";

    /// <summary>Empty where conda refused, for want of a requested spec.</summary>
    private const string NothingRequested = "export_format-requirements_from-history.out";

    [Fact]
    public void Shipped_environments_export_as_conda_does()
    {
        string golden = Path.Combine(Fixtures.Root, "golden");
        int compared = 0;
        List<string> differences = [];
        foreach (string folder in Directory.EnumerateDirectories(golden).Order(StringComparer.Ordinal))
        {
            foreach (GoldenCommand command in Load(Path.Combine(folder, "26.7.1")))
            {
                compared++;
                differences.AddRange(Difference(command, Fixtures.Root));
            }
        }

        Assert.Equal([], differences);
        Assert.True(compared >= 120, $"{compared} compared");
    }

    [Fact]
    public void All_environments_of_the_oracle_export_as_conda_does()
    {
        string root = Oracle.Require();
        int compared = 0;
        List<string> differences = [];
        foreach (string folder in Directory.EnumerateDirectories(Path.Combine(root, "golden")).Order(StringComparer.Ordinal))
        {
            foreach (GoldenCommand command in Load(Path.Combine(folder, "26.7.1")))
            {
                compared++;
                differences.AddRange(Difference(command, root));
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {compared} differ:\n" + string.Join("\n\n", differences.Take(20)));
        Assert.True(compared >= 1000, $"{compared} compared");
    }

    /// <summary>The exports that conda printed. What it solved anew for another platform says nothing of an environment.</summary>
    private static IEnumerable<GoldenCommand> Load(string folder)
    {
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "index.json")));
        JsonElement root = index.RootElement;
        string name = root.GetProperty("case").GetString()!;
        foreach (JsonProperty command in root.GetProperty("commands").EnumerateObject())
        {
            string[] args = [.. command.Value.GetProperty("args").EnumerateArray().Select(static a => a.GetString()!)];
            if (command.Value.GetProperty("rc").GetInt32() == 0 && args.Contains("export") && !args.Contains("--platform"))
            {
                Dictionary<string, string> env = command.Value.GetProperty("env").EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetString()!);
                yield return new GoldenCommand(name, command.Name, args, env, 0, "", root.GetProperty("prefix").GetString()!, false, Path.Combine(folder, command.Name + ".out"));
            }
        }
    }

    private static IEnumerable<string> Difference(GoldenCommand command, string root)
    {
        using Support.Cli cli = new(Path.Combine(root, "envs"));
        foreach (KeyValuePair<string, string> variable in command.Env)
        {
            cli.Set(variable.Key, variable.Value);
        }

        CliResult result = cli.Run(CondaArguments.Translate([.. command.Args.Select(a => a.Replace("{{ROOT}}", root, StringComparison.Ordinal))]));
        string expected = WithoutDevelopLinks(File.ReadAllText(command.OutputPath)).Replace("{{ROOT}}", root, StringComparison.Ordinal);
        bool isText = expected.StartsWith('#');
        bool equal = IsDirectoryOrder(command)
            ? Set(expected).SequenceEqual(Set(result.Output), StringComparer.Ordinal)
            : isText ? WithoutCreator(expected) == WithoutCreator(result.Output) : expected == result.Output;
        if (!equal)
        {
            yield return $"{command} (exit {result.ExitCode})\nconda:\n{expected}\nours:\n{result.Output}{result.Error}";
        }
    }

    // The oracle's README: an explicit file, and all records where nothing was requested, come in the folder's order.
    private static bool IsDirectoryOrder(GoldenCommand command) => command.Args.Contains("explicit")
        || (command.Args.Contains("--from-history") && new FileInfo(Path.Combine(Path.GetDirectoryName(command.OutputPath)!, NothingRequested)).Length == 0);

    // JSON's last item has no comma.
    private static string[] Set(string text) =>
        [.. WithoutCreator(text).Split('\n').Select(static line => line.TrimEnd(',')).Order(StringComparer.Ordinal)];

    // What an .egg-link points to lay outside the environments when conda was run, and is not recorded.
    private static string WithoutDevelopLinks(string text) =>
        string.Join('\n', text.Split('\n').Where(static line => !line.Contains("/<develop>/", StringComparison.Ordinal)));

    private static string WithoutCreator(string text) =>
        string.Join('\n', text.Split('\n').Where(static line => !line.StartsWith(Creator, StringComparison.Ordinal)));
}
