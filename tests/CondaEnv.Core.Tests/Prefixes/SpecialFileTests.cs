using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes;

/// <summary>What is no regular file never stops the reading: .NET would wait for the other end of a FIFO for ever.</summary>
public sealed class SpecialFileTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private const string Info = "lib/python3.12/site-packages/a-1.dist-info/";

    private static readonly (string File, CondaErrorKind Kind, int Gaps)[] s_places =
    [
        ("conda-meta/evil-1-0.json", CondaErrorKind.FileReadFailed, 1),
        ("conda-meta/history", CondaErrorKind.FileReadFailed, 1),
        ("conda-meta/state", CondaErrorKind.FileReadFailed, 1),
        ("conda-meta/pinned", CondaErrorKind.FileReadFailed, 1),
        ("lib/python3.12/site-packages/zz.egg-link", CondaErrorKind.MetadataInvalid, 1),
        (Info + "METADATA", CondaErrorKind.MetadataInvalid, 1),
        (Info + "direct_url.json", CondaErrorKind.FileReadFailed, 1),
        (Info + "INSTALLER", CondaErrorKind.FileReadFailed, 0),
    ];

    private static readonly Dictionary<string, (Action<string> Make, string Says)> s_kinds = new()
    {
        ["FIFO"] = (static path => SpecialFiles.Fifo(path), "it is a FIFO, not a regular file"),
        ["socket"] = (SpecialFiles.Socket, "it is a socket"),
        ["device"] = (static path => Link(path, "/dev/zero"), "it is a link to a place outside the environment"),
        ["link out"] = (static path => Link(path, Secret(path)), "it is a link to a place outside the environment"),
        ["link to a link out"] = (static path => Link(path, Link(path + ".2", Secret(path))), "it is a link to a place outside the environment"),
        ["huge"] = (SpecialFiles.Sparse, "bytes, and at most"),
    };

    public static TheoryData<string, string> Cases => [.. s_places.SelectMany(static p => s_kinds.Keys.Select(k => (p.File, k)))];

    /// <summary>One named error, the rest of the environment is there, and nothing of a file of the reader's is shown.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_no_file_of_the_environment_is_a_named_error(string file, string what)
    {
        (_, CondaErrorKind kind, int gaps) = s_places.First(p => p.File == file);
        using MiniEnv env = new();
        env.Python();
        env.Record("zlib");
        env.DistInfo("a-1.dist-info", "Metadata-Version: 2.1\nName: a\nVersion: 1\n");
        string path = Path.Combine(env.Prefix, file);
        File.Delete(path);
        s_kinds[what].Make(path);
        EnvironmentContents contents = await Within(() => env.Read());
        CondaEnvException problem = Assert.Single(contents.Problems);
        Assert.Equal(kind, problem.Kind);
        Assert.Contains(s_kinds[what].Says, problem.Message, StringComparison.Ordinal);
        Assert.Contains(contents.Packages, static p => p.Name == "zlib");
        Assert.Equal(gaps, contents.Gaps.Count);
        Assert.DoesNotContain("sesame", problem.ToString() + string.Join("\n", contents.PinnedSpecs.Concat(contents.Packages.Select(static p => p.Installer))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conda-meta")]
    [InlineData("lib/python3.12/site-packages")]
    public void A_folder_that_leads_out_is_not_read(string folder)
    {
        using MiniEnv other = new();
        other.Python();
        other.Record("stolen");
        other.DistInfo("stolen-1.dist-info", "Metadata-Version: 2.1\nName: stolen\nVersion: 1\n");
        using MiniEnv env = new();
        env.Python();
        Directory.CreateDirectory(Path.Combine(env.Prefix, folder));
        Directory.Delete(Path.Combine(env.Prefix, folder), recursive: true);
        Link(Path.Combine(env.Prefix, folder), Path.Combine(other.Prefix, folder));
        CondaEnvException problem;
        if (folder == "conda-meta")
        {
            problem = Assert.Throws<CondaEnvException>(() => env.Read());
        }
        else
        {
            EnvironmentContents contents = env.Read();
            problem = Assert.Single(contents.Problems);
            Assert.DoesNotContain(contents.Packages, static p => p.Name == "stolen");
        }

        Assert.Equal(CondaErrorKind.FileReadFailed, problem.Kind);
        Assert.Contains("outside the environment", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>conda links packages from its cache if it can make no hard links; links inside of an environment are its own.</summary>
    [Fact]
    public void Links_of_conda_are_followed()
    {
        using MiniEnv env = new();
        using TempFolder cache = new();
        env.Python();
        env.DistInfo("a-1.dist-info", "Metadata-Version: 2.1\nName: a\nVersion: 1\n");
        string info = Path.Combine(env.Prefix, Info);
        string shared = cache.Write("pkgs/a-1-0/site-packages/a-1.dist-info/INSTALLER", "conda\n");
        File.Delete(Path.Combine(info, "INSTALLER"));
        Link(Path.Combine(info, "INSTALLER"), shared);
        File.Move(Path.Combine(info, "METADATA"), Path.Combine(env.Prefix, "meta"));
        Link(Path.Combine(info, "METADATA"), "../../../../meta");
        string elsewhere = Link(Path.Combine(cache.Path, "by-link"), env.Prefix);
        foreach (string prefix in new[] { env.Prefix, elsewhere })
        {
            EnvironmentContents contents = MiniEnv.Read(prefix);
            Assert.Empty(contents.Problems);
            Assert.Equal("conda", contents.Packages.Single(static p => p.Name == "a").Installer);
        }
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("at once")]
    [InlineData("late")]
    public async Task A_file_that_was_named_may_be_a_FIFO(string writer)
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "environment.yml");
        SpecialFiles.Fifo(path);
        Task write = writer == "nobody" ? Task.CompletedTask : Task.Run(
            async () =>
            {
                await Task.Delay(writer == "late" ? 300 : 0, TestContext.Current.CancellationToken);
                File.WriteAllText(path, "name: a\n" + new string('#', 200_000));
            },
            TestContext.Current.CancellationToken);
        if (writer == "nobody")
        {
            CondaEnvException error = await Assert.ThrowsAsync<CondaEnvException>(() => Within(() => SourceText.Read(path)));
            Assert.Equal(CondaErrorKind.FileReadFailed, error.Kind);
            Assert.Contains("nothing writes to this FIFO", error.Message, StringComparison.Ordinal);
            return;
        }

        SourceText text = await Within(() => SourceText.Read(path));
        Assert.Equal(200_008, text.Text.Length);
        await write;
    }

    [Fact]
    public async Task What_cannot_be_read_of_a_marker_still_freezes()
    {
        using MiniEnv env = new();
        SpecialFiles.Fifo(Path.Combine(env.Prefix, "conda-meta", "frozen"));
        Assert.Equal("True", await Within(() => CondaMeta.List(env.Prefix).Frozen().IsFrozen.ToString()));
    }

    [Fact]
    public void A_whole_file_is_read_as_it_is()
    {
        using TempFolder folder = new();
        foreach (int length in new[] { 0, 1, 1023, 1024, 1025, 100_000 })
        {
            byte[] data = [.. Enumerable.Range(0, length).Select(static i => (byte)(i * 7))];
            string path = folder.Write("f", data);
            Assert.Equal(data, ReadOnlyFile.ReadAll(path, ReadRule.Small));
            byte[] buffer = [];
            Assert.Equal(Math.Min(length, 1000), ReadOnlyFile.Read(path, ref buffer, ReadRule.Small, 1000));
            Assert.Equal(data.Take(1000), buffer.Take(Math.Min(length, 1000)));
        }

        Assert.Throws<FileNotFoundException>(() => ReadOnlyFile.ReadAll(Path.Combine(folder.Path, "no"), ReadRule.Small));
        Assert.Throws<DirectoryNotFoundException>(() => ReadOnlyFile.ReadAll(Path.Combine(folder.Path, "no", "no"), ReadRule.Small));
        Assert.Throws<UnauthorizedAccessException>(() => ReadOnlyFile.ReadAll(folder.Path, ReadRule.Small));
    }

    private static string Secret(string path)
    {
        string secret = Path.Combine(Path.GetTempPath(), "condaenv-secret-" + Guid.NewGuid().ToString("N"));
        File.WriteAllText(secret, "open=sesame\n");
        return secret;
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
