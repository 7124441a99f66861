using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CondaEnv.Specs.Channels;
using Xunit;

namespace CondaEnv.Tests.Specs.Channels;

public sealed class ChannelTests
{
    private static readonly ChannelConfiguration s_plain = new() { IsWindows = false, CurrentDirectory = "/work", HomeDirectory = "/home/me" };

    private static readonly ChannelConfiguration s_configured = new()
    {
        IsWindows = false,
        ChannelAlias = "https://user:pw@mirror.example/conda-api/t/tk-9",
        DefaultChannels = ["https://mirror.example/main", "r-mirror"],
        CustomChannels = [new("lab", "https://lab.example:8080/ch"), new("lab/inner", "file:///srv")],
        CustomMultichannels = [new("everything", ["conda-forge", "https://lab.example:8080/ch/lab"])],
        MigratedCustomChannels = [new("old", "https://old.example")],
        MigratedChannelAliases = ["https://conda.anaconda.org"],
    };

    [Theory]
    [InlineData("conda-forge", "conda-forge", "conda-forge", "https://conda.anaconda.org/conda-forge", null)]
    [InlineData("conda-forge/linux-64", "conda-forge", "conda-forge", "https://conda.anaconda.org/conda-forge", "linux-64")]
    [InlineData("https://conda.anaconda.org/conda-forge/label/x/noarch", "conda-forge/label/x", "conda-forge/label/x", "https://conda.anaconda.org/conda-forge/label/x", "noarch")]
    [InlineData("https://repo.anaconda.com/pkgs/main/linux-64", "pkgs/main", "defaults", "https://repo.anaconda.com/pkgs/main", "linux-64")]
    [InlineData("https://mirror.example/pkgs/main", "pkgs/main", "defaults", "https://mirror.example/pkgs/main", null)]
    [InlineData("pkgs/pro", "pkgs/pro", "pkgs/pro", "https://repo.anaconda.com/pkgs/pro", null)]
    [InlineData("pkgs/free", "pkgs/free", "pkgs/free", "https://conda.anaconda.org/pkgs/free", null)]
    [InlineData("defaults", "defaults", "defaults", null, null)]
    [InlineData("defaults/win-64", "defaults", "defaults", null, "win-64")]
    [InlineData("local", "local", "local", null, null)]
    [InlineData("https://host/conda/a/b", "a/b", "https://host/conda/a/b", "https://host/conda/a/b", null)]
    [InlineData("/opt/ch", "ch", "file:///opt/ch", "file:///opt/ch", null)]
    [InlineData("../ch", "ch", "file:///ch", "file:///ch", null)]
    [InlineData("~/my ch", "my ch", "file:///home/me/my ch", "file:///home/me/my ch", null)]
    [InlineData("/opt/ü ch/linux-64", "ü ch", "file:///opt/ü ch", "file:///opt/ü ch", "linux-64")]
    [InlineData("file://\\\\server\\share", "share", "file://server/share", "file://server/share", null)]
    public void A_channel_is_taken_apart(string text, string name, string canonical, string? baseUrl, string? subdir)
    {
        Channel channel = Channel.Parse(text, s_plain);
        Assert.Equal((name, canonical, baseUrl, subdir), (channel.Name, channel.CanonicalName, channel.BaseUrl, channel.Subdir));
        Channel again = Channel.Parse(channel.ToString(), s_plain);
        Assert.Equal((channel.ToString(), channel.CanonicalName), (again.ToString(), again.CanonicalName));
    }

    /// <summary>However many there are: the longest name that fits, and of one name the last value in the place of the first.</summary>
    [Fact]
    public void Of_channels_of_their_own_the_longest_counts_and_the_last_of_one_name()
    {
        ChannelConfiguration many = new()
        {
            CustomChannels = [.. Enumerable.Range(0, 300).Select(static i => new KeyValuePair<string, string>($"c{i % 100}", $"https://h{i}.example")), new("c7/inner", "https://inner.example")],
        };
        Assert.Equal("https://h207.example/c7", Channel.Parse("c7", many).BaseUrl);
        Assert.Equal("https://inner.example/c7/inner/x", Channel.Parse("c7/inner/x", many).BaseUrl);
        Assert.Equal("c7/inner", Channel.Parse("https://inner.example/c7/inner/linux-64", many).CanonicalName);
        Assert.Equal("c99", Channel.Parse("https://h299.example/c99", many).CanonicalName);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<unknown>")]
    [InlineData("None:///<unknown>")]
    [InlineData("None")]
    public void Nothing_is_the_unknown_channel(string? text)
    {
        Channel channel = Channel.Parse(text);
        Assert.Equal(("<unknown>", null, "<unknown>"), (channel.CanonicalName, channel.BaseUrl, channel.ToString()));
    }

    [Fact]
    public void Credentials_are_kept_apart_and_never_printed()
    {
        Channel channel = Channel.Parse("https://me:p%40ss@host.example:8443/t/tk-1/org/noarch/x-1-0.conda", s_plain);
        Assert.Equal(("me:p%40ss", "tk-1", "host.example:8443", "org"), (channel.Auth, channel.Token, channel.Location, channel.Name));
        Assert.Equal(("noarch", "x-1-0.conda"), (channel.Subdir, channel.PackageFileName));
        Assert.Equal("https://host.example:8443/org/noarch", channel.ToString());
    }

    [Fact]
    public void Windows_has_its_own_defaults_and_paths()
    {
        ChannelConfiguration windows = new() { IsWindows = true, CurrentDirectory = "C:\\Work", HomeDirectory = "C:\\Users\\Me" };
        Assert.Equal("defaults", Channel.Parse("https://repo.anaconda.com/pkgs/msys2", windows).CanonicalName);
        Assert.Equal("https://repo.anaconda.com/pkgs/msys2", Channel.Parse("https://repo.anaconda.com/pkgs/msys2", s_plain).CanonicalName);
        Assert.Equal("file:///D:/ch", Channel.Parse("D:\\ch", windows).BaseUrl);
        Assert.Equal("file:///C:/Work/ch", Channel.Parse(".\\ch".Replace('\\', '/'), windows).BaseUrl);
        Assert.Equal("file:///C:/ch", Channel.Parse("/x/../ch", windows).BaseUrl);
        Assert.Equal("file:///C:/Users/Me/ch", Channel.Parse("~/ch", windows).BaseUrl);
    }

    // What conda 26.7.1 says under the same condarc.
    [Theory]
    [InlineData("conda-forge", "conda-forge", "everything", "https://mirror.example/conda-api/conda-forge", "tk-9")]
    [InlineData("https://conda.anaconda.org/bioconda/noarch", "bioconda", "bioconda", "https://mirror.example/conda-api/bioconda", "tk-9")]
    [InlineData("https://mirror.example/main", "main", "defaults", "https://mirror.example/main", null)]
    [InlineData("r-mirror", "r-mirror", "defaults", "https://mirror.example/conda-api/r-mirror", "tk-9")]
    [InlineData("lab/x", "lab/x", "lab/x", "https://lab.example:8080/ch/lab/x", null)]
    [InlineData("lab/inner", "lab/inner", "lab/inner", "file:///srv/lab/inner", null)]
    [InlineData("https://lab.example:8080/ch/lab/x/win-64", "ch/lab/x", "ch/lab/x", "https://lab.example:8080/ch/lab/x", null)]
    [InlineData("https://old.example/old/x", "old/x", "old/x", "https://mirror.example/conda-api/old/x", "tk-9")]
    [InlineData("everything", "everything", "everything", null, null)]
    [InlineData("pkgs/pro", "pkgs/pro", "pkgs/pro", "https://mirror.example/conda-api/pkgs/pro", "tk-9")]
    [InlineData("http://mirror.example/conda-api/x", "x", "x", "http://mirror.example/conda-api/x", "tk-9")]
    [InlineData("https://old.example/x", "x", "https://old.example/x", "https://old.example/x", null)]
    [InlineData("https://mirror.example/t/k/main/noarch", "main", "defaults", "https://mirror.example/main", "k")]
    [InlineData("https://conda.anaconda.org/old/y", "old/y", "old/y", "https://mirror.example/conda-api/old/y", "tk-9")]
    public void Configured_names_mean_what_condarc_says(string text, string name, string canonical, string? baseUrl, string? token)
    {
        Channel channel = Channel.Parse(text, s_configured);
        Assert.Equal((name, canonical, baseUrl, token), (channel.Name, channel.CanonicalName, channel.BaseUrl, channel.Token));
        Assert.Equal(token == "tk-9" ? "user:pw" : null, channel.Auth);
    }

    [Fact]
    public void The_address_of_an_IPv6_host_loses_its_brackets_as_in_conda() =>
        Assert.Equal("http://::1:8080/x", Channel.Parse("http://[::1]:8080/x", s_plain).BaseUrl);

    [Theory]
    [InlineData("http://h:port/x")]
    [InlineData("http://h:99999/x")]
    [InlineData("http://[::1/x")]
    [InlineData("http://[x]/x")]
    public void A_malformed_host_or_port_is_refused(string text)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Channel.Parse(text, s_plain));
        Assert.Equal((CondaErrorKind.SpecInvalid, 7), (error.Kind, error.Offset));
        Assert.False(Channel.TryParse(text, s_plain, out _));
    }

    [Fact]
    public void What_was_parsed_is_kept_for_the_next_record()
    {
        Assert.Same(Channel.Parse("bioconda", s_plain), Channel.Parse("bioconda", s_plain));
        List<string> urls = [.. Enumerable.Range(0, 2000).Select(static i => $"https://h.example/c{i % 700}/noarch")];
        Parallel.ForEach(urls, static url => Assert.EndsWith("/noarch", Channel.Parse(url, s_plain).ToString()));
    }
}
