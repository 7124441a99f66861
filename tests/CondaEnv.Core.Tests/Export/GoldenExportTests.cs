using System.Collections.Generic;
using System.Linq;
using CondaEnv.Export;
using CondaEnv.Prefix;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Export;

/// <summary>What conda printed, against the exporter.</summary>
public sealed class GoldenExportTests
{
    /// <summary>The smallest environment, by hand: every recorded export of it.</summary>
    [Fact]
    public void Tiny()
    {
        Oracle.Require();
        GoldenCommand[] commands = [.. GoldenExport.Commands("tiny")];
        Assert.True(commands.Length >= 20);
        Assert.Equal([], commands.Select(static c => GoldenExport.Difference(c, ReadTiny)).OfType<string>());
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

    private static GoldenCommand Command(string args, string? channels) => new(
        "x", "x", args.Split(' '), channels is null ? new Dictionary<string, string>() : new() { ["CONDA_CHANNELS"] = channels }, 0, "", "/x", false, "");

    private static EnvironmentContents ReadTiny(string prefix, string name)
    {
        EnvironmentContents made = Of(
            [Conda("ca-certificates", "2026.7.22", "hbd8a1cb_0", "https://conda.anaconda.org/conda-forge/noarch")], ["ca-certificates"]);
        return new EnvironmentContents
        {
            Name = name,
            Prefix = prefix,
            Packages = made.Packages,
            Clobbered = [],
            Problems = [],
            RequestedSpecs = made.RequestedSpecs,
            StateVariables = [],
            Platform = "linux-64",
        };
    }
}
