using System;
using CondaEnv.Packages.Matching;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Packages.Matching;

/// <summary>What the table of the oracle does not ask: fields beside name, version and build, tried with conda 26.7.1.</summary>
public sealed class MatchSpecMatcherTests
{
    private const string Url = "https://conda.anaconda.org/conda-forge/linux-64/numpy-1.0-py_0.conda";

    private static readonly ChannelConfiguration s_channels = new() { IsWindows = false, CurrentDirectory = "/tmp", HomeDirectory = "/home/user" };

    [Theory]
    [InlineData("numpy[license=MIT]", true)]
    [InlineData("numpy[license='m*']", true)]
    [InlineData("numpy[license=bsd]", false)]
    [InlineData("numpy[license_family=*]", true)]
    [InlineData("numpy[license_family=mit]", false)]
    [InlineData("numpy[md5=ff]", true)]
    [InlineData("numpy[md5=fe]", false)]
    [InlineData("numpy[sha256=ff]", false)]
    [InlineData("numpy[md5=*]", false)]
    [InlineData("numpy[fn=numpy-1.0-py_0.conda]", true)]
    [InlineData("numpy[fn=numpy-1.0-py_0.tar.bz2]", false)]
    [InlineData("numpy[flags=a]", false)]
    [InlineData("numpy[extras=a]", false)]
    [InlineData("numpy[features=a]", false)]
    [InlineData("numpy[track_features=a]", false)]
    [InlineData("numpy[track_features='mkl x']", true)]
    [InlineData("numpy[track_features='x,mkl']", true)]
    [InlineData("mkl@", false)]
    [InlineData("numpy[when=x]", true)]
    [InlineData("numpy if other", true)]
    [InlineData("numpy[build_number='>=0']", true)]
    [InlineData("numpy[build_number='>0']", false)]
    [InlineData("numpy[build_number='!=0']", false)]
    [InlineData("numpy[build_number='==0']", true)]
    [InlineData("numpy[build_number='<=1']", true)]
    [InlineData("numpy[build_number='*']", true)]
    [InlineData("numpy[build_number=00]", true)]
    [InlineData("numpy[build_number=abc]", false)]
    [InlineData("numpy[url=" + Url + "]", true)]
    [InlineData("numpy[url=https://conda.anaconda.org/conda-forge/linux-64/numpy-1.0-py_1.conda]", false)]
    [InlineData(Url, true)]
    [InlineData("https://conda.anaconda.org/conda-forge/linux-64::numpy", true)]
    [InlineData("https://conda.anaconda.org/conda-forge::numpy", true)]
    [InlineData("conda-*::numpy", true)]
    [InlineData("numpy[channel='^conda.*$']", true)]
    [InlineData("numpy[channel='^onda.*$']", false)]
    [InlineData("conda-forge/noarch::numpy", false)]
    [InlineData("conda-forge/linux-*::numpy", false)]
    [InlineData("pkgs/main::numpy", false)]
    [InlineData("defaults::numpy", false)]
    [InlineData("*", true)]
    [InlineData("n*y", true)]
    [InlineData("n*x", false)]
    [InlineData("NUMPY", true)]
    [InlineData("", true)]

    // conda fails with a TypeError: it hands a number to the regular expression.
    [InlineData("numpy[build_number='^0$']", true)]

    // conda says no: it compares the hash as a text, though the case of its digits means nothing.
    [InlineData("numpy[md5=FF]", true)]

    // conda says that a package without a licence has the licence None; ours has one here, and 'none' is not it.
    [InlineData("numpy[license=none]", false)]

    // conda says no: its record has no token, which is a matter of whoever downloads, not of which package it is.
    [InlineData("numpy[url=https://user:pw@conda.anaconda.org/conda-forge/linux-64/numpy-1.0-py_0.conda]", true)]
    public void A_package_fits_or_does_not(string spec, bool fits) => Assert.Equal(fits, MatchSpec.Parse(spec, s_channels).Matches(Package(s => s)));

    [Theory]
    [InlineData("https://repo.anaconda.com/pkgs/main/linux-64", "defaults::numpy", true)]
    [InlineData("https://repo.anaconda.com/pkgs/main/linux-64", "pkgs/main::numpy", true)]
    [InlineData("https://repo.anaconda.com/pkgs/main/linux-64", "pkgs/r::numpy", true)]
    [InlineData("https://repo.anaconda.com/pkgs/main/linux-64", "https://repo.anaconda.com/pkgs/main::numpy", true)]
    [InlineData("https://repo.anaconda.com/pkgs/r/linux-64", "https://repo.anaconda.com/pkgs/main::numpy", false)]
    [InlineData("https://user:pw@host.example/a/b/linux-64", "https://host.example/a/b::numpy", true)]
    [InlineData("https://host.example/t/tk-1/b/linux-64", "https://host.example/b::numpy", true)]
    [InlineData("https://host.example/a/b/linux-64", "https://host.example/a/c::numpy", false)]
    [InlineData("file:///opt/ch/linux-64", "/opt/ch::numpy", true)]
    [InlineData("<unknown>", "conda-forge::numpy", false)]
    [InlineData("http://host:notaport/x", "conda-forge::numpy", false)]
    public void The_channel_is_the_one_of_the_record(string source, string spec, bool fits) =>
        Assert.Equal(fits, MatchSpec.Parse(spec, s_channels).Matches(Package(_ => source)));

    /// <summary>.NET matches it in linear time; the engine of .NET Framework tries all ways, and is stopped.</summary>
    [Fact]
    public void A_slow_expression_is_answered_or_an_error_and_does_not_hang()
    {
        MatchSpec spec = MatchSpec.Parse("numpy[build='^(a+)+b$']", s_channels);
        CondaPackage package = new() { Name = "numpy", Version = CondaVersion.FromRecord("1.0"), Build = new string('a', 50) };
#if NET && !NETSTANDARD_BUILD
        Assert.False(spec.Matches(package));
#else
        Assert.Equal(CondaErrorKind.SpecInvalid, Assert.Throws<CondaEnvException>(() => spec.Matches(package)).Kind);
#endif
    }

    [Fact]
    public void Features_are_read_from_the_record_however_they_are_written()
    {
        using MiniEnv env = new();
        foreach ((string name, string features) in new[] { ("one", "\"nomkl\""), ("two", "\"b, a\""), ("list", "[\"b\", \"a\"]"), ("none", "\"\""), ("odd", "{\"a\": [1]}") })
        {
            env.Record(name, more: $"\"track_features\": {features}");
        }

        EnvironmentContents contents = MiniEnv.Read(env.Prefix);
        Assert.Empty(contents.Problems);
        Assert.Equal(
            ["list:a b", "none:", "odd:", "one:nomkl", "two:a b"],
            Array.ConvertAll([.. contents.Packages], static p => $"{p.Name}:{p.TrackFeatures}"));
    }

    private static CondaPackage Package(Func<string, string> channel) => new()
    {
        Name = "numpy",
        Version = CondaVersion.FromRecord("1.0"),
        Build = "py_0",
        BuildNumber = 0,
        Channel = "conda-forge",
        ChannelSource = channel("https://conda.anaconda.org/conda-forge/linux-64"),
        Subdir = "linux-64",
        License = "MIT",
        Md5 = "ff",
        UrlSource = Url,
        Url = Url,
        TrackFeatures = "mkl x",
    };
}
