using System;
using System.IO;
using CondaEnv.Machines.Environments;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Machines.Environments;

/// <summary>What another user puts into his home must not hang, fill or betray whoever lists everybody's environments.</summary>
public sealed class OtherUsersTests
{
    private static readonly DiscoveryOptions s_all = new() { AllUsers = true };

    [Theory]
    [InlineData("fifo", "FIFO")]
    [InlineData("zero", "outside the user's home")]
    [InlineData("elsewhere", "outside the user's home")]
    [InlineData("folder", "outside the user's home")]
    [InlineData("huge", "at most 1,048,576")]
    [InlineData("latin1", "UTF-8")]
    public void A_file_that_is_not_what_it_should_be_is_one_warning(string what, string expected)
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Making links takes a privilege on Windows.");
        using FakeMachine machine = new();
        string found = machine.Env("registered/b");
        machine.Env("home/other/.conda/envs/a");
        string path = machine.At("home/other/.conda/environments.txt");
        string secret = machine.File("secret", found + "\nsecret line\n");
        switch (what)
        {
            case "fifo": SpecialFiles.Fifo(path); break;
            case "zero": File.CreateSymbolicLink(path, "/dev/zero"); break;
            case "elsewhere": File.CreateSymbolicLink(path, secret); break;
            case "folder":
                Directory.Delete(machine.At("home/other/.conda"), recursive: true);
                machine.File("there/environments.txt", found);
                machine.Env("there/envs/a");
                File.CreateSymbolicLink(machine.At("home/other/.conda"), machine.At("there"));
                break;
            case "huge": File.WriteAllText(path, new string('x', 1024 * 1024) + "\n" + found); break;
            default: File.WriteAllBytes(path, [0xE9, 0x0A]); break;
        }

        Assert.Equal(["home/other/.conda/envs/a"], machine.FindAll(s_all));
        Assert.Contains(expected, Assert.Single(machine.Warnings), StringComparison.Ordinal);
        Assert.Empty(machine.Problems);
        Assert.DoesNotContain(machine.Verbose, static v => v.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_within_the_home_counts()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Making links takes a privilege on Windows.");
        using FakeMachine machine = new();
        machine.File("home/other/dotfiles/conda.txt", machine.Env("registered/b"));
        machine.Folder("home/other/.conda");
        File.CreateSymbolicLink(machine.At("home/other/.conda/environments.txt"), "../dotfiles/conda.txt");
        Assert.Equal(["registered/b"], machine.FindAll(s_all));
        Assert.Empty(machine.Warnings);
    }

    [Fact]
    [Trait("User", "Root")]
    public void A_file_of_somebody_else_does_not_count()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/' && Environment.UserName == "root", "Only root may give files away.");
        using FakeMachine machine = new();
        string path = machine.File("home/other/.conda/environments.txt", machine.Env("registered/b"));
        SpecialFiles.Run("chown", "12345", path);
        Assert.Empty(machine.FindAll(s_all));
        Assert.Contains("another user", Assert.Single(machine.Warnings), StringComparison.Ordinal);
        SpecialFiles.Run("chown", "12345", machine.At("home/other"));
        Assert.Equal(["registered/b"], machine.FindAll(s_all));
    }

    [Fact]
    public void Ones_own_file_is_an_error_if_it_cannot_be_read_and_may_be_a_link()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Making links takes a privilege on Windows.");
        using FakeMachine machine = new();
        machine.Folder("home/me/.conda");
        string path = machine.At("home/me/.conda/environments.txt");
        File.CreateSymbolicLink(path, machine.File("elsewhere", machine.Env("registered/b")));
        Assert.Equal(["registered/b"], machine.FindAll());
        File.Delete(path);
        SpecialFiles.Fifo(path);
        Assert.Empty(machine.FindAll());
        Assert.Equal(CondaErrorKind.FileReadFailed, Assert.Single(machine.Problems).Kind);
    }
}
