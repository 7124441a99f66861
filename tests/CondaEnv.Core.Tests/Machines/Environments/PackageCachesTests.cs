using System.IO;
using System.Linq;
using Xunit;

namespace CondaEnv.Tests.Machines.Environments;

public sealed class PackageCachesTests
{
    [Fact]
    public void They_are_those_of_the_settings_the_installations_and_the_user()
    {
        using FakeMachine machine = new();
        machine.Install("home/me/miniconda3");
        machine.Install("opt/conda");
        machine.Set("CONDA_ROOT", machine.At("opt/conda"));
        machine.File("home/me/.condarc", "pkgs_dirs:\n- ~/cache\n- ~/cache\n");
        Assert.Equal(
            [
                "home/me/cache", "opt/conda/pkgs", "home/me/miniconda3/pkgs", "home/me/.conda/pkgs", "home/me/.mamba/pkgs",
                "home/me/.cache/rattler/cache/pkgs", "home/me/.cache/pixi/pkgs",
            ],
            machine.Finder().PackageCaches.Select(machine.Relative));
    }

    [Fact]
    public void Variables_move_them()
    {
        using FakeMachine machine = new();
        machine.Set("CONDA_PKGS_DIRS", "/one,/two");
        machine.Set("RATTLER_CACHE_DIR", machine.At("rattler"));
        machine.Set("PIXI_CACHE_DIR", machine.At("pixi"));
        machine.Set("XDG_CACHE_HOME", machine.At("xdg"));
        Assert.Equal([Path.GetFullPath("/one"), Path.GetFullPath("/two")], machine.Finder().PackageCaches.Take(2));
        Assert.Equal(["pixi/pkgs", "rattler/pkgs", "xdg/rattler/cache/pkgs", "xdg/pixi/pkgs"], machine.Finder().PackageCaches.Skip(4).Select(machine.Relative));
    }

    [Fact]
    public void Those_of_Windows_are_in_the_application_data()
    {
        using FakeMachine machine = new(windows: true);
        Assert.Equal(
            [
                "C/Users/me/.conda/pkgs", "C/Users/me/.mamba/pkgs", "C/Users/me/AppData/Local/conda/conda/pkgs", "C/Users/me/AppData/Roaming/.mamba/pkgs",
                "C/Users/me/AppData/Local/rattler/cache/pkgs", "C/Users/me/AppData/Local/pixi/pkgs",
            ],
            machine.Finder().PackageCaches.Select(machine.Relative));
    }
}
