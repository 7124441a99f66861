using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Graph;
using CondaEnv.Specs.Pep508;
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
