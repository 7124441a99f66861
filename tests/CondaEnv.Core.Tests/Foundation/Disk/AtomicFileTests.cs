using System;
using System.IO;
using CondaEnv.Foundation.Disk;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Disk;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_file_is_written_as_UTF8_without_mark_and_nothing_stays_beside_it()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "environment.yml");
        AtomicFile.Write(path, "name: žluť\n");
        Assert.Equal("name: žluť\n"u8.ToArray(), File.ReadAllBytes(path));
        AtomicFile.Write(path, "b\n");
        Assert.Equal("b\n", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void NoClobber_keeps_the_file()
    {
        using TempFolder folder = new();
        string path = folder.Write("a.yml", "old");
        Assert.Equal(CondaErrorKind.FileExists, Error(path, noClobber: true));
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void A_read_only_file_is_replaced_by_force_only()
    {
        using TempFolder folder = new();
        string path = folder.Write("a.yml", "old");
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Equal(CondaErrorKind.AccessDenied, Error(path));
        Assert.Equal("old", File.ReadAllText(path));
        AtomicFile.Write(path, "new", force: true);
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_target_that_another_program_holds_is_in_use_in_every_framework()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Elsewhere an open file can be replaced.");
        using TempFolder folder = new();
        string path = folder.Write("a.yml", "old");
        using (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            Assert.Equal(CondaErrorKind.FileWriteFailed, Error(path));
        }

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_stream_inside_a_file_is_no_target_on_Windows()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Elsewhere a ':' is a letter like others.");
        using TempFolder folder = new();
        string path = folder.Write("a", "old");
        Assert.Equal(CondaErrorKind.FileWriteFailed, Error(path + ":stream.yml"));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_missing_folder_and_a_folder_as_target_are_named_errors()
    {
        using TempFolder folder = new();
        Assert.Equal(CondaErrorKind.PathNotFound, Error(Path.Combine(folder.Path, "no", "a.yml")));
        Assert.Equal(CondaErrorKind.FileWriteFailed, Error(folder.Path));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

#if !NETSTANDARD_BUILD
    [Fact]
    public void A_link_stays_a_link_and_the_mode_stays()
    {
        if (System.OperatingSystem.IsWindows())
        {
            Assert.Skip("Links and modes of Unix.");
            return;
        }

        using TempFolder folder = new();
        string target = folder.Write("real.yml", "old");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string link = Path.Combine(folder.Path, "link.yml");
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, "new");
        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
    }
#endif

    private static CondaErrorKind Error(string path, bool noClobber = false) =>
        Assert.Throws<CondaEnvException>(() => AtomicFile.Write(path, "new", noClobber)).Kind;
}
