#if NET && !NETSTANDARD_BUILD
using System;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Disk;

/// <summary>Who may read what is written, and what a killed run leaves.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class NewFileTests
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public NewFileTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");

    [Theory]
    [InlineData(Own)]
    [InlineData(Own | UnixFileMode.GroupRead)]
    [InlineData(Own | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead)]
    public void A_file_that_is_replaced_keeps_its_mode(UnixFileMode mode)
    {
        using TempFolder folder = new();
        string path = folder.Write("a.yml", "old");
        foreach (bool isPrivate in new[] { false, true })
        {
            File.SetUnixFileMode(path, mode);
            AtomicFile.Write(path, "new", isPrivate: isPrivate);
            Assert.Equal(mode, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void A_new_file_with_secrets_is_the_users_alone()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "a.yml");
        AtomicFile.Write(path, "secret", isPrivate: true);
        Assert.Equal(Own, File.GetUnixFileMode(path));
    }

    [Fact]
    [Trait("User", "Root")]
    public void Root_keeps_the_owner()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may give files away.");
        using TempFolder folder = new();
        string path = folder.Write("a.yml", "old");
        File.SetUnixFileMode(path, Own | UnixFileMode.GroupRead);
        Assert.True(SpecialFiles.Run("chown", "4321:4322", path));
        AtomicFile.Write(path, "new");
        Assert.Equal(4321u, UnixFile.StatusOf(path)!.Value.Owner);
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void What_a_killed_run_left_goes_with_the_next_and_nothing_else()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "a.yml");
        string mine = Environment.ProcessId.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        foreach (string name in new[] { ".a.yml.7ffffffe-0123abcd.tmp", $".a.yml.{mine}-0123abcd.tmp", ".a.yml.notes.tmp", ".a.yml.x-y.tmp", ".b.yml.7ffffffe-0123abcd.tmp" })
        {
            folder.Write(name, "half");
        }

        AtomicFile.Write(path, "whole");
        Assert.Equal(
            [$".a.yml.{mine}-0123abcd.tmp", ".a.yml.notes.tmp", ".a.yml.x-y.tmp", ".b.yml.7ffffffe-0123abcd.tmp", "a.yml"],
            Directory.GetFiles(folder.Path).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal));
    }
}
#endif
