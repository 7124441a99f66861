using System;
using System.IO;
using System.Threading;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

/// <summary>Ctrl+C is heard by every verb, in the middle of a file too, and leaves nothing behind.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> Files => new()
    {
        { "environment.yml", "name: x\nchannels: [conda-forge]\ndependencies:\n  - python=3.12\n  - pip:\n    - idna==3.10\n" },
        { "environment.json", """{"name": "x", "dependencies": ["python=3.12"]}""" },
        { "explicit.txt", "@EXPLICIT\nhttps://conda.anaconda.org/conda-forge/noarch/tzdata-2024a-0.conda\n" },
        { "spec.txt", "python=3.12\n" },
        { "requirements.pip.txt", "idna==3.10\n" },
        { "list.json", """[{"name": "python", "version": "3.12", "build_string": "0", "channel": "conda-forge"}]""" },
        { "packages.csv", "Name,Version,Manager\npython,3.12,Conda\n" },
        { "conda-list.txt", "# packages in environment at /x:\n#\n# Name Version Build Channel\npython 3.12 0 conda-forge\n" },
        { "pixi.lock", "version: 6\nenvironments: {}\npackages: []\n" },
        { "conda-lock.yml", "version: 1\nmetadata: {platforms: [linux-64], channels: []}\npackage: []\n" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_not_read_to_its_end(string name, string text)
    {
        string path = _folder.Write(name, text);
        using Support.Cli heard = new() { Cancellation = new CancellationToken(canceled: true) };
        using Support.Cli other = new();
        string[][] runs = [["check", path], ["compare", path, path]];
        foreach (string[] run in runs)
        {
            Assert.NotEqual(ExitCode.Interrupted, other.Run(run).ExitCode);
            CliResult result = heard.Run(run);
            Assert.Equal((ExitCode.Interrupted, "", ""), (result.ExitCode, result.Output, result.Error));
        }
    }

    [Theory]
    [InlineData("packages -n mkdocs-env")]
    [InlineData("packages -n mkdocs-env --json")]
    [InlineData("history -n history-specs")]
    [InlineData("export -n mkdocs-env")]
    [InlineData("export -n mkdocs-env --style portable")]
    [InlineData("export -n mkdocs-env -o out/conda-lock.yml")]
    [InlineData("record -n mkdocs-env -o out")]
    [InlineData("compare mkdocs-env one")]
    public void An_environment_is_not_read_to_its_end(string command)
    {
        using Support.Cli cli = new() { Cancellation = new CancellationToken(canceled: true) };
        CliResult result = cli.Run(command.Split(' '));
        Assert.Equal((ExitCode.Interrupted, "", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Empty(Directory.EnumerateFileSystemEntries(cli.Current));
    }
}
