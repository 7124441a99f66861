using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes.Files;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes.Files;

/// <summary>The walk through an environment, and the table of what it found.</summary>
public sealed class FilePlacesTests
{
    [Fact]
    public void A_walk_sees_everything_below_a_folder_once()
    {
        using TempFolder folder = new();
        string[] expected = ["a", "d", "d/b", "d/e", "d/e/f", "d/e/f/c.txt", "d/ü"];
        folder.Write("a", "");
        folder.Write("d/b", "");
        folder.Write("d/ü", "");
        folder.Write("d/e/f/c.txt", "");
        Seen seen = new();
        FolderTree.Walk(folder.Path, seen, CancellationToken.None);
        Assert.Equal(expected, seen.Items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(DiskItem.File, seen.Items["a"]);
        Assert.Equal(DiskItem.Folder, seen.Items["d/e"]);
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void Links_are_seen_and_not_followed()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        using TempFolder folder = new();
        folder.Write("d/x", "");
        Assert.True(SpecialFiles.Run("ln", "-s", "..", Path.Combine(folder.Path, "d", "up")));
        SpecialFiles.Fifo(Path.Combine(folder.Path, "fifo"));
        Seen seen = new();
        FolderTree.Walk(folder.Path, seen, CancellationToken.None);
        Assert.Equal(["d:Folder", "d/up:Link", "d/x:File", "fifo:Special"], seen.Items.OrderBy(static i => i.Key, StringComparer.Ordinal).Select(static i => $"{i.Key}:{i.Value}"));
    }

    [Fact]
    public void A_walk_through_nothing_sees_nothing_and_can_be_cancelled()
    {
        using TempFolder folder = new();
        Seen seen = new();
        FolderTree.Walk(Path.Combine(folder.Path, "none"), seen, CancellationToken.None);
        Assert.Empty(seen.Items);
        folder.Write("x", "");
        Assert.Throws<OperationCanceledException>(() => FolderTree.Walk(folder.Path, seen, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_table_knows_each_of_many_paths()
    {
        FileTable table = new();
        PathHash hash = new(ignoreCase: false);
        byte[][] paths = [.. Enumerable.Range(0, 20_000).Select(static i => Encoding.UTF8.GetBytes($"lib/d{i % 97}/file-{i}.py"))];
        for (int i = 0; i < paths.Length; i += 2)
        {
            table.Add(hash.Of(paths[i], 0, paths[i].Length), i % 4 == 0 ? DiskItem.File : DiskItem.Link);
        }

        for (int i = 0; i < paths.Length; i++)
        {
            Assert.Equal(i % 2 == 1 ? DiskItem.Absent : i % 4 == 0 ? DiskItem.File : DiskItem.Link, table.ItemAt(hash.Of(paths[i], 0, paths[i].Length)));
        }

        ulong first = hash.Of(paths[0], 0, paths[0].Length);
        Assert.False(table.IsOwned(first));
        Assert.Equal(new Ownership(DiskItem.File, 7, IsShared: false), table.Own(first, 7, 0));
        Assert.Equal(new Ownership(DiskItem.File, 7, IsShared: false), table.Own(first, 7, 0));
        Assert.False(table.IsShared(first));
        Assert.Equal(new Ownership(DiskItem.File, 7, IsShared: true), table.Own(first, 8, 0));
        Assert.True(table.IsShared(first));
        Assert.Equal(DiskItem.File, table.ItemAt(first));
    }

    [Theory]
    [InlineData("Lib/A.py", "lib/a.PY", true)]
    [InlineData("Lib/Ü.py", "lib/ü.py", true)]
    [InlineData("Lib/Ü.py", "lib/u.py", false)]
    public void Windows_ignores_case(string one, string other, bool same)
    {
        PathHash windows = new(ignoreCase: true);
        PathHash linux = new(ignoreCase: false);
        Assert.Equal(same, Of(windows, one) == Of(windows, other));
        Assert.NotEqual(Of(linux, one), Of(linux, other));
        Assert.NotEqual(Of(linux, one), Of(new PathHash(ignoreCase: false), one));

        static ulong Of(PathHash hash, string path)
        {
            byte[] text = Encoding.UTF8.GetBytes("xx" + path);
            return hash.Of(text, 2, text.Length - 2);
        }
    }

    [Fact]
    public void A_hash_has_the_forms_of_conda_and_of_pip()
    {
        byte[] hex = Encoding.ASCII.GetBytes("E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        Assert.True(Sha256Value.TryParseHex(hex, 0, 64, out Sha256Value value));
        Assert.True(Sha256Value.TryParseBase64("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", out Sha256Value other));
        Assert.Equal(value, other);
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", other.ToString());
        Assert.False(Sha256Value.TryParseHex(hex, 0, 63, out _));
        hex[5] = (byte)'g';
        Assert.False(Sha256Value.TryParseHex(hex, 0, 64, out _));
        Assert.False(Sha256Value.TryParseBase64("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF!", out _));
        Assert.False(Sha256Value.TryParseBase64("", out _));
    }

    private sealed class Seen : IFolderVisitor
    {
        public Dictionary<string, DiskItem> Items { get; } = [];

        public bool See(byte[] path, int length, DiskItem item)
        {
            Items.Add(Encoding.UTF8.GetString(path, 0, length), item);
            return true;
        }
    }
}
