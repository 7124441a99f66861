using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Machines.Host;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

/// <summary>Nothing that exists is destroyed, and nothing ends with a trace.</summary>
public sealed class SafetyTests : IDisposable
{
    private readonly Support.Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_malformed_address_in_a_condarc_leaves_the_record_as_it_is()
    {
        Assert.Equal(0, _cli.Run("record", "-n", "packaging-env", "-o", "r").ExitCode);
        string before = TreeHash.Of(Path.Combine(_cli.Current, "r"));
        File.WriteAllText(Path.Combine(_cli.Home, ".condarc"), "migrated_custom_channels: {foo: \"https://host:abc\"}\n");
        CliResult result = _cli.Run("record", "-n", "packaging-env", "-o", "r");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("condaenv: FileInvalid: ", result.Errors[0], StringComparison.Ordinal);
        Assert.DoesNotContain("RecordInvalid", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, TreeHash.Of(Path.Combine(_cli.Current, "r")));
    }

    [Fact]
    public void Partial_replaces_nothing_unless_asked_for()
    {
        using TempFolder folder = new();
        string prefix = folder.Copy(Fixtures.Env("packaging-env"), "e");
        Assert.Equal(0, _cli.Run("record", "-p", prefix, "-o", "r").ExitCode);
        Assert.Equal(0, _cli.Run("export", "-p", prefix, "-o", "a.yml").ExitCode);
        string before = TreeHash.Of(_cli.Current);
        File.WriteAllText(Directory.GetFiles(Path.Combine(prefix, "conda-meta"), "*.json")[0], "{");
        foreach (string[] command in new string[][] { ["record", "-p", prefix, "-o", "r"], ["export", "-p", prefix, "-o", "a.yml"] })
        {
            CliResult result = _cli.Run(command);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains(result.Errors, static e => e.StartsWith("condaenv: PartialRefused: ", StringComparison.Ordinal));
            Assert.Equal(before, TreeHash.Of(_cli.Current));
        }

        Assert.Equal(1, _cli.Run("export", "-p", prefix, "-o", "new.yml").ExitCode);
        Assert.True(File.Exists(Path.Combine(_cli.Current, "new.yml")));
        Assert.DoesNotContain("PartialRefused", _cli.Run("export", "-p", prefix, "-o", "a.yml", "--allow-partial").Error, StringComparison.Ordinal);
        Assert.DoesNotContain("PartialRefused", _cli.Run("record", "-p", prefix, "-o", "r", "--allow-partial").Error, StringComparison.Ordinal);
        Assert.NotEqual(before, TreeHash.Of(_cli.Current));
    }

    [Fact]
    public async Task A_FIFO_and_standard_output_are_written_to()
    {
        string pipe = SpecialFiles.Fifo(Path.Combine(_cli.Current, "pipe"));
        string expected = _cli.Run("export", "-n", "packaging-env").Output;
        Task<string> reader = Task.Run(() => File.ReadAllText(pipe), TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (_cli.Run("export", "-n", "packaging-env", "-o", "pipe").ExitCode, ""));
        Assert.Equal(expected, await reader);

        // What the shell has written to the file before, and writes to it behind us, stays.
        string log = Path.Combine(_cli.Current, "log");
        string script = $"(echo before; '{CliProcess.DotNet}' '{CliProcess.Assembly}' export -n packaging-env -o /dev/stdout; echo after) >> '{log}'";
        await CliProcess.Start("/bin/sh", ["-c", script]);
        Assert.Equal("before\n" + expected + "after\n", File.ReadAllText(log));
        (int exitCode, byte[] output, _) = await CliProcess.Run("export", "-n", "packaging-env", "-o", "/dev/stdout");
        Assert.Equal((0, expected), (exitCode, CliProcess.Text(output)));
    }

    [Fact]
    public void An_address_that_brought_everything_down_is_clean()
    {
        File.WriteAllText(Path.Combine(_cli.Current, "environment.yml"), "name: a\nchannels:\n  - https://host/c?path=/t/abc&token=CANARY1\ndependencies:\n  - numpy\n");
        CliResult result = _cli.Run("check", "environment.yml");
        Assert.DoesNotContain("CANARY1", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Contains("SecretInUrl", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_bug_is_one_line_and_1_also_with_standard_error_full(bool full)
    {
        using StringWriter said = new() { NewLine = "\n" };
        using Broken output = new(() => throw new InvalidOperationException("what nobody\nforesaw"));
        using Broken error = new(static () => throw new IOException("No space left on device"));
        int exitCode = CommandLine.Run(["list"], new Terminal(new Machine(static _ => null, _cli.Home), output, full ? error : said, default));
        Assert.Equal(1, exitCode);
        Assert.Equal(full ? 0 : 1, said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(!full, said.ToString().StartsWith("condaenv: Internal: InvalidOperationException: what nobody foresaw", StringComparison.Ordinal));
    }

    [Fact]
    public void With_standard_error_full_the_work_goes_on()
    {
        using StringWriter output = new();
        using Broken error = new(static () => throw new IOException("No space left on device"));
        Machine machine = new(static _ => null, _cli.Home) { CurrentDirectory = _cli.Current };
        Assert.Equal(1, CommandLine.Run(["export", "-n", "nosuch", "-p", Fixtures.Env("packaging-env")], new Terminal(machine, output, error, default)));
        Assert.Contains("packaging=", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, CommandLine.Run(["nosuch"], new Terminal(machine, output, error, default)));
    }

    private sealed class Broken(Action fail) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => fail();

        public override void Write(string? value) => fail();

        public override void Write(char[] buffer, int index, int count) => fail();

        public override void WriteLine(string? value) => fail();

        public override void Flush() => fail();
    }
}
