using System;
using System.Linq;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Machines.Condarc;

/// <summary>Environments that hold a condarc of their own.</summary>
public sealed class OwnSettingsTests : IDisposable
{
    private readonly FakeMachine _machine = new();
    private readonly CountingReader _yaml = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Packages_and_exports_name_a_channel_alike()
    {
        string own = Environment("own");
        string plain = Environment("plain");
        _machine.File("envs/own/.condarc", "channel_alias: https://mirror.example/all\n");
        EnvironmentService service = Service();
        Assert.Equal(("lab", "lab"), ChannelIn(service, own));
        Assert.Equal(("https://mirror.example/all/lab", "https://mirror.example/all/lab"), ChannelIn(service, plain));
        Assert.Equal(["lab"], service.Locate(own).Channels);
    }

    [Fact]
    public void Settings_of_the_active_environment_are_not_those_of_another()
    {
        string active = Environment("active");
        string plain = Environment("plain");
        _machine.File("envs/active/.condarc", "channel_alias: https://mirror.example/all\n");
        _machine.Set("CONDA_PREFIX", active);
        EnvironmentService service = Service();
        Assert.Equal(("https://mirror.example/all/lab", "https://mirror.example/all/lab"), ChannelIn(service, plain));
        Assert.Equal(("lab", "lab"), ChannelIn(service, active));
    }

    [Fact]
    public void Settings_are_read_once()
    {
        _machine.File("home/me/.condarc", "channels: [conda-forge]\n");
        string own = Environment("own");
        string[] plain = ["one", "two", "three"];
        _machine.File("envs/own/.condarc", "channel_alias: https://mirror.example/all\n");
        EnvironmentService service = Service();
        foreach (string prefix in plain.Select(Environment))
        {
            ChannelIn(service, prefix);
            ChannelIn(service, prefix);
        }

        Assert.Equal(1, _yaml.Count);
        ChannelIn(service, own);
        ChannelIn(service, own);

        // The user's file, and the environment's own.
        Assert.Equal(3, _yaml.Count);
    }

    [Fact]
    public void Settings_are_read_once_also_if_the_active_environment_has_its_own()
    {
        _machine.File("home/me/.condarc", "channels: [conda-forge]\n");
        string active = Environment("active");
        _machine.File("envs/active/.condarc", "channel_alias: https://mirror.example/all\n");
        _machine.Set("CONDA_PREFIX", active);
        EnvironmentService service = Service();
        foreach (string prefix in new[] { "one", "two", "three" }.Select(Environment))
        {
            ChannelIn(service, prefix);
            ChannelIn(service, prefix);
        }

        Assert.Equal(3, _yaml.Count);
    }

    private EnvironmentService Service() => new(_machine.Machine(), () => _yaml, static e => throw e, static _ => { });

    private string Environment(string name)
    {
        string prefix = _machine.Env("envs/" + name);
        _machine.File($"envs/{name}/conda-meta/zlib-1.3-0.json", MiniEnv.RecordText("zlib", "1.3", more: "\"channel\": \"https://mirror.example/all/lab\", \"url\": \"https://mirror.example/all/lab/linux-64/zlib-1.3-0.conda\""));
        return prefix;
    }

    private static (string? Package, string? Export) ChannelIn(EnvironmentService service, string prefix)
    {
        CondaEnvironment environment = service.Locate(prefix);
        string text = service.Export(environment, new ExportOptions { Style = ExportStyle.Full, Format = ExportFormat.EnvironmentYaml, OverrideChannels = true, Channels = [] }, CancellationToken.None).Text;
        string[] lines = text.Split('\n');
        int at = Array.IndexOf(lines, "channels:");
        return (service.Read(environment, CancellationToken.None).Packages.Single().Channel, lines[at + 1].Substring("  - ".Length));
    }

    private sealed class CountingReader : IYamlReader
    {
        private readonly YamlDotNetReader _reader = new();

        public int Count { get; private set; }

        public YamlNode Read(string text, string path)
        {
            Count++;
            return _reader.Read(text, path);
        }
    }
}
