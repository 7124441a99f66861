using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Machines.Condarc;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CondaEnv.Tests.Machines.Condarc;

/// <summary>A malformed address in the settings is a fault of the settings, never of an environment.</summary>
public sealed class CondarcAddressTests
{
    [Theory]
    [InlineData("default_channels: [\"https://host:port/x\"]", "'default_channels'", 1, 20)]
    [InlineData("migrated_custom_channels: {foo: \"https://host:abc\"}", "'migrated_custom_channels: foo'", 1, 33)]
    [InlineData("custom_channels:\n  a: https://ok.x\n  b: https://[::1", "'custom_channels: b'", 3, 6)]
    [InlineData("custom_channels: {b: \"host:70000\"}", "'custom_channels: b'", 1, 22)]
    [InlineData("custom_multichannels: {m: [conda-forge, \"https://u:p@host:port/x\"]}", "'custom_multichannels: m'", 1, 41)]
    [InlineData("channel_alias: https://h:1x", "'channel_alias'", 1, 16)]
    [InlineData("migrated_channel_aliases: [\"https://h:99999\"]", "'migrated_channel_aliases'", 1, 28)]
    [InlineData("channels: [a, \"https://h:p/$HOME\"]", "'channels'", 1, 15)]
    public void It_is_one_error_with_file_key_line_and_column_and_no_secret(string settings, string key, int line, int column)
    {
        using FakeMachine machine = new();
        string file = machine.File("home/me/.condarc", settings + "\nenvs_dirs: [/kept]\n");
        CondaConfiguration configuration = machine.Configuration();
        CondaEnvException problem = Assert.Single(machine.Problems);
        Assert.Equal((CondaErrorKind.FileInvalid, file, line, column), (problem.Kind, problem.Target, problem.Line, problem.Column));
        Assert.Contains(key, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("u:p", problem.Message, StringComparison.Ordinal);
        Assert.Equal([Path.GetFullPath("/kept")], configuration.EnvsDirs);
    }

    [Fact]
    public void The_rest_of_the_setting_counts_and_one_with_nothing_left_is_as_if_absent()
    {
        using FakeMachine machine = new();
        machine.File("etc/conda/.condarc", "default_channels: [\"https://a.example/x\"]\n");
        machine.File("home/me/.condarc", """
            default_channels: ["https://h:p/y"]
            custom_channels: {a: "https://h:p", b: "https://b.example"}
            migrated_channel_aliases: ["https://h:p", "https://former.example"]
            channels: [x, "https://h:p/z", y]
            channel_alias: https://$HOST:$PORT/z
            """);
        machine.Set("HOST", "alias.example");
        machine.Set("PORT", "8080");
        CondaConfiguration configuration = machine.Configuration();
        Assert.Equal(4, machine.Problems.Count);
        Assert.Equal(["https://a.example/x"], configuration.DefaultChannels);
        Assert.Equal(["b"], configuration.CustomChannels!.Select(static c => c.Key));
        Assert.Equal(["https://former.example"], configuration.MigratedChannelAliases);
        Assert.Equal(["x", "y"], configuration.Channels);
        Assert.Equal("https://alias.example:8080/z", configuration.ChannelAlias);
    }

    [Fact]
    public void A_variable_is_told_by_its_setting_without_a_place()
    {
        using FakeMachine machine = new();
        machine.Set("CONDA_CHANNEL_ALIAS", "https://h:p");
        Assert.Null(machine.Configuration().ChannelAlias);
        Assert.DoesNotContain("line 0", Assert.Single(machine.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_settings_make_a_record_fail()
    {
        using MiniEnv env = new();
        env.Record("zlib");
        env.Record("a", more: "\"requested_spec\": \"https://host:8080/x::a\"");
        Gen<string[]> addresses = FuzzTexts.ChannelAddress.Select(static t => t.Text).ArrayOf(11);
        Fuzz.Check(addresses.ToArbitrary(), 3000, static a => string.Join(", ", a), a =>
        {
            ChannelConfiguration channels = new()
            {
                ChannelAlias = a[0],
                DefaultChannels = [a[1], a[2]],
                CustomChannels = [new KeyValuePair<string, string>("c", a[3]), new KeyValuePair<string, string>(a[4], a[5])],
                CustomMultichannels = [new KeyValuePair<string, IReadOnlyList<string>>(a[6], [a[7], a[8]])],
                MigratedCustomChannels = [new KeyValuePair<string, string>("conda-forge", a[9]), new KeyValuePair<string, string>(a[5], a[4])],
                MigratedChannelAliases = [a[10]],
            };
            EnvironmentContents contents = PrefixReader.Read(env.Prefix, "e", EnvironmentKind.Conda, "machine", channels, CancellationToken.None);
            Assert.Empty(contents.Problems);
            Assert.Equal(2, contents.Packages.Count);
        });
    }
}
