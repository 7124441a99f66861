using System;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes.Conda;

public sealed class RecordTests
{
    [Fact]
    public void A_record_gives_all_its_fields()
    {
        using MiniEnv env = new();
        env.Record("numpy", "1.26.4", "py312_0", depends: "\"python >=3.12,<3.13.0a0\", \"libblas\"", files: "\"bin/f2py\", \"lib/x.so\"", more: """
            "constrains": ["numpy-base <0a0"], "license": "BSD-3-Clause", "size": 7065456, "md5": "d8285bea2a350f63fab23bf460221f3f",
              "sha256": "fe3459c75cf84dcef6ef14efcc4adb0ade66038ddd27cadb894f34f4797687d8", "timestamp": 1707225421156, "noarch": "python"
            """);
        CondaPackage p = Assert.Single(env.Read().Packages);
        Assert.Equal("numpy", p.Name);
        Assert.Equal("1.26.4", p.Version.ToString());
        Assert.Equal("py312_0", p.Build);
        Assert.Equal(0, p.BuildNumber);
        Assert.Equal("conda-forge", p.Channel);
        Assert.Equal("linux-64", p.Subdir);
        Assert.Equal(PackageManager.Conda, p.Manager);
        Assert.Equal(["python >=3.12,<3.13.0a0", "libblas"], p.Depends);
        Assert.Equal(["numpy-base <0a0"], p.Constrains);
        Assert.Equal("BSD-3-Clause", p.License);
        Assert.Equal(7065456, p.Size);
        Assert.Equal("d8285bea2a350f63fab23bf460221f3f", p.Md5);
        Assert.Equal("fe3459c75cf84dcef6ef14efcc4adb0ade66038ddd27cadb894f34f4797687d8", p.Sha256);
        Assert.Equal(new DateTime(2024, 2, 6, 13, 17, 1, 156, DateTimeKind.Utc), p.Timestamp?.ToUniversalTime());
        Assert.Equal("python", p.Noarch);
        Assert.Equal("numpy-1.26.4-py312_0.conda", p.FileName);
        Assert.Equal("https://conda.anaconda.org/conda-forge/linux-64/numpy-1.26.4-py312_0.conda", p.Url);
        Assert.Equal(2, p.InstalledFileCount);
        Assert.Equal("env", p.EnvironmentName);
        Assert.Equal(env.Prefix, p.Prefix);
        Assert.Equal("machine", p.ComputerName);
        Assert.Null(p.Replaces);
    }

    [Fact]
    public void Byte_order_mark_CRLF_UTF16_and_unknown_keys_are_read()
    {
        using MiniEnv env = new();
        string text = MiniEnv.RecordText("a", more: "\"unknown\": {\"files\": [[1]], \"name\": \"x\"}, \"license_family\": null");
        env.Write("conda-meta/a-1.0-0.json", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal))]);
        env.Write("conda-meta/b-1.0-0.json", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text.Replace("\"a", "\"b", StringComparison.Ordinal))]);
        EnvironmentContents contents = env.Read();
        Assert.Empty(contents.Problems);
        Assert.Equal(["Conda a==1.0=0", "Conda b==1.0=0"], MiniEnv.Lines(contents.Packages));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 60_000)]
    [InlineData(7, 0)]
    [InlineData(80, 0)]
    public void Records_in_UTF16_alone_leave_the_shared_buffer_as_it_is(int count, int padding)
    {
        using MiniEnv env = new();
        string more = $"\"unknown\": \"{new string('x', padding)}\"";
        foreach (int i in Enumerable.Range(100, count))
        {
            Encoding encoding = i % 2 == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode;
            env.Write($"conda-meta/a{i}-1.0-0.json", [.. encoding.GetPreamble(), .. encoding.GetBytes(MiniEnv.RecordText($"a{i}", more: more))]);
        }

        EnvironmentContents contents = env.Read();
        Assert.Empty(contents.Problems);
        Assert.Equal(count, contents.Packages.Count);
    }

    [Theory]
    [InlineData("conda-meta/a-1.0-0.json")]
    [InlineData("conda-meta/history")]
    [InlineData("conda-meta/state")]
    [InlineData("conda-meta/pinned")]
    [InlineData("lib/python3.12/site-packages/x-1.dist-info/METADATA")]
    public void A_file_that_another_program_holds_is_in_use_and_not_damaged(string file)
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Elsewhere a file that another program holds can be read.");
        using MiniEnv env = new();
        env.Record("a");
        env.Python();
        string path = env.Write(file, file.EndsWith("json", StringComparison.Ordinal) ? MiniEnv.RecordText("a") : "Name: x\nVersion: 1\n");
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            CondaEnvException problem = Assert.Single(env.Read().Problems);
            Assert.Equal(CondaErrorKind.FileReadFailed, problem.Kind);
            Assert.StartsWith(problem.Target!, path, StringComparison.Ordinal);
            Assert.Contains("in use by another program", problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(unchecked((int)0x80070020), 3, true)]
    [InlineData(unchecked((int)0x80070021), 2, true)]
    [InlineData(unchecked((int)0x80070020), 1000, false)]
    [InlineData(unchecked((int)0x80070005), 2, false)]
    public void A_file_that_is_held_for_a_moment_is_asked_for_again(int error, int succeedsAt, bool expected)
    {
        int calls = 0;
        int Open() => ++calls < succeedsAt ? throw new IOException("held", error) : calls;
        Assert.Equal(expected ? succeedsAt : 0, expected ? ReadOnlyFile.WithPatience(Open) : 0);
        if (!expected)
        {
            Assert.Throws<IOException>(() => ReadOnlyFile.WithPatience(Open));
            Assert.InRange(calls, 1, 10);
        }
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{\"name\": \"bad\"", "the text ends too early")]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("null", "it is not a JSON object")]
    [InlineData("{} x", "there is text after the end")]
    [InlineData("{}", "it has no 'name'")]
    [InlineData("{\"name\":\"bad\",\"version\":\"1\",\"build\":\"0\"}", "it has no 'build_number'")]
    [InlineData("{\"name\":\"bad\",\"version\":\"1\",\"build\":\"0\",\"build_number\":\"0\"}", "'build_number' is not a whole number")]
    [InlineData("{\"name\":\"bad\",\"version\":\"1\",\"build\":\"0\",\"build_number\":0,\"size\":\"big\"}", "'size' is not a whole number")]
    [InlineData("{\"name\":\"bad\",\"version\":\"1\",\"build\":\"0\",\"build_number\":0,\"depends\":\"python\"}", "'depends' is not a list")]
    [InlineData("{\"name\":\"bad\",\"version\":\"1\",\"build\":\"0\",\"build_number\":0,\"depends\":[1]}", "'depends' contains something other than strings")]
    [InlineData("{\"name\":\"bad\",\"version\":\"1\",\"build\":\"0\",\"build_number\":0,\"files\":{}}", "'files' is not a list")]
    [InlineData("{\"name\":\"other\",\"version\":\"1\",\"build\":\"0\",\"build_number\":0}", "its content is 'other-1-0'")]
    public void A_damaged_record_is_one_error_and_the_others_are_returned(string text, string reason)
    {
        using MiniEnv env = new();
        env.Record("good");
        string path = env.Write("conda-meta/bad-1-0.json", text);
        EnvironmentContents contents = env.Read();
        Assert.Equal(["Conda good==1.0=0"], MiniEnv.Lines(contents.Packages));
        CondaEnvException problem = Assert.Single(contents.Problems);
        Assert.Equal(CondaErrorKind.RecordInvalid, problem.Kind);
        Assert.Equal(path, problem.Target);
        Assert.Contains(reason, problem.Message);
        Assert.Contains(path, problem.Message);
    }

    [Fact]
    public void Not_UTF8_a_folder_and_a_name_without_dashes_are_one_error_each()
    {
        using MiniEnv env = new();
        env.Record("good");
        env.Write("conda-meta/bad-1-0.json", [.. Encoding.UTF8.GetBytes(MiniEnv.RecordText("bad", "1")), 0xFF]);
        env.Write("conda-meta/nodash.json", MiniEnv.RecordText("nodash"));
        Directory.CreateDirectory(Path.Combine(env.Prefix, "conda-meta", "dir-1-0.json"));
        EnvironmentContents contents = env.Read();
        Assert.Equal(["Conda good==1.0=0"], MiniEnv.Lines(contents.Packages));
        Assert.Equal(["bad-1-0.json", "dir-1-0.json", "nodash.json"], contents.Problems.Select(static p => Path.GetFileName(p.Target!)));
        Assert.Contains("it is not UTF-8", contents.Problems[0].Message);
        Assert.Contains("it is a folder", contents.Problems[1].Message);
        Assert.Contains("its content is 'nodash-1.0-0'", contents.Problems[2].Message);
        Assert.All(contents.Problems, static p => Assert.Equal(CondaErrorKind.RecordInvalid, p.Kind));
    }

    [Fact]
    public void Files_of_macOS_and_other_endings_are_passed_over()
    {
        using MiniEnv env = new();
        env.Record("good");
        env.Write("conda-meta/._good-1.0-0.json", "binary");
        env.Write("conda-meta/upper-1.0-0.JSON", MiniEnv.RecordText("upper"));
        EnvironmentContents contents = env.Read();
        Assert.Equal(["Conda good==1.0=0"], MiniEnv.Lines(contents.Packages));
        Assert.Empty(contents.Problems);
    }

    [Fact]
    public void Of_two_records_for_a_name_one_holds_and_one_is_an_error()
    {
        using MiniEnv env = new();
        env.Record("twice", "1.0");
        env.Record("twice", "2.0");
        EnvironmentContents contents = env.Read();
        CondaPackage package = Assert.Single(contents.Packages);
        CondaEnvException problem = Assert.Single(contents.Problems);
        Assert.Equal(CondaErrorKind.RecordInvalid, problem.Kind);
        Assert.DoesNotContain($"twice-{package.Version}-0.json", Path.GetFileName(problem.Target!));
        Assert.Contains("duplicate", problem.Message);
    }

    [Fact]
    public void What_old_records_lack_is_taken_from_elsewhere()
    {
        using MiniEnv env = new();
        env.Write("conda-meta/a-1-0.json", """{"name":"a","version":"1","build":"0","build_number":0,"url":"https://repo.anaconda.com/pkgs/main/osx-64/a-1-0.tar.bz2","timestamp":1500000000,"noarch":true}""");
        env.Write("conda-meta/b-1-0.json", """{"name":"b","version":"1","build":"0","build_number":0,"schannel":"conda-forge","platform":"linux","arch":"x86_64"}""");
        env.Write("conda-meta/c-1-0.json", """{"name":"c","version":"1","build":"0","build_number":0,"requested_spec":"None","license":2.0}""");
        CondaPackage[] packages = [.. env.Read().Packages];
        Assert.Equal(("osx-64", "defaults", "a-1-0.tar.bz2", "generic"), (packages[0].Subdir, packages[0].Channel, packages[0].FileName, packages[0].Noarch));
        Assert.Equal(new DateTime(2017, 7, 14, 2, 40, 0, DateTimeKind.Utc), packages[0].Timestamp?.ToUniversalTime());
        Assert.Null(packages[0].InstalledFileCount);
        Assert.Equal(("linux-64", "conda-forge"), (packages[1].Subdir, packages[1].Channel));
        Assert.Equal(("<unknown>", "2.0", false), (packages[2].Channel, packages[2].License, packages[2].Requested));
    }

    [Fact]
    public void Credentials_in_addresses_are_removed()
    {
        using MiniEnv env = new();
        env.Write("conda-meta/a-1-0.json", """{"name":"a","version":"1","build":"0","build_number":0,"channel":"https://me:s3cret@host.example/t/tk-1-2/chan/linux-64","url":"https://me:s3cret@host.example/t/tk-1-2/chan/linux-64/a-1-0.conda"}""");
        CondaPackage package = Assert.Single(env.Read().Packages);
        Assert.Equal("https://host.example/t/<TOKEN>/chan/linux-64/a-1-0.conda", package.Url);
        Assert.DoesNotContain("s3cret", package.Channel!);
        Assert.DoesNotContain("tk-1-2", package.Channel!);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_long_record_gives_the_same_whether_read_whole_or_from_its_ends(bool sorted, bool escapes)
    {
        using MiniEnv env = new();
        string entry = escapes ? "{\"_path\": \"lib\\\\x]}, \\\"name\\\": \", \"path_type\": \"hardlink\"}" : "{\"_path\": \"lib/é\", \"path_type\": \"hardlink\"}";
        string paths = sorted
            ? "\"paths_data\": {\"paths\": [" + string.Join(",\n", Enumerable.Repeat(entry, 3000)) + "], \"paths_version\": 1}"
            : "\"paths_data\": {\"paths_version\": 1, \"paths\": [" + string.Join(",\n", Enumerable.Repeat(entry, 3000)) + "\n ]\n }";
        env.Record("long", more: paths + ",\n \"link\": {\"type\": 1, \"source\": \"x]}\"}, \"sha256\": \"abc\", \"requested_specs\": [\"long=1\"]");
        CondaPackage package = Assert.Single(env.Read().Packages);
        Assert.Equal(("long", "abc", "long=1"), (package.Name, package.Sha256, package.RequestedSpec));
    }

    [Fact]
    public void A_long_record_with_fields_far_behind_its_paths_loses_none()
    {
        using MiniEnv env = new();
        string paths = "\"paths_data\": {\"paths\": [" + string.Join(",", Enumerable.Repeat("{\"_path\": \"x\"}", 9000)) + "]}";
        string depends = string.Join(",", Enumerable.Range(0, 900).Select(static n => $"\"dep{n}\""));
        env.Write("conda-meta/a-1-0.json", "{\"name\":\"a\",\"version\":\"1\",\"build\":\"0\",\"build_number\":0," + paths + ",\"depends\":[" + depends + "],\"x\":{\"y\":[{\"_path\":1}]},\"md5\":\"m\"}");
        CondaPackage package = Assert.Single(env.Read().Packages);
        Assert.Equal(900, package.Depends.Count);
        Assert.Equal("m", package.Md5);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.99)]
    public void A_long_record_that_is_cut_off_is_an_error(double part)
    {
        using MiniEnv env = new();
        string text = MiniEnv.RecordText("long", more: "\"paths_data\": {\"paths\": [" + string.Join(",", Enumerable.Repeat("{\"_path\": \"x\"}", 9000)) + "]}, \"size\": 1");
        env.Write("conda-meta/long-1.0-0.json", text[..(int)(text.Length * part)]);
        EnvironmentContents contents = env.Read();
        Assert.Empty(contents.Packages);
        Assert.Equal(CondaErrorKind.RecordInvalid, Assert.Single(contents.Problems).Kind);
    }

    [Fact]
    public void No_record_text_makes_anything_but_a_named_error()
    {
        RecordParser parser = new(new RecordOwner { EnvironmentName = "e", Prefix = "p", ComputerName = "m", Channels = ChannelConfiguration.Default });
        int read = 0;
        int refused = 0;
        Fuzz.Check(FuzzTexts.Record, 20_000, text =>
        {
            byte[] data = text.Bytes;
            try
            {
                parser.Parse(data, data.Length, "a-1-0.json", "a-1-0.json");
                read++;
            }
            catch (CondaEnvException e)
            {
                Assert.Equal(CondaErrorKind.RecordInvalid, e.Kind);
                refused++;
            }
        });

        Assert.True(read > 100 && refused > 100, $"{read} records were read, and {refused} were not.");
    }
}
