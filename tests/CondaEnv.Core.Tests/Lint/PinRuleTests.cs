using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Adapters;
using CondaEnv.Formats.Catalog;
using CondaEnv.Lint;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Lint;

/// <summary>How tightly versions and builds are asked for, as people and tools write it.</summary>
public sealed class PinRuleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private IReadOnlyList<CondaEnvIssue> Issues(params string[] specs)
    {
        string path = Path.Combine(_folder.Path, "environment.yml");
        File.WriteAllText(path, "name: x\nchannels: [c]\ndependencies:\n" + string.Concat(specs.Select(static s => $"  - {s}\n")));
        EnvironmentFileReader reader = new(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static e => throw e);
        return FileAudit.Check(reader, ChannelConfiguration.Default, path);
    }

    [Theory]
    [InlineData("blas=*=mkl")]
    [InlineData("libblas=*=*openblas")]
    [InlineData("hdf5=*=mpi_mpich_*")]
    [InlineData("pytorch=*=cuda*")]
    [InlineData("numpy=*")]
    [InlineData("'scipy *'")]
    [InlineData("foo==*")]
    [InlineData("'foo >=1|*'")]
    [InlineData("'foo[version=*]'")]
    [InlineData("'foo[build=*openblas]'")]
    public void Any_version_is_no_contradiction(string spec) => Assert.Empty(Issues(spec));

    [Theory]
    [InlineData("foo=*", "foo<2")]
    [InlineData("foo=*=cuda*", "foo=1.2")]
    public void Any_version_and_another_is_no_contradiction(params string[] specs) =>
        Assert.Equal(["DuplicateDependency"], Issues(specs).Select(static i => i.RuleName));

    [Fact]
    public void Any_version_hides_no_contradiction() =>
        Assert.Contains("ContradictingPins", Issues("foo=*", "foo>2", "foo<1").Select(static i => i.RuleName));

    [Theory]
    [InlineData("six=1.16.0=py_0", false)]
    [InlineData("requests=2.32=pyhd8ed1ab_0", false)]
    [InlineData("bioconda::integron_finder=2.0.6=pyhdfd78af_0", false)]
    [InlineData("ipykernel=6.29.5=unix_pyh707e725_0", false)]
    [InlineData("blas=1.0=mkl", false)]
    [InlineData("python=3.12=h1_0_cpython", true)]
    [InlineData("numpy=2.1.0=py312h0ebd3bd_0", true)]
    [InlineData("numpy=1.9=np19py27_0", true)]
    [InlineData("happy=1.0=happy_1", true)]
    public void A_build_without_compiled_code_is_of_every_platform(string spec, bool isBound) =>
        Assert.Equal(isBound ? ["BuildPinned"] : [], Issues(spec).Select(static i => i.RuleName));

    [Theory]
    [InlineData("FuzzyPin", "=1.2.3")]
    [InlineData("BuildPinned", "=1.2.3=h1234567_0")]
    public void Many_pins_are_one_finding(string rule, string pin)
    {
        CondaEnvIssue many = Assert.Single(Issues([.. Enumerable.Range(100, 290).Select(i => $"p{i}{pin}")]));
        Assert.Equal((rule, 4, 5), (many.RuleName, many.Line, many.Column));
        Assert.Contains("'p100', 'p101', 'p102' and 287 more", many.Message, StringComparison.Ordinal);

        CondaEnvIssue[] few = [.. Issues("a" + pin, "b" + pin, "c" + pin)];
        Assert.Equal([4, 5, 6], few.Select(static i => i.Line));
    }

    /// <summary>Each version is held against each term: with thousands of both that would never end, so nothing is said.</summary>
    [Theory]
    [InlineData(60, true)]
    [InlineData(1000, false)]
    public void Contradictions_are_looked_for_among_a_few_hundred_versions(int versions, bool isFound)
    {
        string spec = "'a " + string.Join(",", Enumerable.Range(1, versions).Select(static i => $">={i}")) + "'";
        Assert.Equal(isFound, Issues(spec, "a <0.0.0a0").Any(static i => i.RuleName == "ContradictingPins"));
    }

    public void Dispose() => _folder.Dispose();
}
