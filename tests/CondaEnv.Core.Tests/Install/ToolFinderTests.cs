using System;
using System.IO;
using CondaEnv.Install;
using CondaEnv.Tests.Machines;
using Xunit;

namespace CondaEnv.Tests.Install;

public sealed class ToolFinderTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Micromamba_comes_before_mamba_before_conda_wherever_they_are()
    {
        _machine.Set("PATH", _machine.At("a") + Path.PathSeparator + _machine.At("b"));
        Program("a/conda");
        Assert.Equal((CondaToolKind.Conda, _machine.At("a/conda")), Found());
        Program("b/mamba");
        Assert.Equal((CondaToolKind.Mamba, _machine.At("b/mamba")), Found());
        _machine.Set("MAMBA_EXE", Program("c/micromamba"));
        Assert.Equal((CondaToolKind.Micromamba, _machine.At("c/micromamba")), Found());
    }

    [Fact]
    public void CONDA_EXE_and_installations_are_looked_at_where_PATH_has_nothing()
    {
        string root = _machine.Folder("root");
        Program("root/bin/conda");
        Assert.Equal((CondaToolKind.Conda, _machine.At("root/bin/conda")), Found(root));
        _machine.Set("CONDA_EXE", Program("exe/conda"));
        Assert.Equal((CondaToolKind.Conda, _machine.At("exe/conda")), Found(root));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("bin")]
    [InlineData("./bin")]
    public void Nothing_relative_to_the_current_folder_is_found(string entry)
    {
        string current = Directory.GetCurrentDirectory();
        Program("conda");
        Program("bin/conda");
        try
        {
            Directory.SetCurrentDirectory(_machine.Root);
            _machine.Set("PATH", entry + Path.PathSeparator + _machine.At("nowhere"));
            _machine.Set("CONDA_EXE", "bin/conda");
            Assert.Equal(CondaErrorKind.CondaNotFound, Assert.Throws<CondaEnvException>(() => Found()).Kind);
        }
        finally
        {
            Directory.SetCurrentDirectory(current);
        }
    }

    [Fact]
    public void The_configured_tool_wins()
    {
        _machine.Set("PATH", _machine.At("a"));
        Program("a/micromamba");
        _machine.Set("CONDAENV_TOOL", Program("mine/conda"));
        Assert.Equal((CondaToolKind.Conda, _machine.At("mine/conda")), Found());
    }

    [Theory]
    [InlineData("conda", "not an absolute path")]
    [InlineData("./conda", "not an absolute path")]
    [InlineData("/no/such/conda", "does not exist")]
    [InlineData("/no/such/conda.bat", "script")]
    public void A_configured_tool_that_is_wrong_is_an_error_though_there_are_others(string path, string says)
    {
        _machine.Set("PATH", _machine.At("a"));
        Program("a/conda");

        // Rooted on a drive, on Windows.
        string named = path[0] == '/' ? Path.GetFullPath(path) : path;
        _machine.Set("CONDAENV_TOOL", named);
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Found());
        Assert.Equal(CondaErrorKind.CondaNotFound, error.Kind);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(named, error.Target);
    }

    [Fact]
    public void On_Windows_the_program_is_taken_and_not_the_script_beside_which_it_lies()
    {
        using FakeMachine windows = new(windows: true);
        windows.Set("PATH", windows.At("C/conda/condabin"));
        windows.File("C/conda/condabin/conda.bat");
        Assert.Throws<CondaEnvException>(() => ToolFinder.Find(windows.Machine(), []));
        string program = windows.File("C/conda/Scripts/conda.exe");
        MakeExecutable(program);
        Assert.Equal(program, ToolFinder.Find(windows.Machine(), []).Path);
    }

    [Theory]
    [InlineData("/usr/bin/conda", CondaToolKind.Conda)]
    [InlineData("/usr/bin/micromamba-2.3", CondaToolKind.Micromamba)]
    [InlineData("/usr/bin/mamba", CondaToolKind.Mamba)]
    [InlineData("/usr/bin/conda-real", CondaToolKind.Conda)]
    public void The_name_says_which_it_is(string path, object kind) => Assert.Equal((CondaToolKind)kind, CondaTool.At(path).Kind);

    [Theory]
    [InlineData("conda", "conda 26.7.1", CondaToolKind.Conda, "26.7.1", true)]
    [InlineData("mamba", "mamba 1.5.8\nconda 23.11.0", CondaToolKind.Mamba, "1.5.8", true)]
    [InlineData("mamba", "2.3.0", CondaToolKind.Mamba, "2.3.0", false)]
    [InlineData("micromamba", "2.0.5.rc1", CondaToolKind.Micromamba, "2.0.5.rc1", false)]
    [InlineData("mine", "mamba 1.4.0", CondaToolKind.Mamba, "1.4.0", true)]
    [InlineData("conda", "", CondaToolKind.Conda, "", true)]
    public void What_it_says_of_itself_decides(string name, string output, object kind, string version, bool speaksConda)
    {
        CondaTool tool = CondaTool.At("/x/" + name).WithVersion(output);
        Assert.Equal(((CondaToolKind)kind, version, speaksConda), (tool.Kind, tool.Version, tool.SpeaksConda));
    }

    private (CondaToolKind Kind, string Path) Found(params string[] roots)
    {
        CondaTool tool = ToolFinder.Find(_machine.Machine(), roots);
        return (tool.Kind, tool.Path);
    }

    private string Program(string path)
    {
        string file = _machine.File(path);
        MakeExecutable(file);
        return file;
    }

    private static void MakeExecutable(string file)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
#endif
    }
}
