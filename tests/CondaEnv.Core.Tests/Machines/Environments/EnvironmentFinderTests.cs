using System;
using System.IO;
using System.Linq;
using CondaEnv.Machines.Environments;
using CondaEnv.Machines.Installations;
using Xunit;

namespace CondaEnv.Tests.Machines.Environments;

public sealed class EnvironmentFinderTests
{
    [Fact]
    public void A_machine_without_conda_has_no_environments_and_no_problems()
    {
        using FakeMachine machine = new();
        Assert.Empty(machine.FindAll());
        Assert.Empty(machine.Problems);
    }

    [Fact]
    public void Every_usual_place_is_looked_at_and_the_order_is_by_prefix()
    {
        using FakeMachine machine = new();
        string root = machine.Install("opt/conda");
        machine.Env("opt/conda/envs/a");
        machine.Install("home/me/miniforge3");
        machine.Env("home/me/miniforge3/envs/b");
        machine.Install("home/me/.pyenv/versions/miniconda3-4.7.12");
        machine.Folder("home/me/.pyenv/versions/3.12.1/bin");
        machine.Install("opt/homebrew/Caskroom/miniforge/base");
        machine.Env("home/me/.conda/envs/c");
        machine.Env("configured/d");
        machine.Env("variable/e");
        machine.Env("registered/f");
        machine.Env("active/g");
        machine.Env("home/me/.pixi/envs/h");
        machine.Env("work/.pixi/envs/default");
        machine.Env("work/.conda/envs/i");
        machine.Folder("opt/conda/envs/no-environment");
        machine.Folder("home/me/micromamba/pkgs");
        machine.Env("home/me/micromamba/envs/j");
        machine.File("home/me/.condarc", $"envs_dirs: [{machine.At("configured")}]\n");
        machine.File("home/me/.conda/environments.txt", $"{root}\n{machine.At("registered/f")}\n");
        machine.Set("CONDA_ENVS_PATH", machine.At("variable"));
        machine.Set("CONDA_PREFIX", machine.At("active/g"));
        machine.Current = machine.Folder("work/deep/er");

        string[] expected =
        [
            "active/g", "configured/d", "home/me/.conda/envs/c", "home/me/.pixi/envs/h", "home/me/.pyenv/versions/miniconda3-4.7.12",
            "home/me/micromamba/envs/j", "home/me/miniforge3", "home/me/miniforge3/envs/b", "opt/conda", "opt/conda/envs/a",
            "opt/homebrew/Caskroom/miniforge/base", "registered/f", "variable/e", "work/.conda/envs/i", "work/.pixi/envs/default",
        ];
        Assert.Equal(expected, machine.FindAll());
        Assert.Empty(machine.Problems);
        Assert.DoesNotContain(machine.Verbose, static m => m.StartsWith("No environment is at", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_condas()
    {
        using FakeMachine machine = new();
        machine.Install("opt/conda");
        machine.Env("opt/conda/envs/a");
        machine.Env("home/me/.conda/envs/ünï code");
        string outside = machine.Env("outside/x");
        string pixi = machine.Env("work/.pixi/envs/default");
        machine.File("home/me/.conda/environments.txt", outside);
        Assert.Equal(["ünï code", "base", "a", outside, pixi], machine.Finder().FindAll().Select(static e => e.Name));
    }

    [Fact]
    public void The_active_environment_and_base_are_marked()
    {
        using FakeMachine machine = new();
        machine.Install("opt/conda");
        machine.Set("CONDA_PREFIX", machine.Env("opt/conda/envs/a") + "/");
        EnvironmentFinder finder = machine.Finder();
        Assert.Equal(["opt/conda"], finder.FindAll().Where(static e => e.IsBase).Select(e => machine.Relative(e.Prefix)));
        EnvironmentLocation active = Assert.Single(finder.FindAll(), static e => e.IsActive);
        Assert.Equal("a", active.Name);
        Assert.Equal(machine.At("opt/conda"), active.RootPrefix);
        Assert.Equal(active.Prefix, finder.FindActive().Prefix);
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void An_environment_counts_once_and_keeps_its_first_spelling()
    {
        using FakeMachine machine = new();
        string real = machine.Env("data/envs/a");
        machine.Folder("home/me/.conda");
        Directory.CreateSymbolicLink(machine.At("link"), machine.At("data"));
        Directory.CreateSymbolicLink(machine.At("home/me/.conda/envs"), "../../../link/envs");
        Directory.CreateSymbolicLink(machine.At("data/envs/alias"), "a");
        machine.Set("CONDA_ENVS_DIRS", machine.At("data/envs/") + Path.PathSeparator + machine.At("link/envs"));
        machine.File("home/me/.conda/environments.txt", $"{machine.At("link/envs/a")}\r\n# note\n\n{real}/\n{real}/../a\n");
        machine.Set("CONDA_PREFIX", machine.At("link/envs/a/"));
        Assert.Equal(["data/envs/a"], machine.FindAll());
        EnvironmentLocation found = Assert.Single(machine.Finder().FindAll());
        Assert.True(found.IsActive);
        Assert.Equal("a", found.Name);
        Assert.Equal(LocationSource.EnvsDir, found.Source);
    }

    [Fact]
    public void Links_that_lead_in_circles_do_no_harm()
    {
        using FakeMachine machine = new();
        machine.Env("home/me/.conda/envs/a");
        Directory.CreateSymbolicLink(machine.At("home/me/.conda/envs/self"), "self");
        Directory.CreateSymbolicLink(machine.At("home/me/.conda/envs/up"), "..");
        Assert.Equal(["home/me/.conda/envs/a"], machine.FindAll());
        Assert.Equal(["home/me/.conda/envs/a"], machine.FindAll(new DiscoveryOptions { SearchPath = [machine.Home], Recurse = true }));
    }

    [Fact]
    public void Stale_entries_are_verbose_messages()
    {
        using FakeMachine machine = new();
        string registry = machine.File("home/me/.conda/environments.txt", $"{machine.At("gone")}\n{machine.Folder("plain")}\n\0\n");
        byte[] before = File.ReadAllBytes(registry);
        machine.Set("CONDA_PREFIX", machine.At("gone-too"));
        Assert.Empty(machine.FindAll());
        Assert.Equal(3, machine.Verbose.Count(static m => m.StartsWith("No environment is at", StringComparison.Ordinal)));
        Assert.Contains("Found 0 environments.", machine.Verbose);
        Assert.Empty(machine.Problems);
        Assert.Equal(before, File.ReadAllBytes(registry));
    }

    [Fact]
    public void All_users_environments_are_found_on_demand()
    {
        using FakeMachine machine = new();
        machine.Env("home/other/.conda/envs/a");
        machine.Env("registered/b");
        machine.File("home/other/.conda/environments.txt", machine.At("registered/b") + "\n");
        machine.Install("home/other/miniconda3");
        machine.Env("home/other/miniconda3/envs/c");
        machine.Env("home/other/.pixi/envs/d");
        machine.Env("var/srv/x/.conda/envs/e");
        machine.File("etc/passwd", "root:x:0:0::/root:/bin/sh\nbin:x:1:1::/bin:/no\nsrv:x:9:9::/var/srv/x:/bin/sh\nbad line\n");
        Assert.Empty(machine.FindAll());
        Assert.Equal(
            ["home/other/.conda/envs/a", "home/other/.pixi/envs/d", "home/other/miniconda3", "home/other/miniconda3/envs/c", "registered/b", "var/srv/x/.conda/envs/e"],
            machine.FindAll(new DiscoveryOptions { AllUsers = true }));
        Assert.Equal("a", machine.Finder().FindAll(new DiscoveryOptions { AllUsers = true })[0].Name);
    }

    [Fact]
    public void Windows_places_are_found_and_case_does_not_matter()
    {
        using FakeMachine machine = new(windows: true);
        machine.Install("C/ProgramData/miniconda3");
        machine.Env("C/ProgramData/miniconda3/envs/a");
        machine.Env("C/Users/me/AppData/Local/conda/conda/envs/b");
        machine.Install("C/Program Files/ArcGIS/Pro/bin/Python");
        machine.Env("C/Program Files/ArcGIS/Pro/bin/Python/envs/arcgispro-py3");
        machine.Env(
            "C/Users/me/AppData/Local/ESRI/conda/envs/clone",
            $"==> 2026-01-01 00:00:00 <==\n# cmd: {machine.At("C/Program Files/ArcGIS/Pro/bin/Python")}/Scripts/conda-script.py create --clone arcgispro-py3\n");
        machine.File("C/Users/me/.conda/environments.txt", machine.At("C/ProgramData/miniconda3/envs/a").ToUpperInvariant() + "\n");
        machine.Env("C/Users/other/.conda/envs/z");
        EnvironmentFinder finder = machine.Finder();
        Assert.Equal(
            ["base|ArcGIS", "arcgispro-py3|ArcGIS", "base|Miniconda", "a|Miniconda", "clone|ArcGIS", "b|Miniconda"],
            finder.FindAll().Select(static e => $"{e.Name}|{e.Distribution}"));
        Assert.Equal(machine.At("C/Program Files/ArcGIS/Pro/bin/Python"), finder.FindByName("clone").RootPrefix);
        Assert.Equal(7, machine.FindAll(new DiscoveryOptions { AllUsers = true }).Length);
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void Links_among_the_homes_are_homes_only_if_they_lead_to_one()
    {
        using FakeMachine machine = new(windows: true);
        machine.Install("C/ProgramData/miniconda3");
        machine.Env("C/ProgramData/miniconda3/envs/a");
        machine.Env("C/Users/Default/.conda/envs/b");
        machine.Env("D/profiles/other/.conda/envs/c");
        Directory.CreateSymbolicLink(machine.At("C/Users/All Users"), machine.At("C/ProgramData"));
        Directory.CreateSymbolicLink(machine.At("C/Users/Another Default"), machine.At("C/Users/Default"));
        Directory.CreateSymbolicLink(machine.At("C/Users/other"), machine.At("D/profiles/other"));
        Assert.Equal(
            ["C/ProgramData/miniconda3", "C/ProgramData/miniconda3/envs/a", "C/Users/Default/.conda/envs/b", "C/Users/other/.conda/envs/c"],
            machine.FindAll(new DiscoveryOptions { AllUsers = true }));
    }

    [Fact]
    public void Every_place_of_other_users_is_looked_at_on_demand()
    {
        using FakeMachine machine = new(windows: true);
        machine.Set("SECRET", "leaked");
        machine.Install("C/ProgramData/miniconda3");
        machine.Install("C/Users/other/AppData/Local/Programs/ArcGIS/Pro/bin/Python");
        machine.Env("C/Users/other/AppData/Local/ESRI/conda/envs/clone");
        machine.Env("C/Users/other/AppData/Local/conda/conda/envs/local");
        machine.Env("C/Users/other/alpha/home");
        machine.Env("C/Users/other/beta/profile");
        machine.Env("D/team/envs/absolute");
        machine.Env("D/leaked/never");
        machine.File("C/Users/other/.condarc", $"envs_dirs:\n  - ~/alpha\n  - '%USERPROFILE%/beta'\n  - '{machine.At("D/team/envs")}'\n  - '{machine.At("D")}/$SECRET'\n");
        string[] own = ["C/ProgramData/miniconda3"];
        Assert.Equal(own, machine.FindAll());
        Assert.Equal(
            [
                .. own, "C/Users/other/AppData/Local/ESRI/conda/envs/clone", "C/Users/other/AppData/Local/Programs/ArcGIS/Pro/bin/Python",
                "C/Users/other/AppData/Local/conda/conda/envs/local", "C/Users/other/alpha/home", "C/Users/other/beta/profile", "D/team/envs/absolute",
            ],
            machine.FindAll(new DiscoveryOptions { AllUsers = true }));
        Assert.Empty(machine.Problems);
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void Installations_are_found_by_variables_and_on_the_path()
    {
        using FakeMachine machine = new();
        machine.Install("a/one");
        machine.Install("a/two");
        machine.Install("a/three");
        machine.Install("a/four");
        machine.Folder("a/mamba");
        machine.Set("CONDA_ROOT", machine.At("a/one"));
        machine.Set("CONDA_EXE", machine.File("a/two/bin/conda"));
        machine.Set("_CONDA_ROOT", machine.At("a/two"));
        machine.Set("MAMBA_ROOT_PREFIX", machine.At("a/mamba"));
        machine.Set("CONDA_PREFIX", machine.At("a/three"));
        machine.File("a/four/bin/conda");
        machine.Folder("bin");
        File.CreateSymbolicLink(machine.At("bin/conda"), machine.At("a/four/bin/conda"));
        machine.Set("PATH", $"/nowhere{Path.PathSeparator}{machine.At("bin")}{Path.PathSeparator}{Path.PathSeparator}\0{Path.PathSeparator}");
        Assert.Equal(["a/one", "a/two", "a/mamba", "a/three", "a/four"], machine.Finder().Roots.Select(machine.Relative));
        Assert.Equal("a/one", machine.Relative(machine.Finder().FindByName("base").Prefix));
        Assert.Equal(
            ["a/one/envs", "home/me/.conda/envs", "a/two/envs", "a/mamba/envs", "a/three/envs", "a/four/envs"],
            machine.Finder().EnvsDirs.Select(machine.Relative));
    }

    [Fact]
    public void An_environment_that_has_conda_among_its_packages_is_no_installation()
    {
        using FakeMachine machine = new();
        string root = machine.Install("opt/tool");
        string environment = machine.Install("data/dev", $"==> 2026-01-01 00:00:00 <==\n# cmd: {root}/bin/conda create -p {machine.At("data/dev")} conda\n");
        machine.Set("CONDA_PREFIX", environment);
        EnvironmentLocation found = Assert.Single(machine.Finder().FindAll(), static e => e.IsActive);
        Assert.False(found.IsBase);
        Assert.Equal(root, found.RootPrefix);
        Assert.Equal(environment, found.Name);
        Assert.Equal([root], machine.Finder().Roots);
    }

    [Fact]
    public void A_search_looks_there_and_nowhere_else()
    {
        using FakeMachine machine = new();
        machine.Install("opt/conda");
        machine.Env("backup/a");
        machine.Env("backup/deep/b");
        machine.Env("backup/deep/er/c");
        machine.Install("backup/mini");
        machine.Env("backup/mini/envs/d");
        machine.Env("backup/mini/lib/hidden");
        machine.Env("backup/mini/pkgs/hidden");
        machine.Env("backup/project/.pixi/envs/default");
        machine.Env("backup/project/.conda/envs/e");
        machine.Env("backup/.git/hidden");
        machine.File("backup/venv/pyvenv.cfg");
        machine.Folder("backup/venv/bin");
        machine.Env("backup/venv/lib/hidden");
        machine.File("backup/mm/pkgs/urls.txt");
        machine.Env("backup/mm/pkgs/hidden");
        machine.Env("backup/mm/envs/f");

        string backup = machine.At("backup");
        string[] near = ["backup/a", "backup/mini", "backup/mini/envs/d", "backup/mm/envs/f", "backup/project/.conda/envs/e", "backup/project/.pixi/envs/default"];
        Assert.Equal(near, machine.FindAll(new DiscoveryOptions { SearchPath = [backup] }));
        Assert.Equal(near, machine.FindAll(new DiscoveryOptions { SearchPath = [backup, backup + "/"], Recurse = true, Depth = 0 }));
        Assert.Equal([near[0], "backup/deep/b", .. near.Skip(1)], machine.FindAll(new DiscoveryOptions { SearchPath = [backup], Recurse = true, Depth = 1 }));
        Assert.Equal(
            [near[0], "backup/deep/b", "backup/deep/er/c", .. near.Skip(1)], machine.FindAll(new DiscoveryOptions { SearchPath = [backup], Recurse = true }));
        Assert.Equal(["backup/mini", "backup/mini/envs/d"], machine.FindAll(new DiscoveryOptions { SearchPath = [backup + "/mini"] }));
        Assert.Empty(machine.Problems);
    }

    [Theory]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_hides_nothing_whether_or_not_it_may_be_listed(bool refused)
    {
        using FakeMachine machine = new(windows: true);
        machine.Env("C/Users/me/a");
        machine.Env("C/Windows/b");
        Directory.CreateSymbolicLink(machine.At("C/Documents and Settings"), machine.At("C/Users"));
        Directory.CreateSymbolicLink(machine.At("C/Users/me/Application Data"), machine.At("C/Users/me/AppData"));
        machine.Env("C/Users/me/AppData/c");
        Directory.CreateSymbolicLink(machine.At("C/Users/me/Recent"), machine.Folder("D/elsewhere"));
        if (refused)
        {
            machine.Refused.Add("C/Documents and Settings");
            machine.Refused.Add("C/Users/me/Application Data");
            machine.Refused.Add("C/Users/me/Recent");
        }

        Assert.Equal(["C/Users/me/AppData/c", "C/Users/me/a", "C/Windows/b"], machine.FindAll(new DiscoveryOptions { SearchPath = [machine.At("C")], Recurse = true }));
        Assert.Empty(machine.Problems);
        
        // A link whose target was searched is not even asked.
        Assert.Equal(refused ? 1 : 0, machine.Verbose.Count(static m => m.StartsWith("The link", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void A_link_is_a_shorter_way_for_a_search_of_limited_depth()
    {
        using FakeMachine machine = new();
        machine.Env("x/deep/er/still/a");
        Directory.CreateSymbolicLink(machine.At("x/near"), machine.At("x/deep/er/still"));
        Assert.Equal(["x/near/a"], machine.FindAll(new DiscoveryOptions { SearchPath = [machine.At("x")], Recurse = true, Depth = 1 }));
        Assert.Equal(["x/deep/er/still/a"], machine.FindAll(new DiscoveryOptions { SearchPath = [machine.At("x")], Recurse = true }));
    }

    [Fact]
    public void A_folder_that_may_not_be_listed_is_a_problem_in_a_search()
    {
        using FakeMachine machine = new();
        machine.Env("x/b");
        machine.Env("x/locked/c");
        machine.Refused.Add("x/locked");
        Assert.Equal(["x/b"], machine.FindAll(new DiscoveryOptions { SearchPath = [machine.At("x")], Recurse = true }));
        Assert.Equal(CondaErrorKind.AccessDenied, Assert.Single(machine.Problems).Kind);
    }

    [Fact]
    public void A_search_of_a_folder_that_is_not_there_is_a_problem()
    {
        using FakeMachine machine = new();
        Assert.Empty(machine.FindAll(new DiscoveryOptions { SearchPath = ["nowhere"] }));
        Assert.Equal(CondaErrorKind.PathNotFound, Assert.Single(machine.Problems).Kind);
    }

    [Fact]
    [Trait("User", "Ordinary")]
    public void A_folder_without_permission_is_a_problem_and_the_rest_is_found()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Permissions are set by mode.");
            return;
        }

        Assert.SkipWhen(Environment.UserName == "root", "The superuser may read everything.");
        using FakeMachine machine = new();
        machine.Env("home/me/.conda/envs/a");
        machine.Env("x/b");
        machine.Env("x/locked/c");
        File.SetUnixFileMode(machine.At("x/locked"), UnixFileMode.None);
        try
        {
            Assert.Equal(["x/b"], machine.FindAll(new DiscoveryOptions { SearchPath = [machine.At("x")], Recurse = true }));
            Assert.Equal(CondaErrorKind.AccessDenied, Assert.Single(machine.Problems).Kind);
            Assert.Equal(CondaErrorKind.AccessDenied, Assert.Throws<CondaEnvException>(() => machine.Finder().Locate(machine.At("x/locked"))).Kind);
        }
        finally
        {
            File.SetUnixFileMode(machine.At("x/locked"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData("opt/miniforge3", "", "", "Miniforge")]
    [InlineData("opt/mambaforge", "", "", "Miniforge")]
    [InlineData("home/me/anaconda3", "", "", "Anaconda")]
    [InlineData("opt/conda", "anaconda-2025.06-py313_0.json", "", "Anaconda")]
    [InlineData("opt/conda", "_anaconda_depends-2025.06-py313_0.json", "", "Anaconda")]
    [InlineData("opt/conda", "anaconda-client-1.13.0-py_0.json", "", "conda")]
    [InlineData("opt/conda", "", "+conda-forge/linux-64::conda-26.1.1-py313_0", "Miniforge")]
    [InlineData("opt/conda", "", "+https://repo.anaconda.com/pkgs/main/linux-64::conda-26.1.1-py313_0", "Miniconda")]
    public void The_installation_says_which_distribution_it_is(string place, string record, string history, string expected)
    {
        using FakeMachine machine = new();
        machine.Install(place, "==> 2026-01-01 00:00:00 <==\n" + history);
        if (record.Length > 0)
        {
            machine.File($"{place}/conda-meta/{record}");
        }

        machine.Env(place + "/envs/a");
        Assert.All(machine.Finder().FindAll(), e => Assert.Equal(expected, e.Distribution));
    }

    [Fact]
    public void Micromamba_pixi_and_venv_say_so()
    {
        using FakeMachine machine = new();
        machine.Folder("home/me/micromamba/pkgs");
        machine.Env("home/me/micromamba/envs/a");
        machine.Env("elsewhere/b", "==> 2026-01-01 00:00:00 <==\n# cmd: /home/me/.local/bin/micromamba create -p /elsewhere/b\n");
        machine.Env("elsewhere/c");
        machine.File("elsewhere/c/conda-meta/pixi", "{}");
        machine.File("work/.pixi/envs/old/conda-meta/x-1-0.json");
        machine.File("elsewhere/d/pyvenv.cfg");
        EnvironmentFinder finder = machine.Finder();
        Assert.Equal(Distributions.Micromamba, finder.FindByName("a").Distribution);
        Assert.Equal(Distributions.Micromamba, finder.Locate(machine.At("elsewhere/b")).Distribution);
        Assert.Equal((EnvironmentKind.Pixi, Distributions.Pixi), Sort(finder.Locate(machine.At("elsewhere/c"))));
        Assert.Equal((EnvironmentKind.Venv, Distributions.Venv), Sort(finder.Locate(machine.At("elsewhere/d"))));
        Assert.Equal(["a", machine.At("work/.pixi/envs/old")], finder.FindAll().Select(static e => e.Name));

        static (EnvironmentKind Kind, string Distribution) Sort(EnvironmentLocation location) => (location.Kind, location.Distribution);
    }

    [Theory]
    [InlineData("/home/user/miniforge3/bin/conda create -n x", Distributions.Miniforge)]
    [InlineData(@"C:\ProgramData\Anaconda3\Scripts\conda-script.py create -n x", Distributions.Anaconda)]
    [InlineData("/opt/tools/bin/conda create -n x", Distributions.Conda)]
    [InlineData("/home/user/miniforge3/bin/python x.py", Distributions.Unknown)]
    [InlineData("/home/user/miniforge3/bin/python x.py\n# conda version: 24.1.2", Distributions.Conda)]
    public void A_copied_environment_tells_its_installation_by_the_folder_that_its_history_names(string command, string distribution)
    {
        using FakeMachine machine = new();
        machine.Env("share/copy", $"==> 2026-01-01 00:00:00 <==\n# cmd: {command}\n");
        EnvironmentLocation found = machine.Finder().Locate(machine.At("share/copy"));
        Assert.Equal((distribution, null), (found.Distribution, found.RootPrefix));
    }
}
