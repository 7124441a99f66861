using System;
using System.Threading;
using CondaEnv.Cli.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("lst")]
    [InlineData("list --nosuch")]
    [InlineData("list extra")]
    [InlineData("list --json --csv")]
    [InlineData("list --recurse")]
    [InlineData("list --depth 2")]
    [InlineData("list --search-path x --depth -1")]
    [InlineData("list --search-path x --depth two")]
    [InlineData("list --search-path x --all-users")]
    [InlineData("list --search-path x --name y")]
    [InlineData("list --name")]
    [InlineData("packages --manager npm")]
    [InlineData("packages numpy --nosuch")]
    [InlineData("packages --safe-csv")]
    [InlineData("packages --json --safe-csv")]
    [InlineData("compare a b --nosuch")]
    [InlineData("compare --prefix a b")]
    [InlineData("check --nosuch x.yml")]
    [InlineData("packages --at-revision one")]
    [InlineData("packages --at-date yesterday")]
    [InlineData("packages --at-revision 1 --at-date 2026-01-15")]
    [InlineData("history --since then")]
    [InlineData("history --json --csv")]
    [InlineData("export --style portble")]
    [InlineData("export --format pip")]
    [InlineData("export --style no-builds --format explicit")]
    [InlineData("export --json --format explicit")]
    [InlineData("export --hash md5")]
    [InlineData("export --hash sha1 --format explicit")]
    [InlineData("export --style history -o pixi.lock")]
    [InlineData("export --style full --format pixi-toml")]
    [InlineData("export --override-channels")]
    [InlineData("export -n a -n b -o x.yml")]
    [InlineData("export --csv")]
    [InlineData("record -n mkdocs-env")]
    [InlineData("record -n mkdocs-env -o x --pin 2")]
    [InlineData("record -n mkdocs-env -o x --pin-package numpy")]
    [InlineData("record -n mkdocs-env -o x --style full")]
    public void A_wrong_command_line_is_two(string line)
    {
        using Support.Cli cli = new();
        CliResult result = cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("condaenv: Usage: ", result.Errors[0], StringComparison.Ordinal);
        Assert.StartsWith("condaenv: hint: ", result.Errors[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("list --help")]
    [InlineData("packages -h")]
    [InlineData("tree -h")]
    [InlineData("history -h")]
    [InlineData("export --help --nosuch")]
    [InlineData("record --help")]
    [InlineData("--version")]
    public void Help_and_version_are_answers(string line)
    {
        using Support.Cli cli = new();
        CliResult result = cli.Run(line.Split(' '));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public void An_argument_with_an_at_sign_is_no_file()
    {
        using Support.Cli cli = new();
        CliResult result = cli.Run("packages", "-n", "@nosuch");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'@nosuch'", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("packages -n mkdocs-env")]
    [InlineData("history -n mkdocs-env")]
    [InlineData("export -n mkdocs-env")]
    [InlineData("record -n mkdocs-env -o x")]
    public void Ctrl_C_is_130(string line)
    {
        using Support.Cli cli = new() { Cancellation = new CancellationToken(canceled: true) };
        CliResult result = cli.Run(line.Split(' '));
        Assert.Equal((130, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public void A_message_is_one_line_without_control_characters()
    {
        using Support.Cli cli = new();
        CliResult result = cli.Run("packages", "-n", "a\nb\u001b[31m");
        Assert.Single(result.Errors);
        Assert.DoesNotContain(result.Error.TrimEnd('\n'), char.IsControl);
    }
}
