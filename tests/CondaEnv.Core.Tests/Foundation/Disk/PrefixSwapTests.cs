using System;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Disk;

public sealed class PrefixSwapTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Prefix => Path.Combine(_folder.Path, "env");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_old_one_goes_when_the_new_one_stands()
    {
        _folder.Write("env/conda-meta/history", "old");
        PrefixSwap swap = PrefixSwap.Begin(Prefix);
        Assert.False(Directory.Exists(Prefix));
        Assert.True(Directory.Exists(swap.Old));
        _folder.Write("env/conda-meta/history", "new");
        Assert.Null(swap.Commit());
        Assert.Equal(["env"], Entries());
        Assert.Equal("new", File.ReadAllText(Path.Combine(Prefix, "conda-meta", "history")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_old_one_comes_back_when_it_does_not(bool keep)
    {
        _folder.Write("env/conda-meta/history", "old");
        PrefixSwap swap = PrefixSwap.Begin(Prefix);
        _folder.Write("env/conda-meta/history", "half");
        string? kept = swap.Undo(keep);
        Assert.Equal("old", File.ReadAllText(Path.Combine(Prefix, "conda-meta", "history")));
        if (keep)
        {
            Assert.Equal("half", File.ReadAllText(Path.Combine(kept!, "conda-meta", "history")));
            Assert.Equal([kept!], PrefixSwap.Leftovers(Prefix));
        }
        else
        {
            Assert.Null(kept);
            Assert.Equal(["env"], Entries());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_there_was_none_nothing_is_left_unless_it_is_to_be_kept(bool keep)
    {
        PrefixSwap swap = PrefixSwap.Begin(Prefix);
        _folder.Write("env/conda-meta/history", "half");
        Assert.Equal(keep ? Prefix : null, swap.Undo(keep));
        Assert.Equal(keep ? ["env"] : [], Entries());
    }

    [Fact]
    public void What_a_run_that_was_cut_off_has_left_is_found_and_named()
    {
        _folder.Write("env/conda-meta/history", "old");
        string old = PrefixSwap.Begin(Prefix).Old!;
        _folder.Write("env/conda-meta/history", "half");
        _folder.Write("env2/conda-meta/history", "another");

        // Here the power fails.
        Assert.Equal([old], PrefixSwap.Leftovers(Prefix));
        Assert.Empty(PrefixSwap.Leftovers(Prefix + "2"));
        Assert.Contains(old, PrefixSwap.Describe(old, Prefix), StringComparison.Ordinal);
        Assert.Contains("Rename it back", PrefixSwap.Describe(old, Prefix), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_goes_and_what_it_points_to_stays()
    {
        string outside = _folder.Write("outside/file", "mine");
        _folder.Write("env/conda-meta/history", "old");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(Prefix, "link"), Path.GetDirectoryName(outside)!);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links may not be made here.");
        }

        Assert.Null(PrefixSwap.Begin(Prefix).Commit());
        Assert.True(File.Exists(outside));
    }

    private string[] Entries() => [.. Directory.EnumerateFileSystemEntries(_folder.Path).Select(static p => Path.GetFileName(p))];
}
