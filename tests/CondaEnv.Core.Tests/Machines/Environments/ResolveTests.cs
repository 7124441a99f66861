using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Machines.Environments;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Installations;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Machines.Environments;

public sealed class ResolveTests
{
    private static CondaEnvException Fails(CondaErrorKind kind, Action action)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(action);
        Assert.Equal(kind, error.Kind);
        return error;
    }

    [Fact]
    public void The_first_folder_of_a_name_wins()
    {
        using FakeMachine machine = new();
        machine.Env("one/a");
        machine.Env("two/a");
        machine.Env("two/b");
        machine.Folder("one/plain");
        machine.Env("two/plain");
        machine.Set("CONDA_ENVS_DIRS", $"{machine.At("none")}{Path.PathSeparator}{machine.At("one")}{Path.PathSeparator}{machine.At("two")}");
        EnvironmentFinder finder = machine.Finder();
        Assert.Equal(machine.At("one/a"), finder.FindByName("a").Prefix);
        Assert.Equal(machine.At("two/b"), finder.Resolve("b").Prefix);
        Fails(CondaErrorKind.NotAnEnvironment, () => finder.FindByName("plain"));
        Assert.Equal("plain", finder.FindByName("plain", requireEnvironment: false).Name);
    }

    [Theory]
    [InlineData("base")]
    [InlineData("root")]
    public void Base_is_the_installation(string name)
    {
        using FakeMachine machine = new();
        Fails(CondaErrorKind.EnvironmentNotFound, () => machine.Finder().FindByName(name));
        machine.Folder("mm");
        machine.Set("MAMBA_ROOT_PREFIX", machine.At("mm"));
        Fails(CondaErrorKind.NotAnEnvironment, () => machine.Finder().FindByName(name));
        machine.Install("opt/conda");
        Assert.Equal(machine.At("opt/conda"), machine.Finder().FindByName(name).Prefix);
        machine.Env("mm");
        EnvironmentLocation mamba = machine.Finder().FindByName(name);
        Assert.Equal((machine.At("mm"), "base"), (mamba.Prefix, mamba.Name));
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_that_helps()
    {
        using FakeMachine machine = new();
        machine.Env("home/me/.conda/envs/mkdocs-env");
        machine.File("home/me/.conda/environments.txt", machine.Env("data/Other") + "\n");
        EnvironmentFinder finder = machine.Finder();
        CondaEnvException error = Fails(CondaErrorKind.EnvironmentNotFound, () => finder.FindByName("mkdoc-env"));
        Assert.Equal("mkdoc-env", error.Target);
        Assert.Equal($"No environment is named 'mkdoc-env' in '{machine.At("home/me/.conda/envs")}'. Did you mean 'mkdocs-env'?", error.Message);
        Assert.Contains($"There is one at '{machine.At("data/Other")}'", Fails(CondaErrorKind.EnvironmentNotFound, () => finder.FindByName("other")).Message);
        Assert.Contains("List all environments", Fails(CondaErrorKind.EnvironmentNotFound, () => finder.FindByName("zzz")).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    [InlineData("a|b")]
    [InlineData("...")]
    public void Odd_names_are_not_found(string name)
    {
        using FakeMachine machine = new();
        machine.Folder("home/me/.conda/envs");
        Fails(CondaErrorKind.EnvironmentNotFound, () => machine.Finder().Resolve(name));
    }

    [Theory]
    [InlineData("./a b")]
    [InlineData(".\\a b")]
    [InlineData("../work/a b/")]
    [InlineData("~/../../work/a b")]
    [InlineData("$WORK/a b")]
    public void A_text_with_a_separator_is_a_path(string text)
    {
        using FakeMachine machine = new();
        machine.Set("WORK", machine.At("work"));
        string prefix = machine.Env("work/a b");
        EnvironmentLocation found = machine.Finder().Resolve(text);
        Assert.Equal(prefix, found.Prefix);
        Assert.Equal(prefix, found.Name);
    }

    [Fact]
    public void A_path_is_taken_as_it_is_written_first()
    {
        using FakeMachine machine = new();
        machine.Set("A", "b");
        string prefix = machine.Env("work/$A");
        machine.Env("work/b");
        Assert.Equal(prefix, machine.Finder().Locate("$A").Prefix);
    }

    [Fact]
    public void A_path_gives_liberal_answers_where_something_can_be_read()
    {
        using FakeMachine machine = new();
        machine.Folder("work/no-history/conda-meta");
        machine.File("work/venv/pyvenv.cfg");
        machine.Folder("work/plain");
        machine.File("work/file");
        EnvironmentFinder finder = machine.Finder();
        Assert.Equal(EnvironmentKind.Conda, finder.Locate("no-history").Kind);
        Assert.Equal(EnvironmentKind.Venv, finder.Locate("venv").Kind);
        Assert.Contains("'conda-meta'", Fails(CondaErrorKind.NotAnEnvironment, () => finder.Locate("plain")).Message);
        Fails(CondaErrorKind.NotAnEnvironment, () => finder.Locate("file", requireEnvironment: false));
        Assert.Equal(machine.At("work/nothing"), Fails(CondaErrorKind.EnvironmentNotFound, () => finder.Locate("nothing", requireEnvironment: false)).Target);

        EnvironmentLocation plain = finder.Locate("plain", requireEnvironment: false);
        Assert.False(plain.IsEnvironment);
        Assert.Equal((machine.At("work/plain"), machine.At("work/plain")), (plain.Prefix, plain.Name));
    }

    [Fact]
    public void Without_a_target_the_active_environment_is_meant()
    {
        using FakeMachine machine = new();
        Assert.Contains("CONDA_PREFIX", Fails(CondaErrorKind.NoActiveEnvironment, () => machine.Finder().FindActive()).Message);
        machine.Set("CONDA_PREFIX", machine.At("gone"));
        Fails(CondaErrorKind.EnvironmentNotFound, () => machine.Finder().FindActive());
    }

    [Fact]
    public void Long_and_foreign_paths_are_paths()
    {
        using FakeMachine machine = new();
        string deep = string.Join("/", Enumerable.Repeat("ein ziemlich långer ordner 長い", 12));
        Assert.True(machine.At(deep).Length > 300);
        string prefix = machine.Env("work/" + deep);
        Assert.Equal(prefix, machine.Finder().Locate(prefix).Prefix);
        Assert.Equal(["work/" + deep], machine.FindAll(new DiscoveryOptions { SearchPath = [machine.Root], Recurse = true }));
        Fails(CondaErrorKind.EnvironmentNotFound, () => machine.Finder().Locate("/" + new string('x', 300)));
        Fails(CondaErrorKind.EnvironmentNotFound, () => machine.Finder().Locate("/" + new string('x', 40_000)));
        Fails(CondaErrorKind.EnvironmentNotFound, () => machine.Finder().Locate("/a\0b"));
    }

    [Fact]
    public void An_environment_s_own_condarc_counts_for_it_and_a_problem_is_told_once()
    {
        using FakeMachine machine = new();
        machine.File("home/me/.condarc", "channels: a\n");
        machine.File("work/x/.condarc", "channels: [own]\n");
        machine.Env("work/x");
        machine.Env("work/y");
        EnvironmentFinder finder = machine.Finder();
        Assert.Equal(["own"], finder.ConfigurationFor(finder.Locate("x").Prefix).Channels);
        Assert.Empty(finder.ConfigurationFor(finder.Locate("y").Prefix).Channels);
        Assert.Single(machine.Problems);
    }

    [Fact]
    public void This_machine_has_a_home_and_a_name()
    {
        Machine machine = Machine.Current;
        Assert.True(Path.IsPathRooted(machine.HomeDirectory));
        Assert.NotEqual("", machine.ComputerName);
        Assert.NotEqual("", machine.CurrentDirectory);
        Assert.Equal(OperatingSystem.IsWindows(), machine.IsWindows);
        Assert.NotSame(machine, Machine.Current);
    }

    [Fact]
    public void Looking_writes_nothing()
    {
        using FakeMachine machine = new();
        machine.Install("opt/conda");
        machine.Env("opt/conda/envs/a");
        machine.File("home/me/.condarc", "channels: [a]\n");
        machine.File("home/me/.conda/environments.txt", "/gone\n");
        string before = Snapshot(machine.Root);
        EnvironmentFinder finder = machine.Finder();
        finder.FindAll(new DiscoveryOptions { AllUsers = true });
        finder.FindAll(new DiscoveryOptions { SearchPath = [machine.Root], Recurse = true });
        finder.FindByName("a");
        Assert.Equal(before, Snapshot(machine.Root));

        static string Snapshot(string root) => string.Join("\n", new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .OrderBy(static e => e.FullName, StringComparer.Ordinal)
            .Select(static e => $"{e.FullName} {e.LastWriteTimeUtc:O} {(e is FileInfo file ? file.Length : 0)}"));
    }

    [Theory]
    [InlineData("/opt/x/bin/conda", "/opt/x")]
    [InlineData("/opt/x/condabin/mamba", "/opt/x")]
    [InlineData("C:\\x\\Scripts\\conda.exe", "C:\\x")]
    [InlineData("C:\\x\\Scripts\\conda-script.py", "C:\\x")]
    [InlineData("C:\\x\\Library\\bin\\conda.bat", "C:\\x")]
    [InlineData("C:\\x\\_conda.exe", "C:\\x")]
    [InlineData("C:\\x\\Lib\\site-packages\\conda\\__main__.py", "C:\\x")]
    [InlineData("/x/lib/python3.12/site-packages/conda/__main__.py", "/x")]
    [InlineData("conda", null)]
    public void A_program_lies_in_its_installation(string program, string? root) => Assert.Equal(root, HistoryHead.RootOf(program));

    [Theory]
    [InlineData("{0}/bin/conda create -n a")]
    [InlineData("{0}/bin/mamba env create -f /x/bin/conda.yml")]
    [InlineData("{0}/lib/python3.12/site-packages/conda/__main__.py create")]
    [InlineData("{0}/bin/conda")]
    public void The_history_names_the_installation_though_its_path_has_spaces(string command)
    {
        using FakeMachine machine = new();
        string root = machine.Install("opt/My conda stuff");
        machine.Env("x", "==> 2026-01-01 00:00:00 <==\n# cmd: " + string.Format(null, command, root) + "\n# cmd: /other\n");
        Assert.Equal(root, machine.Finder().Locate(machine.At("x")).RootPrefix);
    }

    [Theory]
    [InlineData(true, "USERPROFILE=/p", "/p")]
    [InlineData(true, "USERPROFILE=/p/ HOMEDRIVE=H: HOMEPATH=/x", "/p")]
    [InlineData(true, "HOMEDRIVE=/d HOMEPATH=/x", "/d/x")]
    [InlineData(true, "HOMEPATH=/x", "/x")]
    [InlineData(true, "USERPROFILE= HOMEPATH=/x", "/x")]
    [InlineData(true, "HOMEDRIVE=H: HOME=/h", null)]
    [InlineData(false, "USERPROFILE=/p HOMEPATH=/x", null)]
    public void The_home_of_Windows_is_what_Python_expands_the_tilde_to(bool windows, string variables, string? expected)
    {
        Dictionary<string, string> set = variables.Split(' ').Select(static v => v.Split('=')).ToDictionary(static v => v[0], static v => v[1], StringComparer.Ordinal);
        Assert.Equal(expected, Machine.HomeOf(name => set.GetValueOrDefault(name), windows));
    }

    [Fact]
    public void The_home_of_this_machine_follows_its_variables()
    {
        using TempFolder folder = new();
        string? home = Machine.At(folder.Path, name => name == "USERPROFILE" ? folder.Path : Environment.GetEnvironmentVariable(name)).HomeDirectory;
        Assert.Equal(OperatingSystem.IsWindows(), home == folder.Path);
    }

    [Theory]
    [InlineData(true, "%PROGRAMDATA%/x")]
    [InlineData(true, "$PROGRAMDATA/x")]
    [InlineData(true, "${PROGRAMDATA}/x")]
    [InlineData(false, "$DATA/x")]
    [InlineData(false, "${DATA}/x")]
    public void A_variable_that_holds_a_rooted_path_starts_anew(bool windows, string typed)
    {
        // As the cmdlets give it: behind PowerShell's location.
        using FakeMachine machine = new(windows);
        string data = machine.Folder(windows ? "C/ProgramData" : "data");
        machine.Set("DATA", data);
        string path = Path.Combine(machine.Current, typed);
        CondaEnvException error = Fails(CondaErrorKind.EnvironmentNotFound, () => machine.Finder().Locate(path));
        Assert.Contains($"'{Path.Combine(data, "x")}'", error.Message, StringComparison.Ordinal);
        string prefix = machine.Env(windows ? "C/ProgramData/x" : "data/x");
        Assert.Equal(prefix, machine.Finder().Locate(path).Prefix);
        Assert.Equal(prefix, machine.Finder().Locate(typed).Prefix);
    }

    [Fact]
    public void Folders_of_the_path_may_be_in_quotes_on_Windows()
    {
        Func<string, string?> variables = static _ => "a;\"b;c\"; \"d\" ;;e\"f\"";
        Assert.Equal(["a", "b;c", "d", "ef"], new Machine(variables, "home") { IsWindows = true }.PathFolders);
        Assert.Equal(["\"x\"", "y"], new Machine(static _ => "\"x\"::y", "home").PathFolders);

        using FakeMachine machine = new(windows: true);
        machine.Install("D/conda");
        machine.File("D/conda/Scripts/conda.exe");
        machine.Set("PATH", machine.At("nowhere") + ";\"" + machine.At("D/conda/Scripts") + "\"");
        Assert.Equal(["D/conda"], machine.FindAll());
    }
}
