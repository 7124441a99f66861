using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Formats.Source;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Targets;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Export;

/// <summary>
/// What conda printed, against what we print of the same folders, found by name as conda found them. conda alone
/// decides the text; the one thing it leaves to chance is which of two distributions of one name it shows.
/// </summary>
public sealed class GoldenExportTests
{
    [Theory]
    [InlineData("packaging-env")]
    [InlineData("mkdocs-env")]
    [InlineData("pip-mixed")]
    [InlineData("pip-upgraded")]
    [InlineData("envvars")]
    [InlineData("history-specs")]
    public void Shipped_environments(string name) => Compare(GoldenCommand.Read(Fixtures.Root, name));

    [Fact]
    public void Every_environment_of_the_oracle()
    {
        Oracle.Require();
        string[] cases = [.. Oracle.Cases()];
        Assert.NotEmpty(cases);
        int equal = 0;
        foreach (string name in cases)
        {
            equal += Compare(Oracle.Commands(name));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{equal} exports of {cases.Length} environments are equal to conda's.");
        Assert.True(equal > cases.Length);
    }

    [Fact]
    public void Recorded_arguments_are_translated()
    {
        ExportOptions options = GoldenExport.Options(Command("env export -n x --from-history --json -c a -c b --ignore-channels", "d,e"));
        Assert.Equal((ExportStyle.History, ExportFormat.EnvironmentJson), (options.Style, options.Format));
        Assert.Equal(["a", "b"], options.Channels);
        Assert.Equal(["d", "e"], options.ConfiguredChannels);
        Assert.True(options.IgnoreChannels);

        options = GoldenExport.Options(Command("export --format requirements --no-builds -n x", null));
        Assert.Equal((ExportStyle.NoBuilds, ExportFormat.CondaRequirements), (options.Style, options.Format));
    }

    private static int Compare(IReadOnlyList<GoldenCommand> commands)
    {
        GoldenCommand[] exports = [.. GoldenExport.Exports(commands)];
        Assert.Contains(exports, static c => c.ExitCode == 0 || c.Error.Length > 0);
        Assert.Equal([], exports.Select(static c => GoldenExport.Difference(c, Export)).OfType<string>());
        return exports.Count(static c => c.ExitCode == 0);
    }

    private static string Export(GoldenCommand command, ExportOptions options)
    {
        Dictionary<string, string> variables = new(command.Env.ToDictionary(static p => p.Key, static p => p.Value)) { ["CONDA_ENVS_DIRS"] = Path.Combine(command.Root, "envs") };
        Machine machine = new(name => variables.TryGetValue(name, out string? value) ? value : null, Path.Combine(command.Root, "no-home"))
        {
            SystemRoot = Path.Combine(command.Root, "no-system"),
            CurrentDirectory = command.Root,
        };
        EnvironmentService service = new(machine, static () => new YamlDotNetReader(), static _ => { }, static _ => { });
        bool byPrefix = command.Args.Contains("-p");
        CondaEnvironment environment = service.FindForExport(byPrefix ? new Target(TargetKind.Folder, command.Prefix) : Target.OfEnvironment(command.Args[Array.IndexOf([.. command.Args], "-n") + 1]), toFile: false);
        Assert.Equal(command.Prefix, environment.Prefix);
        return service.Export(environment, options, CancellationToken.None).Text;
    }

    private static GoldenCommand Command(string args, string? channels) => new(
        "x", "x", "x", args.Split(' '), channels is null ? new Dictionary<string, string>() : new() { ["CONDA_CHANNELS"] = channels }, 0, "", "/x", false, "");
}
