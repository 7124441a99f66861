using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Prefixes;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Formats.EnvironmentYml;

/// <summary><c>environment.yml</c> and its twin in JSON, of environments made by hand.</summary>
public sealed class EnvironmentFileExportTests
{
    private static readonly EnvironmentContents s_mixed = Of(
        [
            Conda("_openmp_mutex", "4.5", "20_gnu"),
            Conda("six", "1.17.0", "py312_0", "https://repo.anaconda.com/pkgs/main/linux-64"),
            Conda("zlib", "1.3.1"),
            Pip("flask", "3.1.0"),
            Pip("torch", "2.5.1+cpu"),
        ],
        requested: ["zlib", "six"],
        variables: [new("FOO", "bar"), new("A: B", "0123")]);

    [Fact]
    public void Full() => Assert.Equal(
        """
        name: e
        channels:
          - conda-forge
          - defaults
        dependencies:
          - _openmp_mutex=4.5=20_gnu
          - six=1.17.0=py312_0
          - zlib=1.3.1=h0_0
          - pip:
              - flask==3.1.0
              - torch==2.5.1+cpu
        variables:
          FOO: bar
          'A: B': '0123'

        """,
        Text(s_mixed, new ExportOptions()));

    [Fact]
    public void The_prefix_is_written_on_request_only() =>
        Assert.EndsWith("  'A: B': '0123'\nprefix: /envs/e\n", Text(s_mixed, new ExportOptions { IncludePrefix = true }));

    [Fact]
    public void No_builds() =>
        Assert.Contains("  - six=1.17.0\n  - zlib=1.3.1\n", Text(s_mixed, new ExportOptions { Style = ExportStyle.NoBuilds }));

    [Fact]
    public void Json() => Assert.Equal(
        """
        {
          "name": "e",
          "channels": [
            "conda-forge",
            "defaults"
          ],
          "dependencies": [
            "_openmp_mutex=4.5=20_gnu",
            "six=1.17.0=py312_0",
            "zlib=1.3.1=h0_0",
            {
              "pip": [
                "flask==3.1.0",
                "torch==2.5.1+cpu"
              ]
            }
          ],
          "variables": {
            "FOO": "bar",
            "A: B": "0123"
          },
          "prefix": "/envs/e"
        }

        """,
        Text(s_mixed, new ExportOptions { Format = ExportFormat.EnvironmentJson, IncludePrefix = true }));

    [Fact]
    public void History_has_the_requested_specs_in_their_order_and_only_configured_channels()
    {
        ExportText text = EnvironmentExporter.Export(s_mixed, new ExportOptions { Style = ExportStyle.History, ConfiguredChannels = ["c1"] });
        Assert.StartsWith("name: e\nchannels:\n  - c1\ndependencies:\n  - zlib\n  - six\nvariables:\n", text.Text);
        Assert.Equal(2, text.PackageCount);
        Assert.Equal(0, text.PipPackageCount);
        Assert.Equal("2 pip packages not in the text: flask, torch", Assert.Single(text.Losses, static l => l.Code == "PipPackagesOmitted").Detail);
    }

    [Fact]
    public void History_without_requested_specs_falls_back_to_every_record()
    {
        EnvironmentContents contents = Of([Conda("a", "1.0"), Conda("b", "2"), Pip("p")]);
        ExportText text = EnvironmentExporter.Export(contents, new ExportOptions { Style = ExportStyle.History });
        Assert.Equal("name: e\ndependencies:\n  - a=1.0=h0_0\n  - b=2=h0_0\n", text.Text);
        Assert.Equal(2, text.PackageCount);
        Assert.Contains(text.Losses, static l => l.Code == "PipPackagesOmitted");
    }

    [Fact]
    public void An_empty_environment() =>
        Assert.Equal("name: e\ndependencies: []\n", Text(Of([]), new ExportOptions()));

    [Fact]
    public void Pip_packages_without_any_conda_package_are_left_out_as_conda_does_but_not_in_silence()
    {
        ExportText text = EnvironmentExporter.Export(Of([Pip("p")]), new ExportOptions());
        Assert.Equal("name: e\ndependencies: []\n", text.Text);
        Assert.Equal("PipPackagesOmitted", Assert.Single(text.Losses).Code);
    }

    [Theory]
    [InlineData(false, false, new[] { "conda-forge", "defaults", "extra", "configured" })]
    [InlineData(true, false, new[] { "conda-forge", "defaults", "extra" })]
    [InlineData(false, true, new[] { "extra", "conda-forge", "configured" })]
    [InlineData(true, true, new[] { "extra", "conda-forge" })]
    public void Channels_of_packages_then_given_then_configured(bool overrideChannels, bool ignoreChannels, string[] expected)
    {
        string text = Text(s_mixed, new ExportOptions
        {
            Channels = ["extra", "conda-forge"],
            ConfiguredChannels = ["configured", "extra"],
            OverrideChannels = overrideChannels,
            IgnoreChannels = ignoreChannels,
        });
        Assert.StartsWith("name: e\nchannels:\n" + string.Concat(expected.Select(static c => $"  - {c}\n")) + "dependencies:\n", text);
    }

    [Fact]
    public void An_unknown_channel_is_dropped_and_reported()
    {
        ExportText text = EnvironmentExporter.Export(Of([Conda("a", channel: "<unknown>"), Conda("b", channel: null)]), new ExportOptions());
        Assert.Equal("name: e\ndependencies:\n  - a=1.0=h0_0\n  - b=1.0=h0_0\n", text.Text);
        Assert.Equal(["ChannelUnknown (a)", "ChannelUnknown (b)"], text.Losses.Select(static l => $"{l.Code} ({l.Package})"));
    }

    [Fact]
    public void Package_types_are_sorted_as_conda_sorts_them()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([
                Conda("generic", type: "noarch_generic"),
                Conda("wheel", "2.0", type: "virtual_python_wheel"),
                Conda("virtual", type: "virtual_system"),
                Pip("develop", build: "dev_0"),
                Pip("plain"),
            ]),
            new ExportOptions());
        Assert.Equal(
            "name: e\nchannels:\n  - conda-forge\ndependencies:\n  - generic=1.0=h0_0\n  - pip:\n      - plain==1.0\n      - wheel==2.0\n",
            text.Text);
        Assert.Equal((1, 2), (text.PackageCount, text.PipPackageCount));
        Assert.Equal(["EditableInstall (develop)", "PackageOmitted (virtual)", "PackageTypePython (wheel)"], text.Losses.Select(static l => $"{l.Code} ({l.Package})"));
    }

    [Fact]
    public void Losses_of_pip_installs_variables_records_and_credentials()
    {
        ExportText text = EnvironmentExporter.Export(
            Of(
                [Conda("python"), Pip("ed", editable: true), Pip("git", directUrl: "git+https://user:pw@host/x@abc")],
                variables: [new("TOKEN", "s3cret")],
                problems: [new CondaEnvException(CondaErrorKind.RecordInvalid, "The record 'x.json' is damaged.")],
                clobbered: [Conda("gone")]),
            new ExportOptions { Channels = ["https://user:pw@host/t/tk-1/chan"] });
        Assert.Equal(
            ["RecordInvalid", "SecretRemoved", "EditableInstall", "DirectUrlInstall", "VariableValues"],
            text.Losses.Select(static l => l.Code));
        Assert.DoesNotContain(text.Losses, static l => l.Detail.Contains("pw") || l.Detail.Contains("tk-1") || l.Detail.Contains("s3cret"));
        Assert.Contains("  - https://host/t/<TOKEN>/chan\n", text.Text);
        Assert.DoesNotContain("pw@", text.Text);
    }

    [Fact]
    public void A_requested_package_that_pip_replaced_is_still_asked_for()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([Conda("python"), Pip("six")], requested: ["python", "six=1.16"]), new ExportOptions { Style = ExportStyle.History });
        Assert.Equal("name: e\ndependencies:\n  - python\n  - six=1.16\n", text.Text);
        Assert.Equal("six", Assert.Single(text.Losses, static l => l.Code == "RequestedPackageReplaced").Package);
    }

    private static string Text(EnvironmentContents contents, ExportOptions options) => EnvironmentExporter.Export(contents, options).Text;
}
