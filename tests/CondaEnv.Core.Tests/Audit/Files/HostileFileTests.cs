using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Audit;
using CondaEnv.Audit.Files;
using CondaEnv.Prefixes;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Audit.Files;

/// <summary>Records and files that are meant to do harm, or that are in the way.</summary>
public sealed class HostileFileTests
{
    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("lib/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/Windows/win.ini")]
    [InlineData("c:x")]
    [InlineData("\\\\\\\\server\\\\share\\\\x")]
    [InlineData("lib/x\\u0000y")]
    [InlineData("..")]
    public void A_path_outside_the_environment_is_a_finding_and_is_not_opened(string path)
    {
        using PayloadEnv env = new();
        env.Write("lib/y", "");
        env.Record("evil", "1", null, [PayloadEnv.Entry(path, PayloadEnv.Hash("x"), PayloadEnv.Hash("x"))]);
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal("UnsafePath evil", $"{issue.RuleName} {issue.Package}");
        Assert.Contains("It was not opened.", issue.Message);
    }

    [Fact]
    public void Names_with_dots_are_paths_of_the_environment()
    {
        using PayloadEnv env = new();
        env.Package("a", "1", null, ("lib/..x", "1"), ("lib/y..z", "2"));
        if (Path.DirectorySeparatorChar == '/')
        {
            // Windows takes a name of dots for a folder.
            env.Package("b", "1", null, ("lib/...", "3"));
        }

        Assert.Empty(env.Issues());
    }

    [Fact]
    public void A_record_of_pip_cannot_lead_out_either()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Pip("evil", "1", ("evil.py", ""));
        File.AppendAllText(env.At(PayloadEnv.Site + "evil-1.dist-info/RECORD"), "../../../../../../etc/passwd,,\n/etc/shadow,,\n" + env.At("bin/python3.12").Replace('\\', '/') + ",,\n");
        Assert.Equal(["/etc/shadow"], env.Issues().Where(static i => i.RuleName == "UnsafePath" && i.File![0] == '/').Select(static i => i.File));
        Assert.Equal(2, env.Issues().Count(static i => i.RuleName == "UnsafePath"));
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void A_folder_that_leads_out_is_not_entered()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        using TempFolder outside = new();
        outside.Write("secret", "secret");
        using PayloadEnv env = new();
        Assert.True(SpecialFiles.Run("ln", "-s", outside.Path, env.At("out")));
        env.Record("evil", "1", null, [PayloadEnv.Entry("out/secret", PayloadEnv.Hash("secret"))]);
        Assert.Equal(["UnsafePath evil out/secret"], env.Lines());
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void A_folder_behind_a_link_in_the_environment_is_looked_into()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        using PayloadEnv env = new();
        env.Write("lib/x", "x");
        env.Write("lib/z", "other");
        Assert.True(SpecialFiles.Run("ln", "-s", "lib", env.At("lib64")));
        env.Record("a", "1", null, [PayloadEnv.Entry("lib64/x", PayloadEnv.Hash("x")), PayloadEnv.Entry("lib64/y", PayloadEnv.Hash("y")), PayloadEnv.Entry("lib64/z", PayloadEnv.Hash("z"))]);
        Assert.Equal(["MissingFile a lib64/y", "AlteredFile a lib64/z"], env.Lines());
    }

    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void Links_are_checked_for_their_targets_only(Dialect dialect)
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        byte[] content = File.ReadAllBytes(env.At("lib/libz.so.1"));
        Link(env, "lib/libz.so", "libz.so.1");
        Link(env, "lib/broken.so", "nowhere");
        Link(env, "lib/packed-so", "nowhere");
        Link(env, "lib/loop.a", "loop.b");
        Link(env, "lib/loop.b", "loop.a");
        env.Record("links", "1", null,
        [
            env.LinkEntry("lib/libz.so", "libz.so.1", content), env.LinkEntry("lib/broken.so", "nowhere", content), env.LinkEntry("lib/loop.a", "loop.b", content),
            env.LinkEntry("lib/packed-so", "nowhere", []), env.LinkEntry("lib/gone", "x", content),
        ]);
        List<CondaEnvIssue> issues = env.Issues();
        Assert.Equal(["MissingFile lib/gone ", "LinkBroken lib/broken.so nowhere", "LinkBroken lib/loop.a loop.b"], issues.Select(static i => $"{i.RuleName} {i.File} {i.Actual}"));
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void A_file_that_became_a_link_out_is_not_read()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        using TempFolder outside = new();
        string secret = outside.Write("zlib.h", "#define Z");
        using PayloadEnv env = new PayloadEnv().Usual();
        File.Delete(env.At("include/zlib.h"));
        Link(env, "include/zlib.h", secret);
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal("'include/zlib.h' of zlib could not be checked: it is a link to a place outside the environment.", issue.Message);

        // conda links to its package cache if it cannot create hard links.
        string cached = outside.Write("pkgs/zlib-1.3-0/include/zlib.h", "#define Z");
        File.Delete(env.At("include/zlib.h"));
        Link(env, "include/zlib.h", cached);
        Assert.Empty(env.Issues());
        File.WriteAllText(cached, "changed");
        Assert.Equal(["AlteredFile zlib include/zlib.h"], env.Lines());
    }

    [Fact]
    public void A_pipe_or_a_folder_in_place_of_a_file_is_not_opened()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        File.Delete(env.At("lib/libz.so.1"));
        File.Delete(env.At("include/zlib.h"));
        SpecialFiles.Fifo(env.At("lib/libz.so.1"));
        Directory.CreateDirectory(env.At("include/zlib.h"));
        List<CondaEnvIssue> issues = env.Issues();
        Assert.Equal(["'include/zlib.h' of zlib is not a file, but a folder.", "'lib/libz.so.1' of zlib is not a file, but a pipe, a device or a socket."], issues.Select(static i => i.Message));
        Assert.All(issues, static i => Assert.Equal("SpecialFile", i.RuleName));
    }

    [Fact]
    [Trait("User", "Ordinary")]
    public void A_file_without_permission_is_unreadable_and_the_rest_is_checked()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/' && System.Environment.UserName != "root", "Nothing is forbidden here.");
        using PayloadEnv env = new PayloadEnv().Usual();
        SpecialFiles.Run("chmod", "000", env.At("lib/libz.so.1"));
        File.Delete(env.At("include/zlib.h"));
        Assert.Equal(["MissingFile zlib include/zlib.h", "UnreadableFile zlib lib/libz.so.1"], env.Lines());
    }

    [Fact]
    public void A_record_of_a_hundred_thousand_missing_files_is_one_finding()
    {
        using PayloadEnv env = new();
        env.Record("huge", "1", null, [.. Enumerable.Range(0, 100_000).Select(static i => PayloadEnv.Entry($"lib/d{i % 1000}/f{i}", PayloadEnv.Hash("x")))]);
        Assert.Equal("All 100000 files of huge are missing.", Assert.Single(env.Issues()).Message);
    }

    [Fact]
    public void Damaged_entries_are_counted_and_the_others_are_checked()
    {
        using PayloadEnv env = new();
        env.Write("x", "other");
        env.Record("a", "1", null, ["1", "null", "[[1],2]", "{}", "{\"_path\":5}", "{\"_path\":\"\"}", PayloadEnv.Entry("x", PayloadEnv.Hash("x"), more: ",\"size_in_bytes\":-3,\"unknown\":{\"a\":[1]}")]);
        List<CondaEnvIssue> issues = env.Issues();
        Assert.Equal(["UnverifiableFile a ", "AlteredFile a x"], issues.Select(static i => $"{i.RuleName} {i.Package} {i.File}"));
        Assert.StartsWith("6 entries of the record of a cannot be read", issues[0].Message);
    }

    [Fact]
    public void A_file_that_vanishes_during_the_check_is_a_finding()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Record("aa", "1", null, [PayloadEnv.Entry("gone")]);
        List<string> lines = [];
        foreach (CondaEnvIssue issue in env.Check())
        {
            // The first finding comes before anything is hashed.
            if (issue.RuleName == "MissingFile")
            {
                File.Delete(env.At("lib/libz.so.1"));
            }

            lines.Add($"{issue.RuleName} {issue.File}: {issue.Message}");
        }

        Assert.Contains(lines, static l => l.StartsWith("UnreadableFile lib/libz.so.1", System.StringComparison.Ordinal) && l.Contains("disappeared"));
    }

    [Fact]
    public void Names_and_lengths_of_Windows_are_checked_on_any_system()
    {
        using PayloadEnv env = new(platform: "win-64");
        string longName = "Lib/" + string.Join("/", Enumerable.Repeat(new string('d', 60), 5));
        env.Record("win", "1", null, [PayloadEnv.Entry("Lib/aux.py"), PayloadEnv.Entry("Lib/a?b"), PayloadEnv.Entry(longName)]);
        string[] rules = [.. env.Issues().Select(static i => i.RuleName).Where(static r => r is "LongPath" or "ReservedName")];
        Assert.Equal(["LongPath", "ReservedName", "ReservedName"], rules);

        using PayloadEnv linux = new();
        linux.Record("linux", "1", null, [PayloadEnv.Entry("lib/aux.py")]);
        Assert.Equal(["MissingFile"], linux.Issues().Select(static i => i.RuleName));
    }

    [Fact]
    public void A_Windows_environment_is_compared_without_case()
    {
        using PayloadEnv env = new(platform: "win-64");
        env.Package("a", "1", null, ("Lib/Some/File.py", "x"));
        env.Record("b", "1", null, [PayloadEnv.Entry("lib/some/OTHER.py", PayloadEnv.Hash("y")), PayloadEnv.Entry("LIB/Some/third.py", PayloadEnv.Hash("z"))]);
        env.Write("Lib/Some/other.py", "y");
        env.Write("Lib/Some/Third.py", "changed");
        Assert.Equal(["AlteredFile b LIB/Some/third.py"], env.Lines());
    }

    /// <summary>conda before 26.7.2 recorded the hash before it signed the program.</summary>
    [Fact]
    public void Programs_of_Apple_that_were_signed_later_are_not_altered()
    {
        using PayloadEnv env = new(platform: "osx-arm64");
        env.Package("python", "3.12", null, ("bin/python", "MACHO" + PayloadEnv.Placeholder + "\0"), ("lib/x", "x"));
        File.AppendAllText(env.At("bin/python"), "signature");
        Assert.Equal(["UnverifiableFile python "], env.Lines());
        File.AppendAllText(env.At("lib/x"), "changed");
        Assert.Equal(["AlteredFile python lib/x", "UnverifiableFile python "], env.Lines());
    }

    [Fact]
    public void A_record_that_cannot_be_read_again_is_a_finding()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        EnvironmentContents contents = env.Read();
        File.Delete(env.At("conda-meta/zlib-1.3-0.json"));
        List<CondaEnvIssue> issues = [.. FileRules.Check(env.Audited(contents), new AuditRequest(), default)];
        Assert.Equal(["UnreadableFile zlib"], issues.Select(static i => $"{i.RuleName} {i.Package}"));
    }

    private static void Link(PayloadEnv env, string path, string target) => Assert.True(SpecialFiles.Run("ln", "-s", target, env.At(path)));
}
