using System;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Environments;
using CondaEnv.Tests.Snapshots;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Machines.Host;

/// <summary>One folder by several spellings: Windows ignores case, and has short names.</summary>
public sealed class SpellingTests
{
    [Fact]
    public void A_name_in_another_case_gives_the_name_on_disk()
    {
        using FakeMachine machine = new(windows: true);
        string prefix = machine.Env("C/Users/me/.conda/envs/Teaching");
        string typed = machine.Alias("C/Users/me/.conda/envs/Teaching", "teaching");
        EnvironmentFinder finder = machine.Finder();
        Assert.Equal(("Teaching", prefix), Of(finder.FindByName("teaching")));
        Assert.Equal(("Teaching", prefix), Of(finder.Locate(typed)));

        static (string Name, string Prefix) Of(EnvironmentLocation location) => (location.Name, location.Prefix);
    }

    [Fact]
    public void A_variable_in_another_case_lists_the_installation_as_it_is_on_disk()
    {
        using FakeMachine machine = new(windows: true);
        string root = machine.Install("D/Tools/Miniforge3");
        machine.Env("D/Tools/Miniforge3/envs/A");
        machine.Alias("D/Tools", "tools");
        machine.Alias("D/Tools/Miniforge3", "miniforge3");
        machine.Set("CONDA_PREFIX", machine.At("D/tools/miniforge3"));
        EnvironmentFinder finder = machine.Finder();
        Assert.Equal(["D/Tools/Miniforge3", "D/Tools/Miniforge3/envs/A"], finder.FindAll().Select(e => machine.Relative(e.Prefix)));
        Assert.All(finder.FindAll(), e => Assert.Equal(root, e.RootPrefix));
        Assert.Equal(["base", "A"], finder.FindAll().Select(static e => e.Name));
        Assert.Equal(root, finder.FindActive().Prefix);
        Assert.True(finder.FindActive().IsActive);
    }

    [Fact]
    [Trait("Wine", "The short name is a link here, and Wine makes no links that .NET can read.")]
    public void A_short_name_and_the_long_one_are_one_environment()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Short names are made by the system; the test of the real ones is another.");
        using FakeMachine machine = new(windows: true);
        machine.Env("C/Users/runneradmin/envs/a");
        machine.Alias("C/Users/runneradmin", "RUNNER~1");
        machine.Set("CONDA_ENVS_DIRS", machine.At("C/Users/RUNNER~1/envs"));
        machine.File("C/Users/me/.conda/environments.txt", machine.At("C/Users/runneradmin/envs/a") + "\n");
        Assert.Equal(["C/Users/runneradmin/envs/a"], machine.FindAll());
        Assert.Equal("a", Assert.Single(machine.Finder().FindAll()).Name);
        Assert.Equal("a", machine.Finder().Locate(machine.At("C/Users/RUNNER~1/envs/a")).Name);
        Assert.Equal(["C/Users/runneradmin/envs/a"], machine.FindAll(new DiscoveryOptions { SearchPath = [machine.At("C/Users/RUNNER~1"), machine.At("C/Users/runneradmin")], Recurse = true }));
    }

    [Fact]
    public void A_record_by_a_name_in_another_case_is_the_same_record()
    {
        using RecordedMachine machine = new(windows: true);
        string prefix = machine.Env("C/Users/me/.conda/envs/Teaching");
        string typed = machine.Machine.Alias("C/Users/me/.conda/envs/Teaching", "teaching");
        Assert.True(machine.Record(prefix).IsChanged);
        Assert.False(machine.Record(typed).IsChanged);
        Assert.Equal(["Teaching-linux-64"], machine.Folders());
    }

    [Fact]
    public void A_record_whose_prefix_differs_in_case_only_is_the_environments_own_on_Windows()
    {
        using RecordedMachine machine = new(windows: true);
        string prefix = machine.Env("C/Users/me/.conda/envs/Teaching");
        CondaEnvRecord first = machine.Record(prefix);
        string json = Path.Combine(first.Path, "record.json");
        string escaped = prefix.Replace(@"\", @"\\", StringComparison.Ordinal);
        File.WriteAllText(json, File.ReadAllText(json).Replace(escaped, escaped.ToUpperInvariant(), StringComparison.Ordinal));
        machine.Record(prefix);
        Assert.Equal(["Teaching-linux-64"], machine.Folders());
    }

    [Fact]
    public void The_system_tells_the_name_on_disk()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "A question to Windows.");
        using TempFolder folder = new();
        string path = folder.Write("Mixed Case Folder/File.txt", "");
        Assert.Equal("File.txt", DiskName.Find(path.ToLowerInvariant()));
        Assert.Equal("Mixed Case Folder", DiskName.Find(Path.GetDirectoryName(path)!.ToUpperInvariant()));
        Assert.Null(DiskName.Find(Path.Combine(folder.Path, "none")));
        Assert.Null(DiskName.Find(Path.Combine(folder.Path, "mixed*")));
        string deep = Path.Combine(folder.Path, string.Join(Path.DirectorySeparatorChar, Enumerable.Repeat("A folder with a long name", 12)));
        Directory.CreateDirectory(deep);
        Assert.Equal("A folder with a long name", DiskName.Find(deep.ToLowerInvariant()));
    }
}
