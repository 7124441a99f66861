using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.Channels;
using Xunit;

namespace CondaEnv.Tests.Packages.Matching;

/// <summary>What a user types for a package: a name, a wildcard, a spec, a channel.</summary>
public sealed class PackageFilterTests
{
    private static readonly CondaPackage[] s_packages =
    [
        Conda("numpy", "1.26.4", "conda-forge", "https://conda.anaconda.org/conda-forge/linux-64/numpy-1.26.4-0.conda"),
        Conda("numpy-base", "2.1", "defaults", "https://repo.anaconda.com/pkgs/main/linux-64/numpy-base-2.1-0.conda"),
        Conda("inner", "1", "https://host.example:8080/team/x", "https://host.example:8080/team/x/noarch/inner-1-0.conda"),
        Pip("ruamel-yaml", "ruamel.yaml", "0.18.6"),
        Pip("numpy", "numpy", "2.0rc1"),
        Pip("odd", "odd", "not a version"),
    ];

    [Theory]
    [InlineData("numpy", "numpy 1.26.4,numpy 2.0rc1")]
    [InlineData("NUMPY*", "numpy 1.26.4,numpy-base 2.1,numpy 2.0rc1")]
    [InlineData("numpy>=1.20,<2", "numpy 1.26.4")]
    [InlineData("numpy >=1.20,<2", "numpy 1.26.4")]
    [InlineData("numpy=1.26", "numpy 1.26.4")]
    [InlineData("numpy==2.0rc1", "numpy 2.0rc1")]
    [InlineData("numpy>1", "numpy 1.26.4,numpy 2.0rc1")]
    [InlineData("conda-forge::*", "numpy 1.26.4")]
    [InlineData("pypi::*", "ruamel-yaml 0.18.6,numpy 2.0rc1,odd not a version")]
    [InlineData("Ruamel.Yaml>=0.18", "ruamel-yaml 0.18.6")]
    [InlineData("ruamel.yaml", "ruamel-yaml 0.18.6")]
    [InlineData("odd>=1", "")]
    [InlineData("numpy[build=0]", "numpy 1.26.4")]
    [InlineData("scipy>=1", "")]
    public void A_text_means(string text, string expected) => Assert.Equal(expected, Found([text], []));

    [Theory]
    [InlineData("conda-forge", "numpy 1.26.4")]
    [InlineData("CONDA-*", "numpy 1.26.4")]
    [InlineData("repo.anaconda.com", "numpy-base 2.1")]
    [InlineData("*.anaconda.*", "numpy 1.26.4,numpy-base 2.1")]
    [InlineData("pkgs/main", "numpy-base 2.1")]
    [InlineData("https://repo.anaconda.com/pkgs/main/", "numpy-base 2.1")]
    [InlineData("defaults", "numpy-base 2.1")]
    [InlineData("host.example", "inner 1")]
    [InlineData("host.example:8080", "inner 1")]
    [InlineData("pypi", "ruamel-yaml 0.18.6,numpy 2.0rc1,odd not a version")]
    [InlineData("anaconda.com", "")]
    public void A_channel_means(string text, string expected) => Assert.Equal(expected, Found([], [text]));

    [Fact]
    public void Several_of_one_kind_add_up_and_of_different_kinds_restrict()
    {
        Assert.Equal("numpy 1.26.4,numpy-base 2.1", Found(["numpy*"], ["conda-forge", "defaults"]));
        Assert.Equal("numpy 1.26.4,inner 1", Found(["numpy<2", "inner"], ["conda-forge", "host.example"]));
    }

    [Theory]
    [InlineData("numpy>=1.20,,<2")]
    [InlineData("numpy[version=")]
    public void What_is_no_spec_is_a_named_error(string text) =>
        Assert.Equal(CondaErrorKind.SpecInvalid, Assert.Throws<CondaEnvException>(() => Found([text], [])).Kind);

    private static string Found(IEnumerable<string> names, IEnumerable<string> channels)
    {
        PackageFilter filter = new(names, channels, ChannelConfiguration.Default);
        return string.Join(",", s_packages.Where(filter.Matches).Select(static p => $"{p.Name} {p.Version}"));
    }

    private static CondaPackage Conda(string name, string version, string channel, string url) => new()
    {
        Name = name, RawName = name, Version = CondaVersion.FromRecord(version), Build = "0", Channel = channel, ChannelSource = channel, Url = url, UrlSource = url, Subdir = "linux-64",
    };

    private static CondaPackage Pip(string name, string raw, string version) => new()
    {
        Name = name, RawName = raw, Version = CondaVersion.FromRecord(version), Build = "pypi_0", Channel = "pypi", Subdir = "pypi", Manager = PackageManager.Pip,
    };
}
