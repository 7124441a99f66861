using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Graph;
using CondaEnv.Specs.Pep508;
using CondaEnv.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Packages.Graph;

public sealed class PackageGraphTests
{
    [Fact]
    public void Both_managers_are_in_one_graph()
    {
        PackageGraph graph = new([Conda("python", "3.12.1"), Conda("ruamel.yaml", depends: ["python >=3.8", "__glibc >=2.17"]), Pip("app", requires: ["Ruamel_YAML>=0.17", "gone"])]);
        Assert.Equal(["ruamel.yaml"], RequiredBy(graph, "python"));
        Assert.Equal(["app"], RequiredBy(graph, "ruamel.yaml"));
        Assert.Equal(["app", "ruamel.yaml"], graph.DescendantsOf("python").Select(p => graph.Packages[p].Name).Order(System.StringComparer.Ordinal));
    }

    /// <summary>A marker of another platform or Python makes nothing required.</summary>
    [Theory]
    [InlineData("platform_system == \"Windows\"", "linux-64", false)]
    [InlineData("platform_system == \"Windows\"", "win-64", true)]
    [InlineData("sys_platform == 'darwin' or os_name == 'posix'", "linux-64", true)]
    [InlineData("python_version < '3.8'", "linux-64", false)]
    [InlineData("python_full_version >= '3.12.1' and platform_machine == 'x86_64'", "linux-64", true)]
    [InlineData("platform_machine == 'x86_64'", "osx-arm64", false)]
    [InlineData("extra == 'color'", "linux-64", false)]
    [InlineData("platform_release >= '5'", "linux-64", true)]
    public void Markers_are_evaluated_for_the_environment(string marker, string platform, bool required)
    {
        PackageGraph graph = new([Conda("python", "3.12.1", subdir: platform), Pip("click", requires: ["colorama; " + marker]), Pip("colorama")]);
        Assert.Equal(required ? ["click"] : [], RequiredBy(graph, "colorama"));
    }

    [Fact]
    public void Without_a_known_Python_a_marker_on_it_stays_open()
    {
        PackageGraph graph = new([Pip("a", requires: ["b; python_version < '3.8'"]), Pip("b")]);
        Assert.Equal(DependencyState.Conditional, Assert.Single(DependencyStates.Of(graph, 0)).State);
        Assert.Equal(["a"], RequiredBy(graph, "b"));
        PackageGraph told = new(graph.Packages, new MarkerEnvironment("linux-64", "3.12.1"));
        Assert.Equal(DependencyState.Excluded, Assert.Single(DependencyStates.Of(told, 0)).State);
        Assert.Empty(RequiredBy(told, "b"));
    }

    /// <summary>An extra counts where an installed package asks for it, through others' extras too.</summary>
    [Fact]
    public void Extras_are_followed_from_those_who_ask()
    {
        CondaPackage[] packages =
        [
            Conda("python", "3.12.1"),
            Pip("app", requires: ["server[standard]"]),
            Pip("server", requires: ["server[fast]; extra == 'all'", "loop; extra == 'standard'", "socket[tls]; extra == 'standard'", "parser; extra == 'fast'"]),
            Pip("loop"), Pip("socket", requires: ["crypto; extra == 'tls'"]), Pip("crypto"), Pip("parser"),
        ];
        PackageGraph graph = new(packages);
        Assert.Equal(["server"], RequiredBy(graph, "loop"));
        Assert.Equal(["socket"], RequiredBy(graph, "crypto"));
        Assert.Empty(RequiredBy(graph, "parser"));
        Assert.Equal(DependencyState.Optional, StateOf(graph, "server", "parser"));
        Assert.Equal(DependencyState.Met, StateOf(graph, "server", "loop"));
        Assert.Equal(["parser"], graph.Requirements.BroughtBy(2, ["All"]).Select(p => packages[p].Name));
    }

    /// <summary>As asking each requirement about each extra has it.</summary>
    [Fact]
    public void What_extras_bring_along_is_what_asking_all_of_them_gives()
    {
        Gen<string> requirement = Gen.Elements("a", "b", "c", "d", "a[x]", "b[y]", "c[x,z]").Zip(Gen.Elements(
            "", "; extra == 'x'", "; extra == 'y'", "; extra == 'x' or extra == 'z'", "; extra == 'x' and os_name == 'nt'", "; (extra == 'x' or extra == 'y') and os_name == 'posix'",
            "; platform_release > '5'", "; platform_release > '5' and extra == 'y'", "; extra != 'x'", "; extra in 'xy'", "; extra == ''", "; nonsense")).Select(static t => t.Item1 + t.Item2);
        Gen<string[][]> all = Gen.Choose(0, 5).SelectMany(n => requirement.ArrayOf(n)).ArrayOf(4);
        Fuzz.Check(all.ToArbitrary(), 1_000, static r => string.Join(" | ", r.Select(static p => string.Join(", ", p))), static requires =>
        {
            CondaPackage[] packages = [.. requires.Select(static (r, i) => Pip("abcd".Substring(i, 1), requires: r)), Conda("python", "3.12.1")];
            PackageGraph graph = new(packages);
            foreach (string extra in new[] { "x", "y", "z" })
            {
                HashSet<int> brought = [];
                HashSet<(int, string)> seen = [];
                Queue<(int Package, string Extra)> open = new([(0, extra)]);
                while (open.Count > 0)
                {
                    (int at, string asked) = open.Dequeue();
                    foreach (PipRequirement r in seen.Add((at, asked)) ? graph.Requirements.Of(at) : [])
                    {
                        if (r.Target >= 0 && r.HoldsWith(graph.Markers, asked) != false && r.HoldsWith(graph.Markers) != true)
                        {
                            _ = r.Target != at && brought.Add(r.Target);
                            r.Extras.ToList().ForEach(wanted => open.Enqueue((r.Target, wanted)));
                        }
                    }
                }

                Assert.Equal(brought.OrderBy(static p => p), graph.Requirements.BroughtBy(0, [extra]).OrderBy(static p => p));
            }
        });
    }

    [Fact]
    public void A_condition_of_many_extras_is_decided_by_the_rest_of_it()
    {
        string extras = string.Join(" or ", Enumerable.Range(0, 300).Select(static i => $"extra == 'x{i}'"));
        PackageGraph graph = new([Conda("python", "3.12.1"), Pip("a", requires: [$"b; ({extras}) and os_name == 'nt'", $"c; ({extras}) and os_name == 'posix'"]), Pip("b"), Pip("c")]);
        Assert.Equal([DependencyState.Excluded, DependencyState.Optional], DependencyStates.Of(graph, 1).Select(static d => d.State));
        Assert.Empty(graph.Requirements.BroughtBy(1, ["y"]));
        Assert.Equal([3], graph.Requirements.BroughtBy(1, ["x299"]));
    }

    [Fact]
    public void What_is_needed_many_times_is_needed_once()
    {
        PackageGraph graph = new([Conda("a", depends: [.. Enumerable.Range(0, 200).Select(static i => $"{(i % 2 == 0 ? "b" : "c")} >{i}")]), Conda("b", depends: ["c"]), Conda("c", depends: ["a", "a"])]);
        Assert.Equal([2, 1, 1], new[] { 0, 1, 2 }.Select(p => graph.NeedsOf(p).Count));
        Assert.Equal(["a", "b"], RequiredBy(graph, "c"));
    }

    [Fact]
    public void A_dependency_says_how_it_stands()
    {
        CondaPackage app = new()
        {
            Name = "app", Version = CondaVersion.FromRecord("1"), Manager = PackageManager.Conda, Subdir = "linux-64",
            Depends = ["python >=3.8", "lib <1", "gone", "__cuda >=12", "conda-forge::lib 2.*", "new[when=\"python >=3.11\"]", "old[when=\"python <3.11\"]", "cuda[when=\"__cuda\"]", "both[when=\"python and lib\"]"],
            Constrains = ["lib <2", "absent >=1"],
        };
        PackageGraph graph = new([Conda("python", "3.12.1"), Conda("lib", "2.1", channel: "conda-forge"), app]);
        Assert.Equal(
            [
                "Met python", "Conflict lib", "Unmet gone", "Virtual __cuda", "Met lib", "Unmet new", "Excluded old", "Conditional cuda", "Conditional both",
                "Conflict lib constrains", "Met absent constrains",
            ],
            DependencyStates.Of(graph, 2).Select(static d => $"{d.State} {d.Name}{(d.Kind == DependencyKind.Constrains ? " constrains" : "")}"));
        Assert.Equal(["app"], RequiredBy(graph, "lib"));
        Assert.Empty(RequiredBy(graph, "app"));
    }

    /// <summary>conda's package and pip's of one project: each dependency means its own manager's.</summary>
    [Fact]
    public void Two_packages_of_one_project_are_told_apart()
    {
        CondaPackage conda = Conda("numpy");
        CondaPackage pip = Pip("numpy", "2.0");
        PackageGraph graph = new([conda, Conda("scipy", depends: ["numpy"]), pip, Pip("pandas", requires: ["numpy"])]);
        Assert.Equal(["scipy"], graph.RequiredBy(conda));
        Assert.Equal(["pandas"], graph.RequiredBy(pip));
    }

    [Fact]
    public void A_list_without_dependencies_does_not_say_that_nothing_is_required()
    {
        CondaPackage[] packages = [Conda("a"), Conda("b")];
        PackageGraph.Attach(packages);
        Assert.All(packages, static p => Assert.Null(p.RequiredBy));
        CondaPackage[] known = [Conda("a", depends: ["b"]), Conda("b")];
        PackageGraph.Attach(known);
        Assert.Equal(["a"], known[1].RequiredBy);
        Assert.Empty(known[0].RequiredBy!);
    }

    [Fact]
    public void Leaves_are_what_nothing_needs_and_one_of_a_circle()
    {
        CondaPackage[] packages = [Conda("app", depends: ["lib"]), Conda("lib"), Conda("x", depends: ["y"]), Conda("y", depends: ["x", "z"]), Conda("z")];
        Assert.Equal(["app", "x"], PackageLeaves.Of(new PackageGraph(packages)).Select(static p => p.Name));
    }

    [Theory]
    [InlineData("numpy >=1.20", "numpy")]
    [InlineData("conda-forge/linux-64::numpy=1.20", "numpy")]
    [InlineData("conda-forge:: numpy[version='1::2']", "numpy")]
    [InlineData("NumPy", "numpy")]
    [InlineData("https://host/channel::pkg", "pkg")]
    [InlineData("pkg[when=\"conda-forge::python >=3\"]", "pkg")]
    [InlineData("", "")]
    [InlineData("::", "")]
    public void The_name_of_a_dependency_is_found_in_place(string dependency, string name) => Assert.Equal(name, DependencyText.NameOf(dependency));

    private static IReadOnlyList<string> RequiredBy(PackageGraph graph, string name) => graph.RequiredBy(graph.Packages.First(p => p.Name == name));

    private static DependencyState StateOf(PackageGraph graph, string package, string dependency) =>
        DependencyStates.Of(graph, graph.PlaceOf(graph.Packages.First(p => p.Name == package))).Single(d => d.Name == dependency).State;
}
