using System.IO;
using System.Threading.Tasks;
using CondaEnv.Export;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Disk;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Disk;

public sealed class SpecialTargetTests
{
    [Fact]
    [Trait("User", "Root")]
    public void A_device_is_written_to_and_stays_a_device()
    {
        using TempFolder folder = new();
        string path = SpecialFiles.Null(Path.Combine(folder.Path, "null"));
        AtomicFile.Write(path, "a\n");
        Assert.Equal(UnixFileType.CharacterDevice, UnixFile.StatusOf(path)?.Type);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_FIFO_gets_the_text_and_stays_one_also_behind_a_link(bool link)
    {
        using TempFolder folder = new();
        string fifo = SpecialFiles.Fifo(Path.Combine(folder.Path, "pipe"));
        string path = link ? Path.Combine(folder.Path, "link") : fifo;
        if (link)
        {
            File.CreateSymbolicLink(path, "pipe");
        }

        // More than a pipe holds.
        string text = new('x', 300_000);
        Task<string> reader = Task.Run(() => File.ReadAllText(fifo), TestContext.Current.CancellationToken);
        AtomicFile.Write(path, text);
        Assert.Equal(text, await reader);
        Assert.Equal(UnixFileType.Fifo, UnixFile.StatusOf(fifo)?.Type);
        Assert.Equal(link ? 2 : 1, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void NoClobber_refuses_what_is_there_whatever_it_is()
    {
        using TempFolder folder = new();
        string path = SpecialFiles.Fifo(Path.Combine(folder.Path, "pipe"));
        Assert.Equal(CondaErrorKind.FileExists, Assert.Throws<CondaEnvException>(() => AtomicFile.Write(path, "x", noClobber: true)).Kind);
    }

    [Fact]
    public void A_link_stays_a_link_and_its_file_is_replaced()
    {
        Assert.SkipWhen(Path.DirectorySeparatorChar == '\\', "Making links takes a privilege on Windows.");
        using TempFolder folder = new();
        string file = folder.Write("there/file.yml", "old");
        string path = Path.Combine(folder.Path, "link.yml");
        File.CreateSymbolicLink(path, Path.Combine("there", "file.yml"));
        AtomicFile.Write(path, "new");
        Assert.Equal("new", File.ReadAllText(file));
        Assert.True(File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint));

        string circle = Path.Combine(folder.Path, "circle");
        File.CreateSymbolicLink(circle, "circle");
        Assert.Equal(CondaErrorKind.FileWriteFailed, Assert.Throws<CondaEnvException>(() => AtomicFile.Write(circle, "x")).Kind);
    }

    [Fact]
    public void No_second_file_is_written_beside_a_device()
    {
        using TempFolder folder = new();
        string path = SpecialFiles.Fifo(Path.Combine(folder.Path, "pipe"));
        ExportText export = new("a\n", 1, 1, []) { PipRequirements = "b\n" };
        Assert.Null(ExportFiles.Fit(export, path).PipRequirements);
        Assert.Null(ExportFiles.Fit(export, null).PipRequirements);
        Assert.Same(export, ExportFiles.Fit(export, Path.Combine(folder.Path, "explicit.txt")));
    }
}
