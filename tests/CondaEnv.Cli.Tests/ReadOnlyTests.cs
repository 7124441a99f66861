using System.IO;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

/// <summary>No verb that reads writes a byte, neither in an environment nor in the home.</summary>
public sealed class ReadOnlyTests
{
    [Theory]
    [InlineData("list")]
    [InlineData("list --json --full")]
    [InlineData("list --all-users --csv")]
    [InlineData("packages -n *")]
    [InlineData("packages -n * --json")]
    [InlineData("packages -n * --at-revision 0")]
    [InlineData("tree -n * --include-optional")]
    [InlineData("tree -n * --summary")]
    [InlineData("history -n * --json")]
    [InlineData("export -n *")]
    [InlineData("export -n * --style history")]
    [InlineData("export -n * --style no-builds --json")]
    [InlineData("export -n * --format explicit")]
    [InlineData("export -n * --format requirements")]
    public void Nothing_changes(string line)
    {
        using TempFolder folder = new();
        string envs = folder.Path;
        foreach (string prefix in Fixtures.Envs)
        {
            folder.Copy(prefix, Path.GetFileName(prefix));
        }

        using Support.Cli cli = new(envs);
        Directory.CreateDirectory(Path.Combine(cli.Home, ".conda"));
        File.WriteAllText(Path.Combine(cli.Home, ".conda", "environments.txt"), "/gone/env\n" + Path.Combine(envs, "envvars") + "\n");
        string before = TreeHash.Of(envs) + TreeHash.Of(cli.Home);
        Assert.NotEmpty(cli.Run(line.Split(' ')).Output);
        Assert.Equal(before, TreeHash.Of(envs) + TreeHash.Of(cli.Home));
    }
}
