using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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
    public void Shipped_environments_export_as_conda_does() => Compare(Fixtures.Root, atLeast: 120);

    [Fact]
    public void All_environments_of_the_oracle_export_as_conda_does() => Compare(Oracle.Require(), atLeast: 1000);

    private static void Compare(string root, int atLeast)
    {
        int compared = 0;
        List<string> differences = [];
        foreach (string folder in Directory.EnumerateDirectories(Path.Combine(root, "golden")).Order(StringComparer.Ordinal))
        {
            // What conda solved anew for another platform says nothing of an environment.
            foreach (GoldenCommand command in GoldenCommand.Read(root, Path.GetFileName(folder))
                .Where(static c => c.ExitCode == 0 && c.Args.Contains("export") && !c.Args.Contains("--platform")))
            {
                compared++;
                differences.AddRange(Difference(command));
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {compared} differ:\n" + string.Join("\n\n", differences.Take(20)));
        Assert.True(compared >= atLeast, $"{compared} compared");
    }

    private static IEnumerable<string> Difference(GoldenCommand command)
    {
        using Support.Cli cli = new(Path.Combine(command.Root, "envs"));
        foreach (KeyValuePair<string, string> variable in command.Env)
        {
            cli.Set(variable.Key, variable.Value);
        }

        CliResult result = cli.Run(CondaArguments.Translate([.. command.Args]));
        string expected = WithoutDevelopLinks(command.Output);
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
