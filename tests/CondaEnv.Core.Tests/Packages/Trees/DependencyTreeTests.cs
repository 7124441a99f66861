using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Trees;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Packages.Trees;

public sealed class DependencyTreeTests
{
    private static readonly TreeOwner s_owner = new("e", "/envs/e", "here");

    [Fact]
    public void The_tree_starts_from_what_was_asked_for_and_then_from_what_that_does_not_explain()
    {
        AssertTree(
            new(),
            null,
            [Asked(Conda("app", depends: ["lib >=1", "python"])), Conda("lib", depends: ["python"]), Asked(Conda("python", "3.12")), Conda("orphan", depends: ["lib"]), Pip("tool", requires: ["lib>=0.5"])],
            "app 1.0 (requested)",
            "├─ lib 1.0 [>=1]",
            "│  └─ python 3.12 (requested) (*)",
            "└─ python 3.12 (requested) (*)",
            "python 3.12 (requested)",
            "orphan 1.0",
            "└─ lib 1.0 (*)",
            "tool 1.0 (pip)",
            "└─ lib 1.0 [>=0.5] (*)");
    }

    [Fact]
    public void Rows_are_flat_and_say_where_they_are_from()
    {
        CondaPackage numpy = Asked(Conda("numpy", "2.1", depends: ["python >=3.12,<3.13.0a0", "https://user:hunter2@host/c::python"]), "numpy>=2");
        CondaPackageDependency[] rows = [.. new DependencyTree(new PackageGraph([numpy, Conda("python", "3.12")]), s_owner).Rows(new(), null)];
        Assert.Equal(
            [
                "numpy|2.1|Conda|0||numpy[version='>=2']|Met|True|False||e|/envs/e|here",
                "python|3.12|Conda|1|numpy|python >=3.12,<3.13.0a0|Met|False|False|├─ |e|/envs/e|here",
                "python|3.12|Conda|1|numpy|https://host/c::python|Conflict|False|True|└─ |e|/envs/e|here",
            ],
            rows.Select(static r => string.Join("|", CondaPackageDependency.Schema.All.Select(f => f.Value(r)?.ToString()))));
        Assert.Equal("python 3.12 [>=3.12,<3.13.0a0]", rows[1].ToString());
    }

    [Fact]
    public void Every_state_is_shown()
    {
        CondaPackage app = Asked(Conda("app", depends: ["__glibc >=2.17", "gone >=2", "lib <1", "maybe[when=\"__cuda\"]", "never[when=\"lib <1\"]", "lib"]));
        CondaPackage server = Pip("server", requires: ["loop; extra == 'fast'", "tls; extra == 'tls'", "win; sys_platform == 'win32'", "real; platform_release > '5'", "ABSENT>=1"]);
        CondaPackage[] packages = [Conda("python", "3.12.1"), app, Conda("lib"), Conda("maybe"), Conda("never"), server, Pip("loop"), Pip("real")];
        AssertTree(
            new() { Names = ["x"] },
            ["app", "server"],
            packages,
            "app 1.0 (requested)",
            "├─ gone [>=2] (unmet)",
            "├─ lib 1.0 [<1] (conflict)",
            "├─ lib 1.0 (*)",
            "├─ maybe 1.0 [[when=\"__cuda\"]] (conditional)",
            "└─ __glibc [>=2.17] (virtual)",
            "server 1.0 (pip)",
            "├─ ABSENT [>=1] (pip, unmet)",
            "├─ loop 1.0 [; extra == 'fast'] (pip, optional)",
            "└─ real 1.0 [; platform_release > '5'] (pip, conditional)");
        AssertTree(
            new() { IncludeOptional = true, Depth = 1 },
            ["server"],
            packages,
            "server 1.0 (pip)",
            "├─ ABSENT [>=1] (pip, unmet)",
            "├─ loop 1.0 [; extra == 'fast'] (pip, optional)",
            "├─ real 1.0 [; platform_release > '5'] (pip, conditional)",
            "├─ tls [; extra == 'tls'] (pip, optional)",
            "└─ win [; sys_platform == 'win32'] (pip, excluded)");
    }

    /// <summary>What a condition of CEP 43 rules out is needed by nobody, in the graph as in the tree.</summary>
    [Fact]
    public void What_a_condition_rules_out_is_no_edge()
    {
        PackageGraph graph = new([Conda("python", "3.12.1"), Conda("app", depends: ["old[when=\"python <3.11\"]", "new[when=\"python >=3.11\"]", "when >=1"]), Conda("old"), Conda("new"), Conda("when")]);
        Assert.Equal([[], ["app"], ["app"]], new[] { "old", "new", "when" }.Select(name => graph.RequiredBy(graph.Packages.First(p => p.Name == name))));
    }

    [Fact]
    public void What_was_asked_for_and_is_not_installed_so_is_a_conflict()
    {
        CondaPackage asked = Asked(Conda("numpy", "2.1"), "numpy<2");
        Assert.Equal(DependencyState.Conflict, new DependencyTree(new PackageGraph([asked]), s_owner).Rows(new(), null)[0].State);

        // As a record has it, the spec is a text.
        asked.RequestedSpecSource = "numpy<2";
        Assert.Equal(DependencyState.Conflict, new DependencyTree(new PackageGraph([asked]), s_owner).Rows(new(), null)[0].State);
    }

    /// <summary>conda notes each line of an explicit file as a request: nothing then says what brought what along.</summary>
    [Fact]
    public void An_explicit_file_is_no_wish()
    {
        CondaPackage[] packages = [.. new[] { Conda("app", depends: ["lib"]), Conda("lib") }.Select(static p => Asked(p, $"conda-forge/linux-64::{p.Name}==1.0=h0_0"))];
        AssertTree(new(), null, packages, "app 1.0 [conda-forge/linux-64::app==1.0=h0_0] (requested)", "└─ lib 1.0 (requested)");
    }

    [Fact]
    public void The_dependencies_of_a_package_follow_where_it_is_nearest()
    {
        CondaPackage[] packages = [Asked(Conda("app", depends: ["deep", "shared"])), Conda("deep", depends: ["deeper"]), Conda("deeper", depends: ["shared"]), Conda("shared", depends: ["leaf"]), Conda("leaf")];
        AssertTree(
            new(), null, packages, "app 1.0 (requested)", "├─ deep 1.0", "│  └─ deeper 1.0", "│     └─ shared 1.0 (*)", "└─ shared 1.0", "   └─ leaf 1.0");
        AssertTree(
            new() { All = true }, null, packages, "app 1.0 (requested)", "├─ deep 1.0", "│  └─ deeper 1.0", "│     └─ shared 1.0", "│        └─ leaf 1.0", "└─ shared 1.0", "   └─ leaf 1.0");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cycle_ends(bool all) => AssertTree(
        new() { All = all }, ["a"], [Conda("a", depends: ["b"]), Conda("b", depends: ["c"]), Conda("c", depends: ["a", "b", "c"])], "a 1.0", "└─ b 1.0", "   └─ c 1.0", "      ├─ a 1.0 (*)", "      └─ b 1.0 (*)");

    [Fact]
    public void The_reverse_leads_up_to_what_was_asked_for()
    {
        CondaPackage[] packages =
        [
            Conda("openssl", "3.0"), Asked(Conda("python", "3.12", depends: ["openssl >=3,<4", "tk"])), Conda("tk"), Asked(Conda("pandas", depends: ["python", "numpy"])), Conda("numpy", depends: ["python"]),
            Conda("krb5", depends: ["openssl >=3"]), Conda("curl", depends: ["krb5", "openssl <3"]), Pip("urls", requires: ["openssl; extra == 'tls'", "openssl; os_name == 'nt'"]),
        ];
        AssertTree(
            new() { Reverse = true },
            ["openssl"],
            packages,
            "openssl 3.0",
            "├─ curl 1.0 [<3] (conflict)",
            "├─ krb5 1.0 [>=3]",
            "│  └─ curl 1.0 (*)",
            "├─ python 3.12 [>=3,<4] (requested)",
            "└─ urls 1.0 [; extra == 'tls'] (pip, optional)");
        AssertTree(new() { Reverse = true, Depth = 1 }, ["tk"], packages, "tk 1.0", "└─ python 3.12 (requested)");
        AssertTree(new() { Reverse = true }, ["python"], packages, "python 3.12 (requested)", "├─ numpy 1.0", "│  └─ pandas 1.0 (requested) (*)", "└─ pandas 1.0 (requested)");
        Assert.Equal(["openssl", "tk", "urls"], Rows(new() { Reverse = true }, null, packages).Where(static r => r.Depth == 0).Select(static r => r.Name));
    }

    [Fact]
    public void A_record_that_pip_has_overwritten_keeps_its_dependencies()
    {
        CondaPackage replaced = Pip("numpy", "2.2");
        replaced.Replaces = Conda("numpy", "1.26", depends: ["libblas >=3"]);
        AssertTree(new(), null, [replaced, Conda("libblas", "3.9")], "numpy 2.2 (pip)", "└─ libblas 3.9 [>=3]");
    }

    [Fact]
    public void Leaves_and_cycles_can_be_asked_for_alone()
    {
        CondaPackage[] packages =
        [
            Asked(Conda("python", "3.12", depends: ["pip"])), Conda("pip", depends: ["python", "setuptools >=1"]), Conda("setuptools", depends: ["python >=3"]), Conda("top", depends: ["python"]),
            Conda("x", depends: ["y"]), Conda("y", depends: ["x"]),
        ];
        AssertTree(new() { Leaf = true }, null, packages, "top 1.0", "x 1.0");
        AssertTree(new() { Leaf = true }, ["top", "python"], packages, "top 1.0");
        string[] circle = ["pip 1.0", "└─ python 3.12 (requested)", "   └─ pip 1.0 (*)"];
        AssertTree(
            new() { Cycle = true }, null, packages,
            [.. circle, "x 1.0", "└─ y 1.0", "   └─ x 1.0 (*)", "pip 1.0", "└─ setuptools 1.0 [>=1]", "   └─ python 3.12 [>=3] (requested)", "      └─ pip 1.0 (*)"]);
        AssertTree(new() { Cycle = true }, ["y"], packages, "x 1.0", "└─ y 1.0", "   └─ x 1.0 (*)");
        AssertTree(new() { Cycle = true }, null, [Conda("a", depends: ["a"])]);
    }

    [Fact]
    public void A_summary_adds_up()
    {
        CondaPackage[] packages =
        [
            Asked(Conda("app", depends: ["lib", "gone", "__cuda", "old <1"])), Conda("lib", depends: ["app"]), Conda("old", depends: ["lib"]), Conda("left", depends: ["lib"]), Pip("piped", requires: ["left>2", "none; extra == 'x'"]),
        ];
        packages[0].License = "MIT";
        packages[1].License = "BSD-3-Clause";
        packages[2].License = "MIT";
        packages[0].Size = 7;
        packages[2].Size = 3;
        CondaDependencySummary summary = new DependencyTree(new PackageGraph(packages), s_owner).Summary(null);
        Assert.Equal(
            "e|5|1|1|2|2|1|2|1|2|2|[\"MIT\", \"BSD-3-Clause\"]|2|10|/envs/e|here",
            string.Join("|", CondaDependencySummary.Schema.All.Select(f => f.Value(summary)?.ToString())));
        Assert.Equal("e: 5 packages, 1 requested, 1 unmet, 2 conflicts", summary.ToString());

        CondaDependencySummary part = new DependencyTree(new PackageGraph(packages), s_owner).Summary([4]);
        Assert.Equal((5, 2, 1), (part.PackageCount, part.ConflictCount, part.RequestedCount));
        Assert.Null(new DependencyTree(new PackageGraph([Conda("a")]), s_owner).Summary(null).Size);
    }

    [Fact]
    public void Repetitions_have_a_limit_that_is_told()
    {
        // Each of 60 layers needs both of the next: 2^60 ways.
        CondaPackage[] packages = [.. Enumerable.Range(0, 120).Select(static i => Conda($"p{i}", depends: i < 118 ? [$"p{i / 2 * 2 + 2}", $"p{i / 2 * 2 + 3}"] : []))];
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Rows(new() { All = true }, ["p0"], packages));
        Assert.Equal((CondaErrorKind.TreeTooLarge, "e"), (error.Kind, error.Target));
        Assert.Contains("more than 100,000 rows", error.Message, StringComparison.Ordinal);
        // Once for each dependency: two of each package that is reached, and the start.
        Assert.Equal(1 + (2 * 117), Rows(new(), ["p0"], packages).Count);
        Assert.Equal(3, Rows(new() { All = true, Depth = 1 }, ["p0"], packages).Count);
    }

    [Fact]
    public void A_chain_longer_than_the_stack_is_walked()
    {
        const int count = 50_000;
        CondaPackage[] packages = [.. Enumerable.Range(0, count).Select(static i => Conda($"p{i}", depends: [$"p{(i + 1) % count}"]))];
        Assert.Equal(count + 1, Rows(new(), ["p0"], packages).Count);
        Assert.Equal(count + 1, Rows(new() { Reverse = true }, ["p0"], packages).Count);
    }

    [Fact]
    public void Stopping_ends_it()
    {
        CondaPackage[] packages = [Conda("a", depends: ["b"]), Conda("b", depends: ["a"])];
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        DependencyTree tree = new(new PackageGraph(packages), s_owner);
        foreach (DependencyQuery query in new DependencyQuery[] { new(), new() { Cycle = true } })
        {
            Assert.Throws<OperationCanceledException>(() => tree.Rows(query, null, stopped.Token));
        }

        Assert.Throws<OperationCanceledException>(() => tree.Summary(null, stopped.Token));
    }

    /// <summary>What the help promises of any graph.</summary>
    [Fact]
    public void Any_tree_keeps_its_promises()
    {
        Gen<string> dependency = Gen.Elements("a", "b", "c", "d", "e", "f", "g >=2", "gone", "__glibc >=2", "b <1", "c[when=\"d\"]", "c[when=\"gone\"]");
        Gen<string> requirement = Gen.Elements("a", "b[x]", "c<1", "h[x,y]", "d; extra == 'x'", "e; extra == 'y'", "f; os_name == 'nt'", "g; platform_release > '5'", "absent", "h");
        Gen<(string[] Depends, bool Asked)> package = Gen.Choose(0, 4).SelectMany(n => dependency.ArrayOf(n)).Zip(Gen.Elements(true, false, false)).Select(static t => (t.Item1, t.Item2));
        Gen<((string[] Depends, bool Asked)[] Conda, string[][] Pip)> all = package.ArrayOf(7).Zip(Gen.Choose(0, 4).SelectMany(n => requirement.ArrayOf(n)).ArrayOf(2)).Select(static t => (t.Item1, t.Item2));
        Fuzz.Check(all.ToArbitrary(), 1_000, static e => string.Join(" | ", e.Conda.Select(static p => $"{string.Join(", ", p.Depends)} {p.Asked}")) + " | " + string.Join(" | ", e.Pip.Select(static p => string.Join(", ", p))), static e =>
        {
            CondaPackage[] packages =
            [
                .. e.Conda.Select(static (p, i) => p.Asked ? Asked(Conda("abcdefg".Substring(i, 1), depends: p.Depends)) : Conda("abcdefg".Substring(i, 1), depends: p.Depends)),
                Pip("h", requires: e.Pip[0]), Pip("i", requires: e.Pip[1]), Conda("python", "3.12.1"),
            ];
            PackageGraph graph = new(packages);
            for (int i = 0; i < packages.Length; i++)
            {
                // The graph and the states agree on what is an edge.
                int place = i;
                PackageGraph.ReadOnlyPart needs = graph.NeedsOf(i);
                Assert.Equal(
                    Enumerable.Range(0, needs.Count).Select(n => needs[n]).Order(),
                    DependencyStates.Of(graph, i).Where(d => d.IsEdge && d.Place != place).Select(static d => d.Place).Distinct().Order());
            }

            DependencyTree tree = new(graph, s_owner);
            IReadOnlyList<CondaPackageDependency> rows = tree.Rows(new(), null);
            Assert.Equal(packages.Select(static p => p.Name).Order(StringComparer.Ordinal), rows.Where(static r => r.Version is not null && !r.Repeated).Select(static r => r.Name).Order(StringComparer.Ordinal));
            Assert.All(rows, static r => Assert.Equal((r.Above?.Depth + 1 ?? 0, 3 * r.Depth), (r.Depth, r.Branch.Length)));
            foreach (DependencyQuery query in new DependencyQuery[] { new(), new() { Reverse = true }, new() { IncludeOptional = true } })
            {
                string[] whole = [.. tree.Rows(query, null).Select(static r => $"{r.Depth} {r.Branch}{r} {r.Repeated}")];
                for (int depth = 0; depth < 4; depth++)
                {
                    Assert.Equal(whole.Where(line => line[0] - '0' <= depth), tree.Rows(query with { Depth = depth }, null).Select(static r => $"{r.Depth} {r.Branch}{r} {r.Repeated}"));
                }
            }

            // Every dependency that is part of a cycle is in one, and nothing else is.
            HashSet<(string?, string)> inCycles = [.. tree.Rows(new() { Cycle = true }, null).Where(static r => r.Depth > 0).Select(static r => (r.Parent, r.Name))];
            for (int i = 0; i < packages.Length; i++)
            {
                PackageGraph.ReadOnlyPart needs = graph.NeedsOf(i);
                for (int n = 0; n < needs.Count; n++)
                {
                    Assert.Equal(graph.Closure([needs[n]])[i], inCycles.Contains((packages[i].Name, packages[needs[n]].Name)));
                }
            }

            CondaDependencySummary summary = tree.Summary(null);
            Assert.Equal((packages.Length, packages.Length), (summary.PackageCount, summary.RequestedCount + summary.TransitiveCount + summary.UnexplainedCount));
            Assert.Equal(summary.UnmetCount, rows.Count(static r => r.State == DependencyState.Unmet) + DuplicatesOf(graph, DependencyState.Unmet));
        });
    }

    /// <summary>One row for each package, no second of work, and as many dependencies as conda's graph has.</summary>
    [Fact]
    public void A_large_environment_is_quick()
    {
        PackageGraph graph = MiniEnv.Read(Path.Combine(Oracle.Require(), "envs", "big")).Graph;
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<CondaPackageDependency> rows = new DependencyTree(graph, s_owner).Rows(new(), null);
        Assert.True(watch.ElapsedMilliseconds < 1_000, $"{rows.Count} rows took {watch.ElapsedMilliseconds} ms.");
        Assert.Equal(495, rows.Count(static r => r.Version is not null && !r.Repeated));
        Assert.Equal(["freeglut", "xcb-util"], rows.Where(static r => r.State == DependencyState.Conflict).Select(static r => r.Parent!).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(rows, static r => r.State == DependencyState.Unmet);
        Assert.Equal(375, rows.Count(static r => r.Name == "__glibc"));
    }

    private static int DuplicatesOf(PackageGraph graph, DependencyState state) =>
        Enumerable.Range(0, graph.Packages.Count).Select(i => DependencyStates.Of(graph, i).Where(d => d.State == state).ToArray()).Sum(static d => d.Length - d.Select(static x => x.Requirement).Distinct().Count());

    private static CondaPackage Asked(CondaPackage package, string? spec = null)
    {
        package.Requested = true;
        package.RequestedSpecSource = spec is null ? null : MatchSpec.Parse(spec);
        return package;
    }

    private static IReadOnlyList<CondaPackageDependency> Rows(DependencyQuery query, string[]? names, CondaPackage[] packages)
    {
        PackageGraph graph = new(packages);
        return new DependencyTree(graph, s_owner).Rows(query, names is null ? null : [.. names.Select(name => Array.FindIndex(packages, p => p.Name == name))]);
    }

    private static void AssertTree(DependencyQuery query, string[]? names, CondaPackage[] packages, params string[] lines) =>
        Assert.Equal(string.Join("\n", lines) + (lines.Length > 0 ? "\n" : ""), TreeText.Of(Rows(query, names, packages)));
}
