using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes;

/// <summary>What is no regular file never stops the reading: .NET would wait for the other end of a FIFO for ever.</summary>
public sealed class SpecialFileTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("conda-meta/evil-1-0.json", CondaErrorKind.FileReadFailed)]
    [InlineData("conda-meta/history", CondaErrorKind.FileReadFailed)]
    [InlineData("conda-meta/state", CondaErrorKind.FileReadFailed)]
    [InlineData("conda-meta/pinned", CondaErrorKind.FileReadFailed)]
    [InlineData("lib/python3.12/site-packages/zz.egg-link", CondaErrorKind.MetadataInvalid)]
    [InlineData("lib/python3.12/site-packages/a-1.dist-info/METADATA", CondaErrorKind.MetadataInvalid)]
    [InlineData("lib/python3.12/site-packages/a-1.dist-info/direct_url.json", CondaErrorKind.FileReadFailed)]
    [InlineData("lib/python3.12/site-packages/a-1.dist-info/INSTALLER", CondaErrorKind.MetadataInvalid)]
    public async Task A_FIFO_or_a_device_in_the_place_of_a_file_is_a_named_error(string file, CondaErrorKind kind)
    {
        foreach (bool device in new[] { false, true })
        {
            using MiniEnv env = new();
            env.Python();
            env.Record("zlib");
            env.DistInfo("a-1.dist-info", "Metadata-Version: 2.1\nName: a\nVersion: 1\n");
            string path = Path.Combine(env.Prefix, file);
            File.Delete(path);
            _ = device ? Link(path, "/dev/zero") : SpecialFiles.Fifo(path);
            EnvironmentContents contents = await Within(() => env.Read());
            CondaEnvException problem = Assert.Single(contents.Problems);
            Assert.Equal(kind, problem.Kind);
            Assert.Contains(device ? "it is a device, not a regular file" : "it is a FIFO, not a regular file", problem.Message, StringComparison.Ordinal);
            Assert.Contains(contents.Packages, static p => p.Name == "zlib");
            Assert.Single(contents.Gaps);
        }
    }

    [Fact]
    public async Task What_cannot_be_read_of_a_marker_still_freezes()
    {
        using MiniEnv env = new();
        SpecialFiles.Fifo(Path.Combine(env.Prefix, "conda-meta", "frozen"));
        Assert.Equal("True", await Within(() => CondaMeta.List(env.Prefix).Frozen().IsFrozen.ToString()));
    }

    [Fact]
    public async Task A_file_that_fills_the_memory_is_refused()
    {
        using MiniEnv env = new();
        string path = env.Write("conda-meta/huge-1-0.json", "{");
        using (FileStream sparse = new(path, FileMode.Open))
        {
            sparse.SetLength(4L * 1024 * 1024 * 1024);
        }

        CondaEnvException problem = Assert.Single((await Within(() => env.Read())).Problems);
        Assert.Contains("4,294,967,296 bytes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_file_is_read_as_it_is()
    {
        using TempFolder folder = new();
        foreach (int length in new[] { 0, 1, 1023, 1024, 1025, 100_000 })
        {
            byte[] data = [.. Enumerable.Range(0, length).Select(static i => (byte)(i * 7))];
            string path = folder.Write("f", data);
            Assert.Equal(data, ReadOnlyFile.ReadAll(path));
            byte[] buffer = [];
            Assert.Equal(Math.Min(length, 1000), ReadOnlyFile.Read(path, ref buffer, 1000));
            Assert.Equal(data.Take(1000), buffer.Take(Math.Min(length, 1000)));
        }

        Assert.Throws<FileNotFoundException>(() => ReadOnlyFile.ReadAll(Path.Combine(folder.Path, "no")));
        Assert.Throws<DirectoryNotFoundException>(() => ReadOnlyFile.ReadAll(Path.Combine(folder.Path, "no", "no")));
        Assert.Throws<UnauthorizedAccessException>(() => ReadOnlyFile.ReadAll(folder.Path));
    }

    private static string Link(string path, string target)
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Windows has no devices among its files.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
        return path;
    }

    private static async Task<T> Within<T>(Func<T> work)
        where T : class
    {
        Task<T> task = Task.Run(work, TestContext.Current.CancellationToken);
        Assert.Same(task, await Task.WhenAny(task, Task.Delay(s_patience, TestContext.Current.CancellationToken)));
        return await task;
    }
}
