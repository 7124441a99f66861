using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Audit;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Audit.Files;

/// <summary>Environments of the three tools: no finding in an untouched one, and the right one for each damage.</summary>
public sealed class FileRulesTests
{
    public static TheoryData<Dialect> Dialects => [Dialect.Conda, Dialect.Mamba, Dialect.Rattler];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void An_untouched_environment_has_no_finding(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        env.Package("binary", "1", null, ("lib/binary.so", "ELF" + PayloadEnv.Placeholder + "/lib:" + PayloadEnv.Placeholder + "/share\0more\0" + PayloadEnv.Placeholder + "\0end"));
        env.Pip("wheel", "0.4", ("wheel/__init__.py", "w"), ("../../../bin/wheel", "script"), ("wheel/with,comma.txt", "c"));
        Assert.Empty(env.Issues());
        Assert.Equal(["python", "click", "zlib", "binary", "wheel"], env.Read().Packages.Select(static p => p.Name).OrderBy(static n => Array.IndexOf(["python", "click", "zlib", "binary", "wheel"], n)));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void An_altered_file_is_found_with_both_hashes(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        env.Write("lib/libz.so.1", "other");
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal("AlteredFile zlib lib/libz.so.1", $"{issue.RuleName} {issue.Package} {issue.File}");
        Assert.Equal(PayloadEnv.Hash("zlib"), issue.Expected);
        Assert.Equal(PayloadEnv.Hash("other"), issue.Actual);
        Assert.Equal("'lib/libz.so.1' of zlib is not the file that was installed: its SHA-256 differs.", issue.Message);
        Assert.Equal("Reinstall it: conda install --force-reinstall zlib.", issue.Suggestion);
        Assert.Equal(IssueSeverity.Error, issue.Severity);
    }

    /// <summary>conda's own doctor never checks these, since conda records the paths of the package.</summary>
    [Theory]
    [MemberData(nameof(Dialects))]
    public void Files_of_noarch_packages_are_checked_where_they_are(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        env.Write(PayloadEnv.Site + "click/__init__.py", "click = 2\n");
        File.Delete(env.At("bin/click"));
        Assert.Equal(["MissingFile click bin/click", "AlteredFile click lib/python3.12/site-packages/click/__init__.py"], env.Lines());
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_file_whose_placeholder_was_replaced_can_be_altered(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        File.AppendAllText(env.At("bin/idle"), "more");
        Assert.Equal(["AlteredFile python bin/idle"], env.Lines());
    }

    /// <summary>Hashes are recorded before the package's own script runs.</summary>
    [Fact]
    public void A_file_that_the_script_of_the_package_may_have_changed_is_a_warning()
    {
        using PayloadEnv env = new();
        env.Package("a", "1", null, ("share/state", "x"), ("bin/.a-post-link.sh", "echo >> share/state"));
        env.Write("share/state", "y");
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal(("AlteredFile", IssueSeverity.Warning), (issue.RuleName, issue.Severity));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_missing_file_is_named(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        File.Delete(env.At("bin/python3.12"));
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal("'bin/python3.12' of python is missing.", issue.Message);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(21, 1)]
    public void Many_missing_files_of_a_package_are_one_finding(int count, int findings)
    {
        using PayloadEnv env = new();
        env.Package("big", "1", null, [.. Enumerable.Range(0, count).Select(static i => ($"share/f{i:00}", "x")), ("share/kept", "x")]);
        for (int i = 0; i < count; i++)
        {
            File.Delete(env.At($"share/f{i:00}"));
        }

        List<CondaEnvIssue> issues = env.Issues();
        Assert.Equal(findings, issues.Count);
        if (findings == 1)
        {
            Assert.Equal("21 files of big are missing, such as 'share/f00'.", issues[0].Message);
        }
    }

    [Fact]
    public void A_package_whose_files_are_all_gone_is_one_finding()
    {
        using PayloadEnv env = new();
        env.Package("big", "1", null, [.. Enumerable.Range(0, 30).Select(static i => ($"share/f{i:00}", "x"))]);
        Directory.Delete(env.At("share"), recursive: true);
        Assert.Equal("All 30 files of big are missing.", Assert.Single(env.Issues()).Message);
    }

    [Fact]
    public void Compiled_files_are_never_checked()
    {
        using PayloadEnv env = new();
        env.Record("a", "1", null, [PayloadEnv.Entry("lib/x.pyc", PayloadEnv.Hash("x"), PayloadEnv.Hash("x")), PayloadEnv.Entry("lib/y.pyo"), PayloadEnv.Entry("lib/z", type: "pyc_file")]);
        Assert.Empty(env.Issues());
    }

    [Fact]
    public void Files_without_a_hash_are_one_line_a_package()
    {
        using PayloadEnv env = new();
        env.Write("conda-meta/old-1-0.json", MiniEnv.RecordText("old", "1", "0", files: "\"a\", \"b\", \"c.pyc\""));
        env.Record("half", "1", null, [PayloadEnv.Entry("d", PayloadEnv.Hash("x"), more: ",\"prefix_placeholder\":\"/p\",\"file_mode\":\"text\""), PayloadEnv.Entry("e", type: "unix_python_entry_point")]);
        foreach (string file in new[] { "a", "b", "d", "e" })
        {
            env.Write(file, "x");
        }

        List<CondaEnvIssue> issues = env.Issues();
        Assert.Equal(["UnverifiableFile half ", "UnverifiableFile old "], issues.Select(static i => $"{i.RuleName} {i.Package} {i.File}"));
        Assert.Equal(["1 file of half cannot be verified, because no hash is recorded.", "2 files of old cannot be verified, because no hash is recorded."], issues.Select(static i => i.Message));
        Assert.All(issues, static i => Assert.Equal(IssueSeverity.Information, i.Severity));
        File.Delete(env.At("b"));
        Assert.Contains("MissingFile old b", env.Lines());
    }

    [Fact]
    public void Files_of_pip_are_checked_by_its_record()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Pip("wheel", "0.4", ("wheel/a.py", "a"), ("wheel/b.py", "b"), ("../../../bin/wheel", "script"));
        env.Write(PayloadEnv.Site + "wheel/a.py", "changed");
        File.Delete(env.At("bin/wheel"));
        List<CondaEnvIssue> issues = env.Issues();
        Assert.Equal(["MissingFile wheel bin/wheel", "AlteredFile wheel lib/python3.12/site-packages/wheel/a.py"], issues.Select(static i => $"{i.RuleName} {i.Package} {i.File}"));
        Assert.Equal("Reinstall it: python -m pip install --force-reinstall --no-deps wheel.", issues[0].Suggestion);
    }

    [Fact]
    public void Old_packages_of_pip_have_a_list_without_hashes()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Write(PayloadEnv.Site + "old-1.egg-info/PKG-INFO", "Metadata-Version: 1.0\nName: old\nVersion: 1\n");
        env.Write(PayloadEnv.Site + "old-1.egg-info/installed-files.txt", "../old/__init__.py\n../old/gone.py\n../../../../bin/old\nPKG-INFO\n../old/x.pyc\n");
        env.Write(PayloadEnv.Site + "old/__init__.py", "");
        env.Write("bin/old", "");
        Assert.Equal(["MissingFile old lib/python3.12/site-packages/old/gone.py", "UnverifiableFile old "], env.Lines());
    }

    [Fact]
    public void Untracked_files_are_found_on_request_only()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Pip("wheel", "0.4", ("wheel/a.py", "a"));
        env.Write("share/mine.txt", "");
        env.Write(PayloadEnv.Site + "click/__pycache__/a.cpython-312.pyc", "");
        env.Write(PayloadEnv.Site + "click/__pycache__/note.txt", "");
        env.Write("pkgs/zlib/x", "");
        env.Write("envs/other/x", "");
        Assert.Empty(env.Issues());
        Assert.Equal(["UntrackedFile  share/mine.txt"], env.Lines(new AuditRequest { Wanted = static r => r == "UntrackedFile" }));
    }

    [Fact]
    public void Nothing_is_hashed_for_rules_that_need_no_content()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Write("lib/libz.so.1", "other");
        bool read = false;
        Assert.Empty(env.Issues(new AuditRequest { Wanted = static r => r is "MissingFile" or "LinkBroken" or "SpecialFile" or "UnsafePath", Progress = (_, _) => read = true }));
        Assert.False(read);
        Assert.Empty(env.Issues(new AuditRequest { SkipFile = true }));
    }

    [Fact]
    public void Progress_ends_with_all_bytes()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        List<(long Done, long Total)> progress = [];
        env.Issues(new AuditRequest { Progress = (done, total) => progress.Add((done, total)) });
        Assert.Equal(progress[^1].Total, progress[^1].Done);
        Assert.True(progress[^1].Total > 50);
    }

    [Fact]
    public void A_check_that_is_given_up_or_cancelled_leaves_no_thread_behind()
    {
        using PayloadEnv env = new();
        env.Package("big", "1", null, [.. Enumerable.Range(0, 500).Select(static i => ($"share/f{i}", new string('x', 5000)))]);
        for (int i = 0; i < 500; i++)
        {
            env.Write($"share/f{i}", "other");
        }

        using CancellationTokenSource source = new();
        using (IEnumerator<CondaEnvIssue> issues = env.Check(cancellation: source.Token).GetEnumerator())
        {
            Assert.True(issues.MoveNext());
        }

        using (IEnumerator<CondaEnvIssue> issues = env.Check(cancellation: source.Token).GetEnumerator())
        {
            Assert.True(issues.MoveNext());
            source.Cancel();
            Assert.Throws<OperationCanceledException>(() =>
            {
                while (issues.MoveNext())
                {
                }
            });
        }
    }
}
