using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Prefixes.Files;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes.Files;

/// <summary>What records and pip's lists say about files.</summary>
public sealed class PackageFilesTests
{
    private static readonly string s_a = PayloadEnv.Hash("a");

    private static readonly string s_b = PayloadEnv.Hash("b");

    [Fact]
    public void Entries_of_paths_data_are_read_with_all_that_is_needed()
    {
        using PayloadEnv env = new();
        env.Record("a", "1", null,
        [
            PayloadEnv.Entry("bin/x", s_a, s_b, more: ",\"size_in_bytes\":12,\"file_mode\":\"binary\",\"prefix_placeholder\":\"/opt/p\",\"no_link\":true"),
            PayloadEnv.Entry("lib/l", s_a, s_a, "softlink"),
            PayloadEnv.Entry("lib/d", type: "directory"),
            PayloadEnv.Entry("bin/e", type: "unix_python_entry_point"),
            PayloadEnv.Entry("lib/x.pyc", type: "pyc_file"),
            PayloadEnv.Entry("Lib\\\\win\\\\u.txt", s_a.ToUpperInvariant()),
            PayloadEnv.Entry("__clobbers__/y", s_a, more: ",\"original_path\":\"y\""),
            PayloadEnv.Entry("lib/\\u00fc.txt", "not a hash"),
            PayloadEnv.Entry("lib/p", s_a, more: ",\"prefix_placeholder\":\"/opt/p\",\"file_mode\":\"text\""),
        ]);
        Assert.Equal(
        [
            $"bin/x File {s_b} 12 /opt/p binary", $"lib/l Link {s_a} -1  ", "lib/d Folder  -1  ", "bin/e EntryPoint  -1  ", "lib/x.pyc Compiled  -1  ", $"Lib/win/u.txt File {s_a} -1  ",
            $"__clobbers__/y File {s_a} -1  y", "lib/ü.txt File  -1  ", "lib/p File  -1 /opt/p ",
        ], Lines(env, "a"));
    }

    [Theory]
    [InlineData("\"paths_data\":{\"paths_version\":1,\"paths\":[]}")]
    [InlineData("\"paths_data\":null")]
    [InlineData("\"paths_data\":[1]")]
    [InlineData("\"x\":1")]
    public void Old_records_have_names_only(string more)
    {
        using PayloadEnv env = new();
        env.Write("conda-meta/old-1-0.json", MiniEnv.RecordText("old", "1", "0", files: "\"bin/x\", \"lib/y.pyc\", \"Lib\\\\z\"", more: more));
        Assert.Equal(["bin/x File  -1  ", "lib/y.pyc Compiled  -1  ", "Lib/z File  -1  "], Lines(env, "old"));
    }

    [Fact]
    public void Keys_may_be_sorted_and_the_text_may_be_UTF16()
    {
        using PayloadEnv env = new();
        string text = $$"""
            {"build":"0","build_number":0,"channel":"c","depends":[],"files":["x"],"name":"a","paths_data":{"paths":[{"_path":"x","path_type":"hardlink","sha256":"{{s_a}}"}],"paths_version":1},"subdir":"linux-64","version":"1"}
            """;
        env.Write("conda-meta/a-1-0.json", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(text)]);
        Assert.Equal([$"x File {s_a} -1  "], Lines(env, "a"));
    }

    [Theory]
    [InlineData(Dialect.Conda)]
    [InlineData(Dialect.Rattler)]
    public void Paths_of_noarch_packages_are_those_of_the_environment(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        Assert.Equal(
        [
            "lib/python3.12/site-packages/click/__init__.py", "lib/python3.12/site-packages/click-8.1.dist-info/METADATA", "lib/python3.12/site-packages/click-8.1.dist-info/RECORD", "bin/click",
        ], Lines(env, "click").Select(static l => l.Split(' ')[0]));
    }

    [Theory]
    [InlineData("win-64", "", "Lib/site-packages/m.py Scripts/s share/x")]
    [InlineData("linux-64", ",\"python_site_packages_path\":\"lib/python3.13t/site-packages\"", "lib/python3.13t/site-packages/m.py bin/s share/x")]
    public void The_place_of_Python_packages_is_that_of_the_python_record(string platform, string more, string expected)
    {
        using PayloadEnv env = new(platform: platform);
        env.Record("python", "3.12.4", null, [], more);
        env.Record("n", "1", "python", [PayloadEnv.Entry("site-packages/m.py"), PayloadEnv.Entry("python-scripts/s"), PayloadEnv.Entry("share/x")]);
        Assert.Equal(expected, string.Join(" ", Lines(env, "n").Select(static l => l.Split(' ')[0])));
    }

    [Fact]
    public void Packages_of_pip_list_their_files_in_RECORD()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Pip("w", "1", ("w/a.py", "a"), ("../../../bin/w", "b"));
        string record = env.At(PayloadEnv.Site + "w-1.dist-info/RECORD");
        File.WriteAllText(record, $"w/a.py,sha256={PayloadEnv.Base64("a"u8.ToArray())},1\r\n../../../bin/w,sha256={PayloadEnv.Base64("b"u8.ToArray())},1\r\n"
            + "\"w/with,comma \"\"q.txt\",md5=x,\r\nw/./b.py\r\n\r\nw-1.dist-info/RECORD,,\nw-1.dist-info/RECORD.jws,,\nw/c.pyc,,\n" + env.At("share/z").Replace('\\', '/') + ",sha256=short,x\nlast,,");
        Assert.Equal(
        [
            $"{PayloadEnv.Site}w/a.py File {s_a} 1  ", $"bin/w File {s_b} 1  ", $"{PayloadEnv.Site}w/with,comma \"q.txt File  -1  ", $"{PayloadEnv.Site}w/b.py File  -1  ",
            $"{PayloadEnv.Site}w/c.pyc Compiled  -1  ", "share/z File  -1  ", $"{PayloadEnv.Site}last File  -1  ",
        ], Lines(env, "w"));
    }

    [Fact]
    public void A_record_that_breaks_off_gives_what_comes_before()
    {
        using PayloadEnv env = new();
        env.Record("a", "1", null, [PayloadEnv.Entry("x"), PayloadEnv.Entry("y")]);
        using PackageFiles files = new(env.Read(), isWindows: false);
        string path = env.At("conda-meta/a-1-0.json");
        string text = File.ReadAllText(path);
        File.WriteAllText(path, text.Substring(0, text.LastIndexOf("\"y\"", System.StringComparison.Ordinal)));
        Assert.Null(files.Open(files.Owners[0]));
        Assert.True(files.Read());
        Assert.Equal("x", files.File.Path);
        Assert.False(files.Read());
        Assert.False(files.Read());
        Assert.Equal(1, files.Damaged);
    }

    private static List<string> Lines(PayloadEnv env, string package)
    {
        using PackageFiles files = new(env.Read(), env.IsWindows);
        Assert.Null(files.Open(files.Owners.First(o => o.Name == package)));
        List<string> lines = [];
        while (files.Read())
        {
            RecordedFile file = files.File;
            lines.Add($"{file.Path} {file.Type} {file.Expected} {file.Size} {file.Placeholder} {(file.IsBinary ? "binary" : file.OriginalPath)}");
        }

        return lines;
    }
}
