using System.Collections.Generic;
using System.Linq;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Comparisons;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Compare;

public sealed class StateComparisonTests
{
    [Fact]
    public void Every_change_has_its_row()
    {
        CondaPackage[] before =
        [
            Conda("gone"), Conda("numpy", "1.9"), Conda("scipy", "2.0.1"), Conda("zlib", build: "h1_0"), Conda("same"), Conda("hashed", sha256: new string('a', 64)),
            new() { Name = "moved", RawName = "moved", Version = CondaVersion.FromRecord("1.0"), Build = "0", Channel = "defaults" },
            Conda("ruamel.yaml", "0.18"), Pip("six", "1.16"), Pip("Flask_SQLAlchemy", "3.0"), PipFrom("gitpkg", """{"url":"https://example.com/a","vcs_info":{"vcs":"git","commit_id":"1"}}"""),
        ];
        CondaPackage[] after =
        [
            Conda("new"), Conda("numpy", "1.10"), Conda("scipy", "1.9"), Conda("zlib", build: "h1_1"), Conda("same"), Conda("hashed", sha256: new string('b', 64)),
            new() { Name = "moved", RawName = "moved", Version = CondaVersion.FromRecord("1.0"), Build = "0", Channel = "conda-forge" },
            Pip("ruamel-yaml", "0.18"), Pip("six", "1.17.0"), Pip("flask-sqlalchemy", "3.0"), Pip("gitpkg", location: "/site-packages"),
        ];
        Assert.Equal(
            [
                "Added new =>1.0",
                "Removed gone 1.0<=",
                "Upgraded numpy 1.9<>1.10 Minor",
                "Upgraded six 1.16<>1.17.0 Minor",
                "Downgraded scipy 2.0.1<>1.9 Major",
                "Rebuilt zlib 1.0<>1.0 Build: h1_0 -> h1_1",
                "ChannelChanged moved 1.0<>1.0: defaults -> conda-forge",
                "SourceChanged gitpkg 1.0<>1.0: git+https://example.com/a@1 -> an index",
                "SourceChanged ruamel-yaml 0.18<>0.18: conda -> pip",
                "HashChanged hashed 1.0<>1.0: sha256 aaaaaaaaaaaa -> sha256 bbbbbbbbbbbb",
            ],
            Lines(Rows(before, after)));
        IReadOnlyList<CondaEnvDifference> all = Rows(before, after, includeEqual: true);
        Assert.Equal(["flask-sqlalchemy", "same"], all.Where(static r => r.Change == PackageChange.Unchanged).Select(static r => r.Name));
        Assert.All(all, static r => Assert.Equal(r.Change == PackageChange.Unchanged, r.SideIndicator == "=="));
    }

    [Fact]
    public void Both_ways_are_mirrored()
    {
        CondaPackage[] left = [Conda("a"), Conda("b", "1.10"), Pip("c", "2.0rc1")];
        CondaPackage[] right = [Conda("b", "1.9"), Pip("c", "2.0"), Pip("d")];
        Assert.Equal(["Added d =>1.0", "Removed a 1.0<=", "Upgraded c 2.0rc1<>2.0 Patch", "Downgraded b 1.10<>1.9 Minor"], Lines(Rows(left, right)));
        Assert.Equal(["Added a =>1.0", "Removed d 1.0<=", "Upgraded b 1.9<>1.10 Minor", "Downgraded c 2.0<>2.0rc1 Patch"], Lines(Rows(right, left)));
    }

    [Fact]
    public void Versions_of_pip_have_the_order_of_PEP_440()
    {
        // conda's order has a post-release of text before the release.
        Assert.Equal(["Upgraded a 1.0<>1.0.post1 Patch"], Lines(Rows([Pip("a", "1.0")], [Pip("a", "1.0.post1")])));
        Assert.Equal(["Downgraded a 1.0<>1.0.dev3 Patch"], Lines(Rows([Pip("a", "1.0")], [Pip("a", "1.0.dev3")])));
        Assert.Empty(Rows([Pip("a", "1.0")], [Pip("a", "1.0.0")]));
    }

    [Fact]
    public void What_a_list_does_not_know_does_not_differ()
    {
        CondaPackage known = Conda("a", md5: "1", sha256: "2");
        CondaPackage listed = new() { Name = "a", RawName = "a", Version = CondaVersion.FromRecord("1.0") };
        Assert.Empty(Rows([known], [listed]));
        Assert.Empty(Rows([PipFrom("p", """{"url":"file:///home/user/p","dir_info":{"editable":true}}""")], [Pip("p")]));
    }

    [Fact]
    public void A_package_that_one_manager_took_over_is_one_row_only_where_the_other_gave_it_up()
    {
        CondaPackage[] both = [Conda("numpy", "1.26"), Pip("numpy", "2.0")];
        Assert.Equal(["Added numpy =>2.0"], Lines(Rows([Conda("numpy", "1.26")], both)));
        Assert.Equal(["SourceChanged numpy 1.26<>2.0 Major: conda -> pip"], Lines(Rows([Conda("numpy", "1.26")], [Pip("numpy", "2.0")])));
        Assert.Equal(["SourceChanged numpy 2.0<>1.26 Major: pip -> conda"], Lines(Rows([Pip("numpy", "2.0")], [Conda("numpy", "1.26")])));
    }

    [Fact]
    public void Every_environment_equals_itself_and_its_fingerprint_agrees()
    {
        foreach (string prefix in Fixtures.Envs)
        {
            CondaEnv.Compare.Comparison comparison = Compare(prefix, prefix);
            Assert.True(comparison.IsEqual, string.Join("\n", Lines(comparison.Rows)));
            CondaEnvComparison summary = comparison.Summary();
            Assert.True(summary.IsEqual);
            Assert.Equal(summary.ReferenceFingerprint, summary.Fingerprint);
            Assert.Equal(prefix, summary.Prefix);
        }

        string[] all = [.. Fixtures.Envs];
        CondaEnv.Compare.Comparison other = Compare(all[0], all[1]);
        Assert.False(other.IsEqual);
        Assert.NotEqual(other.Reference.Fingerprint, other.Difference.Fingerprint);
    }

    [Fact]
    public void Rows_carry_both_sides()
    {
        CondaEnvDifference row = Rows(Fixtures.Env("packaging-env"), Fixtures.Env("mkdocs-env")).First(static r => r is { Change: PackageChange.Added, Name: "mkdocs" });
        Assert.Equal(Fixtures.Env("packaging-env"), row.ReferencePrefix);
        Assert.Equal(Fixtures.Env("mkdocs-env"), row.Prefix);
        Assert.Equal(System.Environment.MachineName, row.ComputerName, ignoreCase: true);
        Assert.NotNull(row.Fingerprint);
        Assert.Null(row.ReferencePackage);
        Assert.Equal("1.6.1", row.DifferencePackage!.Version.Text);
        Assert.Contains("mkdocs-material", row.RequiredBy!);
        Assert.Equal("mkdocs 1.6.1 added", row.ToString());
    }

    private static CondaEnv.Compare.Comparison Compare(string reference, string difference) => CondaEnv.Compare.EnvironmentComparer.Compare(Side(reference), Side(difference), includeEqual: false);
}
