using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Compare;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Comparisons;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Compare;

public sealed class SpecComparisonTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_row_says_what_violates_a_spec()
    {
        string[] lines = Lines(Against("- a=1.2\n- b>=2\n- c=1.0=h1_*\n- defaults::d\n- e\n- f==1.0", Conda("a", "1.2.7"), Conda("b", "1.9"), Conda("c"), On("d", "conda-forge"), Conda("f", "1.1")));
        Assert.Equal(
            [
                "SpecViolated b <>1.9: requested is 'b>=2', installed is version 1.9",
                "SpecViolated c 1.0<>1.0: requested is 'c=1.0=h1_*', installed is build h0_0",
                "SpecViolated d <>1.0: requested is 'defaults::d', installed is channel conda-forge",
                "SpecViolated e <=: requested is 'e', not installed",
                "SpecViolated f 1.0<>1.1 Minor: requested is 'f==1.0', installed is version 1.1",
            ],
            lines);
    }

    [Fact]
    public void What_comes_along_is_no_difference_and_what_does_not_is()
    {
        CondaPackage[] packages = Linked((Conda("app"), []), (Conda("lib"), ["app"]), (Conda("base"), ["lib"]), (Conda("stray"), []), (Pip("six"), []));
        Assert.Equal(["Added six =>1.0", "Added stray =>1.0"], Lines(Against("- app", packages)));
        IReadOnlyList<CondaEnvDifference> all = Rows("- app", includeEqual: true, packages);
        Assert.Equal(["app", "base", "lib"], all.Where(static r => r.Change == PackageChange.SpecSatisfied).Select(static r => r.Name));
        Assert.Equal("required by app", all.Single(static r => r.Name == "lib").Detail);
    }

    [Fact]
    public void A_file_that_names_what_would_come_along_means_to_name_everything()
    {
        CondaPackage[] packages = Linked((Conda("app"), []), (Conda("lib"), ["app"]), (Conda("base"), ["lib"]), (Conda("more"), ["app"]));
        Assert.Equal(["Added more =>1.0"], Lines(Against("- app=1.0=h0_0\n- lib=1.0=h0_0\n- base=1.0=h0_0", packages)));
    }

    [Fact]
    public void An_extra_that_the_file_names_brings_its_packages()
    {
        CondaPackage app = Pip("app", requires: ["lib>=1; extra == 'more'", "other; extra == 'rest'"]);
        CondaPackage[] packages = [app, Pip("lib"), Pip("other")];
        Assert.Equal(["Added other =>1.0"], Lines(Against("- pip:\n    - app[more]", packages)));
        Assert.Equal(["Added lib =>1.0", "Added other =>1.0"], Lines(Against("- pip:\n    - app", packages)));
    }

    [Fact]
    public void Pip_comes_with_python()
    {
        CondaPackage[] packages = Linked((Conda("python", "3.12.4"), []), (Conda("pip"), []), (Conda("setuptools"), ["pip"]));
        Assert.Empty(Against("- python=3.12", packages));
    }

    [Fact]
    public void Requirements_of_pip_are_compared_as_pip_compares_them()
    {
        string[] lines = Lines(Against(
            "- pip:\n    - ruamel.yaml==0.18.7\n    - Flask_SQLAlchemy>=3,<4\n    - six==1.16\n    - nosuch\n    - gone; sys_platform == 'win32'\n    - --index-url https://example.com/simple",
            Pip("ruamel-yaml", "0.18.7"), Pip("flask-sqlalchemy", "4.0"), Pip("six", "1.17.0"), Conda("zlib")));
        Assert.Equal(
            [
                "Added zlib =>1.0",
                "SpecViolated flask-sqlalchemy <>4.0: requested is 'Flask_SQLAlchemy>=3,<4', installed is version 4.0",
                "SpecViolated nosuch <=: requested is 'nosuch', not installed",
                "SpecViolated six 1.16<>1.17.0 Minor: requested is 'six==1.16', installed is version 1.17.0",
            ],
            lines);
    }

    [Fact]
    public void The_other_managers_package_is_a_change_of_source()
    {
        string[] lines = Lines(Against("- numpy\n- pip:\n    - PyYAML", Pip("numpy", "2.0"), Conda("pyyaml", "6.0")));
        Assert.Equal(
            [
                "SourceChanged numpy <>2.0: requested is 'numpy', installed by pip, version 2.0",
                "SourceChanged pyyaml <>6.0: requested is 'PyYAML', installed by conda, version 6.0",
            ],
            lines);
    }

    /// <summary>A requirement for another platform explains nothing here.</summary>
    [Fact]
    public void A_stray_package_is_not_excused_by_a_marker_that_does_not_hold()
    {
        CondaPackage[] packages = [Conda("python", "3.12.1"), Pip("click", requires: ["colorama; platform_system == \"Windows\""]), Pip("colorama")];
        Assert.Equal(["Added colorama =>1.0"], Lines(Against("- python\n- pip:\n    - click", packages)));
        packages = [Conda("python", "3.12.1", subdir: "win-64"), Pip("click", requires: ["colorama; platform_system == \"Windows\""]), Pip("colorama")];
        Assert.Empty(Against("- python\n- pip:\n    - click", packages));
    }

    [Theory]
    [InlineData("v1", "v1", true)]
    [InlineData("v1", "v2", false)]
    [InlineData("v1", "refs/tags/v1", true)]
    [InlineData("v1", "main", false)]
    [InlineData("v1", "", true)]
    [InlineData("v1", "0123456789abcdef0123456789abcdef01234567", true)]
    [InlineData("v1", "0123456", true)]
    [InlineData("v1", "0123457", false)]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "v1", false)]
    [InlineData(null, "v2", false)]
    [InlineData(null, "main", true)]
    [InlineData(null, "", true)]
    [InlineData("deadbeef", "deadbeef", true)]
    public void Another_revision_than_asked_for_is_a_difference(string? installed, string asked, bool fits)
    {
        string requested = installed is null ? "" : $",\"requested_revision\":\"{installed}\"";
        const string Commit = "0123456789abcdef0123456789abcdef01234567";
        CondaPackage read = PipFrom("gitpkg", "{\"url\":\"https://example.com/a/gitpkg.git\",\"vcs_info\":{\"vcs\":\"git\",\"commit_id\":\"" + Commit + "\"" + requested + "}}", "2.0.1");

        // The same package as a record has it.
        CondaPackage listed = CondaPackage.Read(name => CondaPackage.Schema.All.Single(f => f.Name == name).Value(read))!;
        string revision = asked.Length == 0 ? "" : "@" + asked;
        foreach (CondaPackage package in (CondaPackage[])[read, listed])
        {
            foreach (string line in (string[])[$"gitpkg @ git+https://example.com/a/gitpkg{revision}", $"git+https://example.com/a/gitpkg.git{revision}#egg=gitpkg", $"git+ssh://git@example.com/a/gitpkg{revision}", $"git+https://example.com/a/gitpkg{revision}"])
            {
                string[] expected = line.Contains("ssh", StringComparison.Ordinal) ? [PackageChange.SpecViolated.ToString(), "Added"] : fits ? [] : ["SpecViolated"];
                Assert.Equal(expected.Order(), Against($"- pip:\n    - {line}", package).Select(static r => r.Change.ToString()).Order());
            }
        }
    }

    [Fact]
    public void A_line_that_pip_refuses_is_never_satisfied()
    {
        string[] lines = ["numpy>=1.16.*", "numpy~=1", "numpy<=2.0+local", "numpy==3.*.*", "numpy==2004d", "numpy=1.26", "numpy>=1.0 <3", "numpy[", "numpy @"];
        foreach (string line in lines)
        {
            CondaEnvDifference row = Assert.Single(Against($"- pip:\n    - '{line}'", Pip("numpy", "2004d")));
            Assert.Equal((PackageChange.SpecViolated, "numpy", "2004d"), (row.Change, row.Name, row.DifferenceVersion?.Text));
            Assert.Contains("pip does not accept", row.Detail, StringComparison.Ordinal);
        }

        Assert.Equal(["SpecViolated"], Against("- pip:\n    - '=>1'").Select(static r => r.Change.ToString()));
        Assert.Empty(Against("- pip:\n    - a_\n    - numpy===2004d", Pip("a_"), Pip("numpy", "2004d")));
    }

    [Fact]
    public void Where_a_package_of_pip_came_from_counts()
    {
        CondaPackage git = PipFrom("gitpkg", """{"url":"https://example.com/a/gitpkg.git","vcs_info":{"vcs":"git","commit_id":"0123456789abcdef0123456789abcdef01234567"}}""", "2.0.1");
        CondaPackage editable = PipFrom("mine", "{\"url\":\"" + new Uri(Path.Combine(_folder.Path, "mine")).AbsoluteUri + "\",\"dir_info\":{\"editable\":true}}");
        Assert.Empty(Against("- pip:\n    - gitpkg @ git+https://example.com/a/gitpkg.git@0123456789abcdef0123456789abcdef01234567\n    - -e ./mine", git, editable));
        Assert.Empty(Against("- pip:\n    - git+https://user:secret@example.com/a/gitpkg@main#egg=gitpkg\n    - mine", git, editable));
        Assert.Equal(
            ["SpecViolated gitpkg <>2.0.1: requested is 'gitpkg @ git+https://example.com/b/gitpkg', installed from git+https://example.com/a/gitpkg.git@0123456789abcdef0123456789abcdef01234567"],
            Lines(Against("- pip:\n    - gitpkg @ git+https://example.com/b/gitpkg", git)));
        Assert.Equal(
            ["SpecViolated ./other <=: requested is './other', nothing is installed from there"],
            Lines(Against("- pip:\n    - ./other\n    - mine", editable)));
    }

    [Fact]
    public void A_selector_excuses_what_is_not_there()
    {
        Assert.Empty(Against("- a\n- pywin32  # [win]\n- libgcc  # [linux]", Conda("a"), Conda("libgcc")));
        Assert.Equal(["SpecViolated libgcc <=: requested is 'libgcc', not installed"], Lines(Against("- a\n- libgcc  # [linux]\n- gone  # [not linux]", Conda("a"))));
    }

    [Fact]
    public void The_file_may_stand_on_either_side()
    {
        CondaEnvFile file = File("- a=2\n- gone");
        ComparedSide state = ComparedSide.Of([Conda("a", "1.0"), Conda("extra")]);
        Assert.Equal(
            ["Removed extra 1.0<=", "SpecViolated a 1.0<>: requested is 'a=2', installed is version 1.0", "SpecViolated gone =>: requested is 'gone', not installed"],
            Lines(EnvironmentComparer.Compare(state, ComparedSide.Of(file), includeEqual: false).Rows));
    }

    [Fact]
    public void Two_files_are_compared_spec_by_spec()
    {
        CondaEnvFile before = File("- a=1.0\n- b>=1\n- c\n- d=1.0=h0\n- numpy\n- e=1\n- pip:\n    - six==1.16\n    - Flask");
        CondaEnvFile after = File("- a=1.1\n- b>=2\n- new\n- d=1.0=h1\n- e=1\n- pip:\n    - six==1.16.0\n    - flask\n    - numpy");
        Assert.Equal(
            [
                "Added new =>",
                "Removed c <=",
                "Upgraded a <> Minor: a=1.0 -> a=1.1",
                "Rebuilt d 1.0<>1.0 Build: d==1.0=h0 -> d==1.0=h1",
                "SourceChanged numpy <>: conda -> pip",
                "SpecChanged b <>: b[version='>=1'] -> b[version='>=2']",
            ],
            Lines(EnvironmentComparer.Compare(ComparedSide.Of(before), ComparedSide.Of(after), includeEqual: false).Rows));
    }

    [Fact]
    public void What_is_asked_of_others_is_said_not_to_be_compared()
    {
        Comparison comparison = EnvironmentComparer.Compare(ComparedSide.Of(File("- a\n- npm:\n    - left-pad")), ComparedSide.Of([Conda("a")]), includeEqual: false);
        Assert.True(comparison.IsEqual);
        Assert.Contains("below 'npm:'", Assert.Single(comparison.Notes), StringComparison.Ordinal);
    }

    /// <summary>Credentials of a file are in no row.</summary>
    [Fact]
    public void Secrets_stay_in_the_file()
    {
        CondaEnvDifference row = Assert.Single(Against("- pip:\n    - x @ https://user:hunter2@example.com/x.whl"));
        Assert.DoesNotContain("hunter2", row.Spec + row.Detail + row.Name + row, StringComparison.Ordinal);
    }

    private static CondaPackage On(string name, string channel) =>
        new() { Name = name, RawName = name, Version = CondaVersion.FromRecord("1.0"), Build = "0", Channel = channel, Subdir = "linux-64" };

    /// <summary>Packages, and the names of those that require each.</summary>
    private static CondaPackage[] Linked(params (CondaPackage Package, string[] RequiredBy)[] packages) =>
        [.. packages.Select(p => new CondaPackage
        {
            Name = p.Package.Name, RawName = p.Package.RawName, Version = p.Package.Version, Build = p.Package.Build, Manager = p.Package.Manager, Subdir = p.Package.Subdir,
            Depends = [.. packages.Where(other => other.RequiredBy.Contains(p.Package.Name)).Select(static other => other.Package.Name)],
        })];

    private CondaEnvFile File(string dependencies)
    {
        string path = Path.Combine(_folder.Path, Guid.NewGuid() + ".yml");
        System.IO.File.WriteAllText(path, "name: x\ndependencies:\n" + string.Concat(dependencies.Split('\n').Select(static l => "  " + l + "\n")));
        List<CondaEnvException> problems = [];
        CondaEnvFile file = Service(problems).ImportFile(path);
        Assert.Empty(problems);
        return file;
    }

    private IReadOnlyList<CondaEnvDifference> Against(string dependencies, params CondaPackage[] packages) => Rows(dependencies, includeEqual: false, packages);

    private IReadOnlyList<CondaEnvDifference> Rows(string dependencies, bool includeEqual, params CondaPackage[] packages) =>
        EnvironmentComparer.Compare(ComparedSide.Of(File(dependencies)), ComparedSide.Of(packages), includeEqual).Rows;
}
