using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Adapters;
using CondaEnv.Machines.Environments;
using CondaEnv.Machines.Host;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Machines.Host;

/// <summary>CONDAENV_SYSTEM_ROOT: places of the machine are looked up below another folder.</summary>
public sealed class SystemRootTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly List<CondaEnvException> _problems = [];

    public SystemRootTests()
    {
        _variables["CONDAENV_SYSTEM_ROOT"] = Folder("root");
        _variables["PROGRAMDATA"] = Folder("real/ProgramData");
        _variables["PROGRAMFILES"] = Folder("real/Program Files");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Installations_and_settings_of_the_machine_are_found_below_it()
    {
        string opt = OperatingSystem.IsWindows() ? "root/C/ProgramData/miniconda3" : "root/opt/miniconda3";
        string settings = OperatingSystem.IsWindows() ? "root/C/ProgramData/conda" : "root/etc/conda";
        string installed = Environment(opt);
        File.WriteAllText(Path.Combine(installed, "conda-meta", "conda-26.7.1-py313_0.json"), "{}");
        Folder(opt + "/condabin");
        Folder(opt + "/envs");
        string named = Environment("of-the-machine/one");
        File.WriteAllText(Path.Combine(Folder(settings), "condarc"), "envs_dirs: ['" + Path.GetDirectoryName(named) + "']\n");

        string[] found = [.. Finder("root").FindAll().Select(static e => e.Prefix)];
        Assert.Contains(installed, found);
        Assert.Contains(named, found);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Variables_that_name_folders_of_the_real_root_do_not_count()
    {
        Machine machine = At("root");
        Assert.Equal(Path.Combine(_folder.Path, "root", "C", "ProgramData"), Path.GetFullPath(machine.ProgramData));
        Assert.Equal(Path.Combine(_folder.Path, "root", "C", "Program Files"), Path.GetFullPath(machine.ProgramFiles));
        _variables.Remove("CONDAENV_SYSTEM_ROOT");
        Assert.Equal(Path.Combine(_folder.Path, "real", "ProgramData"), Path.GetFullPath(At("root").ProgramData));
    }

    [Fact]
    public void Workspaces_are_searched_upward_as_far_as_it()
    {
        string outer = Environment(".pixi/envs/outer");
        string inner = Environment("root/.pixi/envs/inner");
        Folder("root/below/it");
        string[] found = [.. Finder("root/below/it").FindAll().Select(static e => e.Prefix)];
        Assert.Contains(inner, found);
        Assert.DoesNotContain(outer, found);

        // A folder elsewhere is on no such machine, one whose name only begins alike among them.
        Folder("root-beside");
        Assert.DoesNotContain(outer, Finder("root-beside").FindAll().Select(static e => e.Prefix));
        _variables.Remove("CONDAENV_SYSTEM_ROOT");
        Assert.Contains(outer, Finder("root-beside").FindAll().Select(static e => e.Prefix));
    }

    [Theory]
    [InlineData("root", "root")]
    [InlineData("./root/", "root")]
    [InlineData("absent", "absent")]
    [InlineData("", "")]
    public void It_may_be_relative_absent_or_empty(string value, string expected)
    {
        _variables["CONDAENV_SYSTEM_ROOT"] = value;
        Assert.Equal(expected.Length == 0 ? "" : Path.Combine(_folder.Path, expected), At("").SystemRoot);
        Assert.Empty(_problems);
    }

    private EnvironmentFinder Finder(string current) => new(At(current), static () => new YamlDotNetReader(), _problems.Add, static _ => { });

    private Machine At(string current) => Machine.At(Path.Combine(_folder.Path, current), name => _variables.TryGetValue(name, out string? value) ? value : null);

    private string Folder(string path) => Directory.CreateDirectory(Path.GetFullPath(Path.Combine(_folder.Path, path))).FullName;

    private string Environment(string path)
    {
        File.WriteAllText(Path.Combine(Folder(path + "/conda-meta"), "history"), "");
        return Path.GetFullPath(Path.Combine(_folder.Path, path));
    }
}
