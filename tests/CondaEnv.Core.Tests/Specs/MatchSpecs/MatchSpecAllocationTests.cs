#if NET
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Prefixes;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Specs.MatchSpecs;

/// <summary>Whole environments are matched against what they depend on: a spec must not cost much.</summary>
public sealed class MatchSpecAllocationTests
{
    private const int Bound = 1024;

    [Fact]
    public void A_spec_that_packages_depend_on_costs_less_than_a_kilobyte_on_average()
    {
        string[] specs = Depends(Fixtures.Env("mkdocs-env"));
        double average = Average(specs);
        Assert.True(average < Bound, $"{average:F0} bytes on average of {specs.Length} specs");
        TestContext.Current.TestOutputHelper?.WriteLine($"{average:F0} bytes on average of {specs.Length} specs.");
    }

    [Fact]
    public void Those_of_the_largest_environment_do_as_well()
    {
        string[] specs = Depends(Path.Combine(Oracle.Require(), "envs", "big"));
        double average = Average(specs);
        Assert.True(average < Bound, $"{average:F0} bytes on average of {specs.Length} specs");
        TestContext.Current.TestOutputHelper?.WriteLine($"{average:F0} bytes on average of {specs.Length} specs.");
    }

    [Theory]
    [InlineData("numpy")]
    [InlineData("numpy >=1.20,<2")]
    [InlineData("python >=3.12,<3.13.0a0")]
    [InlineData("python_abi 3.12.* *_cp312")]
    [InlineData("conda-forge::numpy=1.26.4=py312heda63a1_0")]
    public void A_typical_spec_costs_less_than_a_kilobyte(string spec)
    {
        double bytes = Average([spec]);
        Assert.True(bytes < Bound, $"{bytes:F0} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes:F0} bytes.");
    }

    private static string[] Depends(string prefix)
    {
        EnvironmentContents contents = MiniEnv.Read(prefix);
        return [.. contents.Packages.SelectMany(static p => p.Depends).Concat(contents.RequestedSpecs.Select(static s => s.Value.OriginalText))];
    }

    private static double Average(IReadOnlyList<string> specs)
    {
        ParseAll(specs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ParseAll(specs);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)specs.Count;
    }

    private static void ParseAll(IReadOnlyList<string> specs)
    {
        for (int i = 0; i < specs.Count; i++)
        {
            Assert.NotNull(MatchSpec.Parse(specs[i]));
        }
    }
}
#endif
