using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CondaEnv.Formats.Record;
using CondaEnv.Foundation.Disk;
using CondaEnv.Snapshots;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Snapshots;

/// <summary>Where a record goes, and that it is whole whatever happens.</summary>
public sealed class RecordFolderTests : IDisposable
{
    private readonly RecordedMachine _machine = new();

    /// <summary>What lay there when a run was cut off, and which record must be there afterwards.</summary>
    [Theory]
    [InlineData(".new~=half", null)]
    [InlineData(".new~=new", null)]
    [InlineData("=old", "old")]
    [InlineData("=old .new~=half", "old")]
    [InlineData("=old .new~=new", "old")]
    [InlineData(".old~=old .new~=new", "new")]
    [InlineData("=new .old~=old", "new")]
    [InlineData("=new .old~=half", "new")]
    [InlineData("=new .old~=old .new~=half", "new")]
    [InlineData(".old~=old", "old")]
    public void A_run_that_was_cut_off_is_finished_or_undone(string state, string? whole)
    {
        string prefix = _machine.Env("envs/one");
        string folder = _machine.Record(prefix).Path;
        using TempFolder saved = new();
        saved.Copy(folder, "old");
        saved.Write("old/notes/NOTES.md", "mine");
        RecordedMachine.AddPackage(prefix, "bzip2");
        _machine.Record(prefix);
        saved.Copy(folder, "new");
        saved.Write("half/environment.yml", "na");
        saved.Write("half/notes/NOTES.md", "mine");
        Directory.Delete(folder, recursive: true);
        foreach (string[] part in state.Split(' ').Select(static p => p.Split('=')))
        {
            saved.Copy(Path.Combine(saved.Path, part[1]), folder + part[0]);
        }

        RecordFolder.Recover(folder);
        Assert.Equal(whole is null ? [] : ["one-linux-64"], _machine.Folders());
        Assert.Equal(whole is null ? "" : Content(Path.Combine(saved.Path, whole)), Content(folder));

        // What was somebody's own stays, wherever it was at that moment.
        bool hadNotes = state.Contains("=old", StringComparison.Ordinal) || state.Contains(".old~=half", StringComparison.Ordinal);
        Assert.Equal(hadNotes, File.Exists(Path.Combine(folder, "notes", "NOTES.md")));

        // And the next run goes on as if nothing had been.
        Assert.Equal(whole != "new", _machine.Record(prefix).IsChanged);
        Assert.Equal(Content(Path.Combine(saved.Path, "new")), Content(folder));
        Assert.Equal(["one-linux-64"], _machine.Folders());
        Assert.Equal(hadNotes, File.Exists(Path.Combine(folder, "notes", "NOTES.md")));
    }

    [Fact]
    public void Read_only_files_of_an_old_record_are_no_obstacle()
    {
        string prefix = _machine.Env("envs/one");
        string folder = _machine.Record(prefix).Path;
        foreach (string file in Directory.GetFiles(folder))
        {
            File.SetAttributes(file, File.GetAttributes(file) | FileAttributes.ReadOnly);
        }

        RecordedMachine.AddPackage(prefix, "bzip2");
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.False(_machine.Record(prefix).IsChanged);
        Assert.Equal(["one-linux-64"], _machine.Folders());
        Assert.Contains("bzip2", File.ReadAllText(Path.Combine(folder, "explicit.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_program_holds_of_the_old_record_does_not_spoil_the_new_one()
    {
        string prefix = _machine.Env("envs/one");
        string folder = _machine.Record(prefix).Path;
        string left = folder + ".old~";
        Directory.CreateDirectory(left);
        using (new FileStream(Path.Combine(left, "explicit.txt"), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            // Windows removes no file that is open; elsewhere it just goes.
            Assert.False(_machine.Record(prefix).IsChanged);
        }

        RecordedMachine.AddPackage(prefix, "bzip2");
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.Equal(["one-linux-64"], _machine.Folders());
    }

    [Fact]
    public void A_run_over_what_another_left_does_not_take_its_folder()
    {
        string one = _machine.Env("a/same");
        string two = _machine.Env("b/same", "bzip2");
        string folder = _machine.Record(one).Path;
        Directory.Move(folder, folder + ".old~");
        string other = _machine.Record(two).Path;
        Assert.NotEqual(folder, other);
        Assert.Contains("zlib=1.3=0", File.ReadAllText(Path.Combine(folder, "environment.full.yml")), StringComparison.Ordinal);
        Assert.False(_machine.Record(one).IsChanged);
    }

    [Fact]
    public void What_is_not_ours_stays()
    {
        string prefix = _machine.Env("envs/one");
        string folder = _machine.Record(prefix).Path;
        File.WriteAllText(Path.Combine(folder, "NOTES.md"), "mine");
        Directory.CreateDirectory(Path.Combine(folder, "empty"));
        Directory.CreateDirectory(Path.Combine(folder, "docs"));
        File.WriteAllText(Path.Combine(folder, "docs", "record.json"), "mine too");
        Assert.False(_machine.Record(prefix).IsChanged);
        RecordedMachine.AddPackage(prefix, "bzip2");
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "NOTES.md")));
        Assert.Equal("mine too", File.ReadAllText(Path.Combine(folder, "docs", "record.json")));
        Assert.True(Directory.Exists(Path.Combine(folder, "empty")));
        Assert.Equal(["one-linux-64"], _machine.Folders());
    }

    [Fact]
    public void Links_that_are_not_ours_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        string prefix = _machine.Env("envs/one");
        string folder = _machine.Record(prefix).Path;
        File.CreateSymbolicLink(Path.Combine(folder, "dangling"), "/no/such/place");
        Directory.CreateSymbolicLink(Path.Combine(folder, "linked"), prefix);
        RecordedMachine.AddPackage(prefix, "bzip2");
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.Equal(["dangling", "environment.full.yml", "environment.yml", "explicit.txt", "linked", "packages.csv", "record.json"], Directory.EnumerateFileSystemEntries(folder).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(Path.Combine(prefix, "conda-meta")));
    }

    [Fact]
    public void Environments_of_one_name_have_a_folder_each_over_runs_and_orders()
    {
        string one = _machine.Env("a/same");
        string two = _machine.Env("b/same", "bzip2");
        string three = _machine.Env("c/same", "xz");
        string[] folders = [_machine.Record(one).Path, _machine.Record(two).Path, _machine.Record(three).Path];
        Assert.Equal(3, folders.Distinct().Count());
        Assert.Equal("same-linux-64", Path.GetFileName(folders[0]));
        Assert.All(folders.Skip(1), static f => Assert.Matches("same-linux-64-[0-9a-f]{8}$", f));

        RecordedMachine.AddPackage(two, "readline");
        foreach (string[] order in new[] { new[] { three, two, one }, [two, one, three] })
        {
            Dictionary<string, string> again = order.ToDictionary(static p => p, p => _machine.Record(p).Path);
            Assert.Equal(string.Join(" ", folders), $"{again[one]} {again[two]} {again[three]}");
        }

        // Who has a folder of his own keeps it, even when the other one's is gone.
        Directory.Delete(folders[0], recursive: true);
        Assert.Equal(folders[1], _machine.Record(two).Path);
        Assert.Equal(3, _machine.Folders().Append("same-linux-64").Distinct().Count());
        Assert.Equal(folders[0], _machine.Record(one).Path);
    }

    [Theory]
    [InlineData("deep/in/place", "place-linux-64")]
    [InlineData("a?b*c", "a_b_c-linux-64")]
    [InlineData("ünï code", "ünï code-linux-64")]
    public void A_name_that_is_a_path_gives_its_last_part(string path, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such folders.");
        CondaEnvRecord record = _machine.Record(_machine.Env(path));
        Assert.Equal(expected, Path.GetFileName(record.Path));
        Assert.Contains('/', record.EnvironmentName);
    }

    [Fact]
    public void A_platform_leads_nowhere_else()
    {
        string prefix = _machine.Machine.Env("envs/one");
        File.WriteAllText(Path.Combine(prefix, "conda-meta", "x-1.0-0.json"), MiniEnv.RecordText("x").Replace("\"subdir\": \"linux-64\"", "\"subdir\": \"../../linux\"", StringComparison.Ordinal));
        Assert.Equal(Path.Combine(_machine.Root, "one-.._.._linux"), _machine.Record(prefix).Path);
    }

    [Fact]
    [Trait("User", "Ordinary")]
    public void A_place_that_may_not_be_written_is_an_error_and_stays_as_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Nothing is forbidden here.");
        string prefix = _machine.Env("envs/one");
        string folder = _machine.Record(prefix).Path;
        RecordedMachine.AddPackage(prefix, "bzip2");
        string before = TreeHash.Of(_machine.Root);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_machine.Root, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        CondaEnvException error = Assert.Throws<CondaEnvException>(() => _machine.Record(prefix));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_machine.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal((CondaErrorKind.AccessDenied, folder), (error.Kind, error.Target));
        Assert.Equal(before, TreeHash.Of(_machine.Root));
    }

    [Fact]
    public void A_file_in_the_way_is_an_error_and_stays()
    {
        string prefix = _machine.Env("envs/one");
        Directory.CreateDirectory(_machine.Root);
        string file = Path.Combine(_machine.Root, "one-linux-64");
        File.WriteAllText(file, "mine");
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => _machine.Record(prefix));
        Assert.Equal((CondaErrorKind.FileWriteFailed, file), (error.Kind, error.Target));
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.Equal(["one-linux-64"], _machine.Folders());

        File.Delete(file);
        Directory.Delete(_machine.Root);
        File.WriteAllText(_machine.Root, "mine");
        Assert.Equal(CondaErrorKind.FileWriteFailed, Assert.Throws<CondaEnvException>(() => _machine.Record(prefix)).Kind);
    }

    [Fact]
    public async Task Runs_at_once_wait_for_each_other()
    {
        string[] prefixes = [.. Enumerable.Range(0, 6).Select(i => _machine.Env($"e{i}/same", "p" + i))];
        for (int round = 0; round < 5; round++)
        {
            CondaEnvRecord[] records = await Task.WhenAll(prefixes.Concat(prefixes).Select(p => Task.Run(() => _machine.Record(p))));
            Assert.Equal(6, records.Select(static r => r.Path).Distinct().Count());
            Assert.Equal(6, _machine.Folders().Length);
            Assert.All(records, r => Assert.Equal(r.Prefix, RecordHeader.Of(r.Path)!.Prefix));
            Array.ForEach(prefixes, p => RecordedMachine.AddPackage(p, "more" + round));
        }
    }

    [Fact]
    public void A_run_that_does_not_end_is_not_waited_for_forever()
    {
        string prefix = _machine.Env("envs/one");
        Directory.CreateDirectory(_machine.Root);
        using (new FileStream(Path.Combine(_machine.Root, "condaenv.lock~"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            CondaEnvException error = Assert.Throws<CondaEnvException>(() => _machine.Record(prefix));
            Assert.Equal(CondaErrorKind.FileWriteFailed, error.Kind);
            Assert.Contains("Another process", error.Message, StringComparison.Ordinal);
        }

        // The file alone holds nobody up.
        Assert.True(File.Exists(Path.Combine(_machine.Root, "condaenv.lock~")));
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.Equal(["one-linux-64"], _machine.Folders());
    }

    /// <summary>What lies where the link leads stays there.</summary>
    [Fact]
    public void A_record_folder_that_is_a_link_is_written_through()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        string prefix = _machine.Env("envs/one");
        using TempFolder elsewhere = new();
        elsewhere.Write("shared/precious.txt", "precious");
        Directory.CreateDirectory(_machine.Root);
        string link = Path.Combine(_machine.Root, "one-linux-64");
        File.CreateSymbolicLink(link, Path.Combine(elsewhere.Path, "shared"));
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.Equal(Path.Combine(elsewhere.Path, "shared"), LinkTarget.Read(link));
        Assert.True(File.Exists(Path.Combine(link, "record.json")));
        Assert.Equal("precious", File.ReadAllText(Path.Combine(elsewhere.Path, "shared", "precious.txt")));
        Assert.False(_machine.Record(prefix).IsChanged);

        Directory.Delete(Path.Combine(elsewhere.Path, "shared"), recursive: true);
        Assert.Equal(CondaErrorKind.FileWriteFailed, Assert.Throws<CondaEnvException>(() => _machine.Record(prefix)).Kind);
        Assert.NotNull(LinkTarget.Read(link));
    }

#if NET && !NETSTANDARD_BUILD
    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_record_keeps_the_modes_of_the_one_before()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Windows has no modes.");
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        const UnixFileMode own = file | UnixFileMode.UserExecute;
        string prefix = _machine.Env("envs/one");
        string folder = _machine.Record(prefix, new CondaEnv.Formats.Source.ExportOptions { IncludeSecret = true }).Path;
        Assert.Equal((own, file), (File.GetUnixFileMode(folder), File.GetUnixFileMode(Path.Combine(folder, "record.json"))));
        File.SetUnixFileMode(folder, own | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        File.SetUnixFileMode(Path.Combine(folder, "record.json"), file | UnixFileMode.GroupRead);
        RecordedMachine.AddPackage(prefix, "bzip2");
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.Equal(
            (own | UnixFileMode.GroupRead | UnixFileMode.GroupExecute, file | UnixFileMode.GroupRead),
            (File.GetUnixFileMode(folder), File.GetUnixFileMode(Path.Combine(folder, "record.json"))));
    }
#endif

    public void Dispose() => _machine.Dispose();

    /// <summary>Our files of a folder, in one text; the time of the record is not compared.</summary>
    private static string Content(string folder) => !Directory.Exists(folder) ? "" : string.Join("\n", Directory.EnumerateFiles(folder)
        .Order(StringComparer.Ordinal)
        .Select(static f => Path.GetFileName(f) + "\n" + System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(f), "\"RecordedAt\": .*", "")));
}
