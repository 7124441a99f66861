using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CondaEnv.Specs.Versions;
using Xunit;

namespace CondaEnv.Tests.Specs.Versions;

public sealed class CondaVersionTests
{
    // The list of CEP 33, and the odd ends of the order.
    private static readonly string[][] s_ascending =
    [
        ["*"], ["dev"], ["_"], ["a"], ["0.4", "0.4.0", "00.04.000"], ["0.4.1.rc", "0.4.1.RC"], ["0.4.1"], ["0.5a1"], ["0.5b3"], ["0.5C1"], ["0.5"],
        ["0.9.6"], ["0.960923"], ["1.0"], ["1.1dev1"], ["1.1_"], ["1.1a1"], ["1.1.0dev1", "1.1.dev1", "1.1-dev1"], ["1.1.a1", "1.1.0a1"],
        ["1.1.0rc1"], ["1.1+a", "1.1+A"], ["1.1", "1.1.0", "1.1+0", "0!1.1"], ["1.1+1"], ["1.1.0post1", "1.1.post1"], ["1.1post1"], ["1996.07.12"],
        ["99999999999999999999999999999999999998"], ["99999999999999999999999999999999999999", "099999999999999999999999999999999999999.0"],
        ["1!0.4.1"], ["1!3.1.1.6"], ["2!0.4.1"],
    ];

    [Theory]
    [InlineData("3.12.1", 3L, 12L, 1L)]
    [InlineData("3.12", 3L, 12L, 0L)]
    [InlineData("7", 7L, 0L, 0L)]
    [InlineData("1!2.0rc1+cu118.4", 2L, 0L, 0L)]
    [InlineData("2026a", 2026L, 0L, 0L)]
    [InlineData("1.a.2", 1L, null, 2L)]
    [InlineData("1.20240101123456789012", 1L, null, 0L)]
    [InlineData("no version at all", null, null, null)]
    public void The_parts_of_a_release_are_numbers(string text, long? major, long? minor, long? patch)
    {
        CondaVersion version = CondaVersion.FromRecord(text);
        Assert.Equal((major, minor, patch), (version.Major, version.Minor, version.Patch));
    }

    [Fact]
    public void Versions_are_ordered_as_CEP_33_says()
    {
        for (int i = 0; i < s_ascending.Length; i++)
        {
            for (int j = 0; j < s_ascending.Length; j++)
            {
                foreach ((string left, string right) in from l in s_ascending[i] from r in s_ascending[j] select (l, r))
                {
                    Assert.True(
                        Math.Sign(CondaVersion.Parse(left).CompareTo(CondaVersion.Parse(right))) == Math.Sign(i.CompareTo(j)), $"{left} <=> {right}");
                }
            }
        }
    }

    [Fact]
    public void Equal_versions_have_equal_hashes_and_satisfy_the_operators()
    {
        CondaVersion short1 = new("1.1");
        CondaVersion long1 = CondaVersion.Parse(" 1.1.0\t");
        Assert.True(short1 == long1 && short1 >= long1 && short1 <= long1 && short1.Equals((object)long1));
        Assert.False(short1 != long1 || short1 < long1 || short1 > long1);
        Assert.Equal(short1.GetHashCode(), long1.GetHashCode());
        Assert.NotEqual(new CondaVersion("1.0.1").GetHashCode(), new CondaVersion("1.1").GetHashCode());
        Assert.Equal(" 1.1.0\t", long1.ToString());
        Assert.Equal("1.1.0", long1.Normalized);
        Assert.All(s_ascending, static same => Assert.Single(same.Select(static v => CondaVersion.Parse(v).GetHashCode()).Distinct()));
    }

    [Fact]
    public void Null_comes_first_and_strings_compare_too()
    {
        CondaVersion version = CondaVersion.Parse("1.10");
        Assert.True(null < version && version > null && !(version == null) && version != null);
        Assert.Equal(1, version.CompareTo((object?)null));
        Assert.True(version.CompareTo("1.9") > 0);
        Assert.True(version.CompareTo("1.10.0") == 0);
        Assert.True(version.CompareTo("no version!") > 0);
        Assert.Throws<ArgumentException>(() => version.CompareTo(1));
        Assert.Throws<ArgumentNullException>(() => CondaVersion.Parse(null!));
        Assert.False(CondaVersion.TryParse(null, out _));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 2)]
    [InlineData("1,0", 1)]
    [InlineData(" 1 0", 2)]
    [InlineData("1..2", 2)]
    [InlineData("1.", 2)]
    [InlineData(".1", 0)]
    [InlineData("_1", 0)]
    [InlineData("1.0!", 0)]
    [InlineData("1!!2", 2)]
    [InlineData("1!2!3", 3)]
    [InlineData("+1", 0)]
    [InlineData("1+2+3", 3)]
    [InlineData("1+", 2)]
    [InlineData("1+a_", 4)]
    [InlineData("1-2_3", 1)]
    [InlineData("1.ü", 2)]
    [InlineData("1.__x", 2)]
    public void What_is_no_version_is_refused_with_its_place(string text, int offset)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => CondaVersion.Parse(text));
        Assert.Equal((CondaErrorKind.VersionInvalid, text, offset), (error.Kind, error.Target, error.Offset));
        Assert.StartsWith($"'{text}' is not a version: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_recorded_is_taken_as_it_is()
    {
        string[] texts = ["1.0", "2.7.15+", "", "zzz zzz", "0.1", "1,0"];
        Assert.Equal(
            ["", "1,0", "2.7.15+", "zzz zzz", "0.1", "1.0"], texts.Select(CondaVersion.FromRecord).OrderBy(static v => v).Select(static v => v.Text));
        CondaVersion odd = CondaVersion.FromRecord("1,0");
        Assert.False(odd.IsValid);
        Assert.True(odd < CondaVersion.Parse("*"));
        Assert.Equal(odd, CondaVersion.FromRecord("1,0"));
        Assert.Equal(odd.GetHashCode(), CondaVersion.FromRecord("1,0").GetHashCode());
        Assert.NotEqual(odd, CondaVersion.FromRecord("1,1"));
        Assert.False(odd.StartsWith(odd));
    }

    [Theory]
    [InlineData("1.2.3", "1.2", true)]
    [InlineData("1.20", "1.2", false)]
    [InlineData("1.2", "1.2.0", true)]
    [InlineData("1.2", "1.2.0.1", false)]
    [InlineData("1.2rc1", "1.2r", true)]
    [InlineData("1.2rc1", "1.2rd", false)]
    [InlineData("1.2+ab.1", "1.2+a", true)]
    [InlineData("1.2.1+ab", "1.2+a", false)]
    [InlineData("1!1.2", "1.2", false)]
    [InlineData("1.2", "1.2+a", false)]
    [InlineData("1.2post", "1.2post", true)]
    public void A_version_starts_with_its_series(string version, string prefix, bool expected) =>
        Assert.Equal(expected, CondaVersion.Parse(version).StartsWith(CondaVersion.Parse(prefix)));

    [Theory]
    [InlineData("1.2g.beta15.rc", "[[0], [1], [2, \"g\"], [0, \"beta\", 15], [0, \"rc\"]]", "[]")]
    [InlineData("1!2.15.1_ALPHA", "[[1], [2], [15], [1], [0, \"alpha\"]]", "[]")]
    [InlineData("1.1__", "[[0], [1], [1], [0, \"_\"]]", "[]")]
    [InlineData("1.dev_+1.x", "[[0], [1], [0, \"dev_\"]]", "[[1], [0, \"x\"]]")]
    [InlineData("1.*.a**b", "[[0], [1], [0, \"*\"], [0, \"a\", \"**\", \"b\"]]", "[]")]
    public void A_version_is_split_into_runs(string text, string main, string local)
    {
        string normalized = CondaVersion.Parse(text).Normalized;
        Assert.Equal((main, local), (VersionRuns.Print(CondaVersionCursor.Main(normalized)), VersionRuns.Print(CondaVersionCursor.Local(normalized))));
    }

#if NET
    [Fact]
    public void A_recorded_version_costs_its_object_only()
    {
        CondaVersion[] versions = new CondaVersion[10_000];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < versions.Length; i++)
        {
            versions[i] = CondaVersion.FromRecord("1.26.4");
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / versions.Length, 0, 40);
    }
#endif

    [Fact]
    public void Many_threads_may_compare_one_version()
    {
        List<CondaVersion> versions = [.. Enumerable.Range(0, 200).Select(static i => CondaVersion.FromRecord("1." + (i % 20) + "RC"))];
        Parallel.For(0, 8, _ => Assert.Equal(20, versions.Distinct().Count()));
    }
}
