using System;
using System.Linq;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;
using Xunit;

namespace CondaEnv.Tests.Specs.MatchSpecs;

public sealed class MatchSpecTests
{
    private static readonly ChannelConfiguration s_channels = new() { IsWindows = false, CurrentDirectory = "/work dir", HomeDirectory = "/home/me" };

    [Theory]
    [InlineData("numpy", "numpy", "numpy", "numpy")]
    [InlineData("NumPy", "numpy", "numpy", "numpy")]
    [InlineData("numpy=1.8", "numpy=1.8", "numpy=1.8", "numpy 1.8.*")]
    [InlineData("numpy 1.8", "numpy==1.8", "numpy=1.8", "numpy 1.8")]
    [InlineData("numpy=1.8=*", "numpy==1.8[build=*]", "numpy=1.8[build=*]", "numpy 1.8 *")]
    [InlineData("numpy==1.8=py_0", "numpy==1.8=py_0", "numpy=1.8=py_0", "numpy 1.8 py_0")]
    [InlineData("numpy 1.8 py_0", "numpy==1.8=py_0", "numpy=1.8=py_0", "numpy 1.8 py_0")]
    [InlineData("numpy=*", "numpy", "numpy", "numpy *")]
    [InlineData("numpy * *_cpython", "numpy[build=*_cpython]", "numpy[build=*_cpython]", "numpy * *_cpython")]
    [InlineData("numpy >=1.20, <2", "numpy[version='>=1.20,<2']", "numpy[version='>=1.20,<2']", "numpy >=1.20,<2")]
    [InlineData("numpy >=1.0 , < 2.0 py34_0", "numpy[version='>=1.0,<2.0',build=py34_0]", "numpy[version='>=1.0,<2.0',build=py34_0]", "numpy >=1.0,<2.0 py34_0")]
    [InlineData("numpy!=1.5", "numpy!=1.5", "numpy!=1.5", "numpy !=1.5")]
    [InlineData("numpy[version='!=1.5', build=0]", "numpy[version='!=1.5',build=0]", "numpy[version='!=1.5',build=0]", "numpy !=1.5 0")]
    [InlineData("wheel=0.4*", "wheel=0.4", "wheel=0.4", "wheel 0.4.*")]
    [InlineData("wheel===1.0", "wheel==1.0", "wheel=1.0", "wheel 1.0")]
    [InlineData("conda-forge::numpy=1", "conda-forge::numpy=1", "numpy=1", "numpy 1.*")]
    [InlineData("conda-forge/linux-64::numpy", "conda-forge/linux-64::numpy", "numpy", "numpy")]
    [InlineData("*/linux-64::numpy>=1", "numpy[subdir=linux-64,version='>=1']", "numpy[subdir=linux-64,version='>=1']", "numpy >=1")]
    [InlineData("numpy[channel=conda-forge,subdir=noarch]", "conda-forge/noarch::numpy", "numpy", "numpy")]
    [InlineData("pkgs/main::numpy", "defaults::numpy", "numpy", "numpy")]
    [InlineData("https://repo.anaconda.com/pkgs/main::numpy", "https://repo.anaconda.com/pkgs/main::numpy", "numpy", "numpy")]
    [InlineData("https://u:p@host.example/t/tk-1/ch/noarch::numpy", "https://host.example/ch/noarch::numpy", "numpy", "numpy")]
    [InlineData("py*", "py*", "py*", null)]
    [InlineData("*", "*", "*", null)]
    [InlineData("", "*", "*", null)]
    [InlineData("mkl@", "*[track_features=mkl]", "*[track_features=mkl]", null)]
    [InlineData("numpy # comment", "numpy", "numpy", "numpy")]
    [InlineData("numpy >=1 if python", "numpy[version='>=1']", "numpy[version='>=1']", "numpy >=1")]
    [InlineData("numpy (target=x, optional)", "numpy", "numpy", "numpy")]
    [InlineData("a[build_number=007,md5=ab,license='A B',track_features='y x']", "a[build_number=7,track_features='x y',md5=ab,license='a b']", "a[build_number=7,track_features='x y',md5=ab,license='a b']", "a")]
    [InlineData("a[build_number='>=1',extras='y,x']", "a[build_number='>=1',extras=['x', 'y']]", "a[build_number='>=1',extras=['x', 'y']]", "a")]
    [InlineData("a[name=b,optional=1]", "a", "a", "a")]
    [InlineData("https://conda.anaconda.org/conda-forge/linux-64/x-y-1.0-h_0.conda#0123", "conda-forge/linux-64::x-y==1.0=h_0", "x-y=1.0=h_0", "x-y 1.0 h_0")]
    [InlineData("./x-1-0.conda", "*[url='file:///work dir/x-1-0.conda']", "*[url='file:///work dir/x-1-0.conda']", null)]
    public void A_spec_prints_in_three_forms(string text, string canonical, string environment, string? recipe)
    {
        MatchSpec spec = MatchSpec.Parse(text, s_channels);
        Assert.Equal((canonical, environment, recipe), (spec.ToString(), spec.ToCondaEnvForm(), spec.ToCondaBuildForm()));
        Assert.Equal(text, spec.OriginalText);
    }

    [Fact]
    public void The_parts_of_a_spec_can_be_had()
    {
        MatchSpec spec = MatchSpec.Parse("https://host/ch/win-64::Numpy[version='>=1,<2',build=py*,build_number=3,sha256=ff]", s_channels);
        Assert.Equal(("numpy", ">=1,<2", "py*", "3", "win-64"), (spec.Name, spec.Version!.Text, spec.Build, spec.BuildNumber, spec.Subdir));
        Assert.Equal(("https://host/ch", "ch", "https://host/ch"), (spec.ChannelText, spec.Channel!.Name, spec.Channel.CanonicalName));
        Assert.Equal(["build_number", "sha256"], spec.OtherFields.Select(static f => f.Name));
        Assert.Equal("ff", spec.Field("sha256"));
        Assert.Null(spec.Field("md5"));
    }

    [Theory]
    [InlineData("numpy", true, 1)]
    [InlineData("numpy 1", false, 2)]
    [InlineData("numpy 1 0", false, 3)]
    [InlineData("conda-forge::numpy", false, 3)]
    [InlineData("num*", false, 3)]
    [InlineData("*", false, 3)]
    [InlineData("numpy[md5=x]", false, 3)]
    public void Strictness_counts_what_is_asked(string text, bool nameOnly, int strictness)
    {
        MatchSpec spec = MatchSpec.Parse(text, s_channels);
        Assert.Equal((nameOnly, strictness), (spec.IsNameOnly, spec.Strictness));
        Assert.Equal(text.Contains('*', StringComparison.Ordinal) ? "*" : "numpy", spec.Name);
    }

    [Theory]
    [InlineData("numpy==", 5)]
    [InlineData("numpy=1.0,<", 10)]
    [InlineData("numpy >=1.0 <2", 12)]
    [InlineData("numpy >=1 , <> 2", 12)]
    [InlineData("conda-forge::=1", 13)]
    [InlineData(" numpy", 0)]
    [InlineData("num?py", 3)]
    [InlineData("x::num@py", 6)]
    [InlineData("a__b", 0)]
    [InlineData("numpy[md5=]", 6)]
    [InlineData("numpy[colour=red]", 6)]
    [InlineData("numpy >1[a=1][version=2]", 8)]
    [InlineData("numpy[version='>=1,<>2']", 19)]
    [InlineData("numpy[build='^a(b$']", 13)]
    [InlineData("numpy[build_number='>x y']", 6)]
    [InlineData("http://h:port/x::numpy", 0)]
    [InlineData("https://h/linux-64/numpy-1.0.conda", 19)]
    public void What_is_no_spec_is_refused_with_its_place(string text, int offset)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => MatchSpec.Parse(text, s_channels));
        Assert.Equal((CondaErrorKind.SpecInvalid, text, offset), (error.Kind, error.Target, error.Offset));
        Assert.False(MatchSpec.TryParse(text, s_channels, out _));
    }

    [Theory]
    [InlineData("a[version=1,build=x,version=2]", "a[version='2',build=x]")]
    [InlineData("a[md5=aa,license=x,md5=bb]", "a[license=x,md5=bb]")]
    public void The_last_of_several_values_of_a_key_counts(string text, string expected) =>
        Assert.Equal(MatchSpec.Parse(expected, s_channels).ToString(), MatchSpec.Parse(text, s_channels).ToString());

    [Fact]
    public void Errors_keep_secrets()
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => MatchSpec.Parse("https://me:secret@host/t/tk-secret/ch::num%py", s_channels));
        Assert.Equal("https://host/t/<TOKEN>/ch::num%py", error.Target);
        Assert.Equal('%', error.Target![error.Offset]);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("7zip", true)]
    [InlineData("_libgcc_mutex", true)]
    [InlineData("_", true)]
    [InlineData("ruamel.yaml", true)]
    [InlineData("a_", true)]
    [InlineData("a-.b", false)]
    [InlineData("ab--c", false)]
    [InlineData("__unix", true)]
    [InlineData("__", false)]
    [InlineData("___x", false)]
    [InlineData(".a", false)]
    [InlineData("", false)]
    [InlineData("é", false)]
    public void Names_keep_the_rules_of_CEP_26(string name, bool valid) => Assert.Equal(valid, PackageName.IsValid(name));
}
