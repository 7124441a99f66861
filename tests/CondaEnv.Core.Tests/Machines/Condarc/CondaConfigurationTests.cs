using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Machines.Condarc;
using CondaEnv.Machines.Host;
using Xunit;

namespace CondaEnv.Tests.Machines.Condarc;

public sealed class CondaConfigurationTests
{
    /// <summary>Expectations follow conda's own rules for sequences, whose cases these are in spirit.</summary>
    [Theory]
    [InlineData("[a, b]", "[c, d]", "c d a b")]
    [InlineData("[a, b]", "[b, c]", "b c a")]
    [InlineData("\n - a\n - b  #!top\n", "[c, b, d]", "b c d a")]
    [InlineData("\n - a #!bottom\n - b\n", "[c]", "c b a")]
    [InlineData("\n - a #!bottom\n - b\n", "\n - c #!bottom\n - d\n", "d b c a")]
    [InlineData("\n - a #!top\n", "\n - b #!top\n - c\n", "a b c")]
    [InlineData("\n - a #!top\n - b\n", "\n - a #!bottom\n - c\n", "c b a")]
    [InlineData(" #!final\n - a\n - b\n", "[c]", "a b")]
    [InlineData("[a] #!final", "[c]", "a")]
    [InlineData(" #! final\n - a\n", "[c]", "c a")]
    [InlineData("~", "[c]", "c")]
    [InlineData("[]", "[c]", "c")]
    public void Lists_merge_as_conda_merges_them(string weak, string strong, string expected)
    {
        using FakeMachine machine = new();
        machine.File("etc/conda/.condarc", "channels: " + weak + "\n");
        machine.File("home/me/.condarc", "channels: " + strong + "\n");
        Assert.Equal(expected.Split(' '), machine.Configuration().Channels);
        Assert.Empty(machine.Problems);
    }

    [Fact]
    public void Files_come_in_condas_order_and_each_once()
    {
        using FakeMachine machine = new();
        string root = machine.Folder("opt/conda");
        string[] places =
        [
            "etc/conda/.condarc", "etc/conda/condarc", "etc/conda/condarc.d/a.yml", "etc/conda/condarc.d/b.yaml", "var/lib/conda/condarc",
            "opt/conda/.condarc", "opt/conda/condarc.d/x.yml", "xdg/conda/condarc", "home/me/.config/conda/.condarc", "home/me/.conda/condarc",
            "home/me/.condarc", "env/.condarc", "env/condarc.d/1.yml", "mine.yml",
        ];
        foreach (string place in places)
        {
            machine.File(place, $"channels: [{place}]\n");
        }

        foreach (string ignored in new[] { "etc/conda/condarc.d/c.YML", "etc/conda/condarc.d/.yml", "etc/conda/condarc.d/d.txt", "opt/conda/.mambarc" })
        {
            machine.File(ignored, $"channels: [{ignored}]\n");
        }

        machine.Set("XDG_CONFIG_HOME", machine.At("xdg"));
        machine.Set("CONDA_PREFIX", machine.At("env"));
        machine.Set("CONDARC", machine.At("mine.yml"));
        CondaConfiguration configuration = machine.Configuration(root);
        Assert.Equal(places.Reverse(), configuration.Channels);
        Assert.Equal([.. places, "opt/conda/.mambarc"], configuration.Sources.Select(machine.Relative));

        // The environment that is asked about is conda's CONDA_PREFIX.
        Assert.DoesNotContain("env/.condarc", machine.Configuration(root, machine.Folder("other")).Channels);

        // The root is looked at in its own place, also when it is the target.
        machine.Set("CONDA_PREFIX", root);
        Assert.Equal("home/me/.condarc", machine.Configuration(root).Channels[1]);
    }

    [Fact]
    public void Windows_has_its_own_places()
    {
        using FakeMachine machine = new(windows: true);
        machine.File("C/ProgramData/conda/.condarc", "envs_dirs: ['%LOCALAPPDATA%/envs', '~/e', '%NOWHERE%x']\n");
        machine.File("etc/conda/.condarc", "channels: [unix]\n");
        CondaConfiguration configuration = machine.Configuration();
        Assert.Empty(configuration.Channels);
        Assert.Equal(["C/Users/me/AppData/Local/envs", "C/Users/me/e", "C/work/%NOWHERE%x"], configuration.EnvsDirs.Select(machine.Relative));
    }

    [Fact]
    public void Condarc_may_name_a_folder_but_no_file_of_another_suffix()
    {
        using FakeMachine machine = new();
        machine.Set("CONDARC", Path.GetDirectoryName(machine.File("rc/b.yml", "channels: [b]"))!);
        machine.File("rc/a.yml", "channels: [a]");
        Assert.Equal(["b", "a"], machine.Configuration().Channels);
        machine.Set("CONDARC", machine.File("rc/settings", "channels: [s]"));
        Assert.Empty(machine.Configuration().Channels);
    }

    [Fact]
    public void Variables_are_the_strongest_source()
    {
        using FakeMachine machine = new();
        machine.File("home/me/.condarc", "channels: [a]\nenvs_dirs: [/x, $BASE/y]\nchannel_alias: https://file\ndefault_channels: [d]\nregister_envs: no\n");
        machine.Set("BASE", "/base");
        machine.Set("CONDA_CHANNELS", " bioconda , a,, $BASE");
        machine.Set("CONDA_ENVS_DIRS", "/one" + Path.PathSeparator + "~/two/");
        machine.Set("CONDA_CHANNEL_ALIAS", "https://alias!important");
        machine.Set("CONDA_DEFAULT_CHANNELS", "e");
        CondaConfiguration configuration = machine.Configuration();
        Assert.Equal(["bioconda", "a", "$BASE"], configuration.Channels);
        Assert.Equal([Path.GetFullPath("/one"), machine.At("home/me/two"), Path.GetFullPath("/x"), Path.GetFullPath("/base/y")], configuration.EnvsDirs);
        Assert.Equal("https://alias", configuration.ChannelAlias);
        Assert.Equal(["e", "d"], configuration.DefaultChannels);
        Assert.False(configuration.RegisterEnvs);
    }

    [Fact]
    public void A_final_file_beats_the_variables()
    {
        using FakeMachine machine = new();
        machine.File("etc/conda/.condarc", "channels:  #!final\n  - internal\nchannel_alias: https://internal #!final\n");
        machine.File("home/me/.condarc", "channel_alias: https://other\n");
        machine.Set("CONDA_CHANNELS", "conda-forge");
        CondaConfiguration configuration = machine.Configuration();
        Assert.Equal(["internal"], configuration.Channels);
        Assert.Equal("https://internal", configuration.ChannelAlias);
    }

    [Fact]
    public void Maps_merge_by_key()
    {
        using FakeMachine machine = new();
        machine.File("etc/conda/.condarc", "custom_channels:\n  a: https://1  #!final\n  b: https://1\ncustom_multichannels:\n  m: [x, y]\n  n:  #!final\n    - o\n  e:\n");
        machine.File("home/me/.condarc", "custom_channels:\n  a: https://2\n  b: https://$HOST\n  c: https://2\ncustom_multichannels:\n  m: [z]\n  n: [p]\nmigrated_custom_channels: {q: https://r}\n");
        machine.Set("HOST", "host");
        CondaConfiguration configuration = machine.Configuration();
        Assert.Equal(
            [new("a", "https://1"), new("b", "https://host"), new KeyValuePair<string, string>("c", "https://2")], configuration.CustomChannels!);
        Assert.Equal(["m=z,x,y", "n=o", "e="], configuration.CustomMultichannels!.Select(static m => $"{m.Key}={string.Join(",", m.Value)}"));
        Assert.Equal([new KeyValuePair<string, string>("q", "https://r")], configuration.MigratedCustomChannels!);
    }

    [Fact]
    public void What_nothing_sets_is_null()
    {
        using FakeMachine machine = new();
        CondaConfiguration configuration = machine.Configuration();
        Assert.Empty(configuration.Channels);
        Assert.Empty(configuration.EnvsDirs);
        Assert.Empty(configuration.Sources);
        Assert.Null(configuration.DefaultChannels);
        Assert.Null(configuration.CustomChannels);
        Assert.Null(configuration.CustomMultichannels);
        Assert.Null(configuration.ChannelAlias);
        Assert.Null(configuration.MigratedChannelAliases);
        Assert.True(configuration.RegisterEnvs);
    }

    [Fact]
    public void Mambas_own_files_add_folders_and_leave_condas_channels_alone()
    {
        using FakeMachine machine = new();
        machine.File("home/me/.condarc", "channels: [c]\nenvs_dirs: [/c]\n");
        machine.File("home/me/.mambarc", "channels: [m]\nenvs_dirs: [/m, /c]\n");
        machine.File("home/me/.config/mamba/mambarc", "channels: [weak]\n");
        CondaConfiguration configuration = machine.Configuration();
        Assert.Equal(["c"], configuration.Channels);
        Assert.Equal(["m", "weak"], configuration.MambaChannels);
        Assert.Equal([Path.GetFullPath("/c"), Path.GetFullPath("/m")], configuration.EnvsDirs);
    }

    [Theory]
    [InlineData("channels: [a\n", 2)]
    [InlineData("- a\n", 1)]
    [InlineData("channels: a\n", 1)]
    [InlineData("x: 1\nchannels:\n  - {a: b}\n", 3)]
    [InlineData("channels:\n  -\n", 2)]
    [InlineData("custom_channels: [a]\n", 1)]
    [InlineData("custom_channels:\n  a: [b]\n", 2)]
    [InlineData("custom_multichannels:\n  a: b\n", 2)]
    [InlineData("channel_alias: [a]\n", 1)]
    [InlineData("channels: [x]\nchannel: [y]\n", 2)]
    [InlineData("z: 1\nz: 2\n", 2)]
    public void A_damaged_file_is_one_problem_and_the_others_count(string text, int line)
    {
        using FakeMachine machine = new();
        string damaged = machine.File("etc/conda/.condarc", text);
        machine.File("home/me/.condarc", "channels: [good]\n");
        Assert.Equal("good", machine.Configuration().Channels[0]);
        CondaEnvException problem = Assert.Single(machine.Problems);
        Assert.Equal(CondaErrorKind.FileInvalid, problem.Kind);
        Assert.Equal(damaged, problem.Target);
        Assert.Equal(line, problem.Line);
        Assert.Contains(damaged, problem.Message);
    }

    [Fact]
    public void A_file_in_another_encoding_is_one_problem()
    {
        using FakeMachine machine = new();
        string damaged = machine.File("home/me/.condarc");
        File.WriteAllBytes(damaged, [.. "channels: ["u8, 0xE9, .. "]\n"u8]);
        Assert.Empty(machine.Configuration().Channels);
        Assert.Equal(CondaErrorKind.FileInvalid, Assert.Single(machine.Problems).Kind);
    }

    [Fact]
    public void Problems_do_not_show_values()
    {
        using FakeMachine machine = new();
        machine.File("etc/conda/.condarc", "channels: https://me:s3cret@host\nchannel_alias: s3cret-no-scheme\n");
        machine.File("home/me/.condarc", "channels: [https://me:s3cret@host\n");
        machine.Configuration();
        Assert.Equal(3, machine.Problems.Count);
        Assert.All(machine.Problems, static p => Assert.DoesNotContain("s3cret", p.Message));
    }

    /// <summary>As <c>has_scheme</c> of conda 26.7.1 decides: lower case and digits, at most 12 characters.</summary>
    [Theory]
    [InlineData("https://host/c", true)]
    [InlineData("s3://bucket/c", true)]
    [InlineData("HTTPS://host/c", false)]
    [InlineData("git+https://user:s3cret@host/c", false)]
    [InlineData("host/c", false)]
    [InlineData("://host/c", false)]
    public void An_alias_has_a_scheme_as_conda_wants_it(string alias, bool valid)
    {
        using FakeMachine machine = new();
        machine.File("home/me/.condarc", $"channel_alias: {alias}\n");
        Assert.Equal(valid ? alias : null, machine.Configuration().ChannelAlias);
        Assert.Equal(valid ? 0 : 1, machine.Problems.Count);
    }

    [Fact]
    public void Both_names_of_a_variable_are_a_problem_and_condas_preferred_one_counts()
    {
        using FakeMachine machine = new();
        machine.Set("CONDA_ENVS_PATH", "/path");
        machine.Set("CONDA_ENVS_DIRS", "/dirs");
        Assert.Equal([Path.GetFullPath("/dirs")], machine.Configuration().EnvsDirs);
        Assert.Equal("CONDA_ENVS_PATH", Assert.Single(machine.Problems).Target);
    }

    [Fact]
    public void No_yaml_reader_is_made_where_there_is_no_file()
    {
        using FakeMachine machine = new();
        CondaConfiguration.Load(machine.Machine(), static () => throw new Xunit.Sdk.XunitException("A reader was made."), null);
    }

    [Theory]
    [InlineData("$A/x", "a/x")]
    [InlineData("${A}x", "ax")]
    [InlineData("$Ax", "$Ax")]
    [InlineData("$$A", "$a")]
    [InlineData("${A", "${A")]
    [InlineData("$", "$")]
    [InlineData("$E-", "-")]
    [InlineData("%A%", "%A%")]
    public void Variables_expand_as_in_python(string text, string expected)
    {
        using FakeMachine machine = new();
        machine.Set("A", "a");
        machine.Set("E", "");
        Assert.Equal(expected, machine.Machine().ExpandVariables(text));
    }
}
