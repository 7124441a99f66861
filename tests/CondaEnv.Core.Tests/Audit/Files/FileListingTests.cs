using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Audit;
using CondaEnv.Audit.Files;
using CondaEnv.Prefixes.Files;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Audit.Files;

/// <summary>The files of packages as rows, their states, and their owners.</summary>
public sealed class FileListingTests
{
    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void Rows_have_the_paths_of_the_environment_and_the_hash_that_is_expected(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        CondaPackageFile[] rows = [.. FileListing.List(env.Audited(env.Read()), static p => p.Name is "click" or "python", static e => throw e, CancellationToken.None)];
        Assert.Equal(7, rows.Length);
        CondaPackageFile init = rows.Single(static r => r.File == PayloadEnv.Site + "click/__init__.py");
        Assert.Equal(("click", PackageManager.Conda, PayloadEnv.Hash("click = 1\n"), 10L, PackageFileType.File, null), (init.Package, init.Manager, init.Sha256, init.Size, init.Type, init.State));
        Assert.Equal(PayloadEnv.Hash(File.ReadAllBytes(env.At("bin/idle"))), rows.Single(static r => r.File == "bin/idle").Sha256);
    }

    /// <summary>Two answers to one question: what the rules find, and the states of the rows.</summary>
    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void The_files_with_a_finding_are_those_that_are_not_as_they_were_installed(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        env.Package("many", "1", null, [.. Enumerable.Range(0, 10).Select(static i => ("share/f" + i, "content " + i))]);
        env.Pip("wheel", "0.4", ("wheel/__init__.py", "w"), ("wheel/other.py", "o"));
        Assert.Empty(NotAsInstalled(env));
        env.Write("share/f1", "altered");
        File.Delete(env.At("share/f2"));
        File.Delete(env.At("share/f3"));
        Directory.CreateDirectory(env.At("share/f3"));
        env.Write(PayloadEnv.Site + "click/__init__.py", "altered");
        env.Write(PayloadEnv.Site + "wheel/other.py", "altered");
        File.Delete(env.At(PayloadEnv.Site + "wheel/__init__.py"));
        Assert.Equal(6, NotAsInstalled(env).Length);
        Assert.Equal(Found(env), NotAsInstalled(env));
    }

    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void Links_with_a_finding_are_broken(Dialect dialect)
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        byte[] content = System.Text.Encoding.UTF8.GetBytes("zlib");
        string hash = PayloadEnv.Hash(content);
        env.Write("lib/own", content);
        env.Record("links", "1", null,
        [
            PayloadEnv.Entry("lib/own", hash, hash), env.LinkEntry("lib/good", "own", content), env.LinkEntry("lib/gone", "own", content),
            env.LinkEntry("lib/other", "own", content), env.LinkEntry("lib/packed", "nowhere", []),
        ]);
        foreach ((string link, string target) in (ReadOnlySpan<(string, string)>)[("good", "own"), ("gone", "missing"), ("other", "../bin/python3.12"), ("packed", "nowhere")])
        {
            Assert.True(SpecialFiles.Run("ln", "-s", target, env.At("lib/" + link)));
        }

        // rattler's hash is that of the link's text, which no file has; then a target in another package tells nothing.
        Assert.Equal(dialect == Dialect.Rattler ? ["lib/gone"] : ["lib/gone", "lib/other"], NotAsInstalled(env));
        Assert.Equal(Found(env), NotAsInstalled(env));
    }

    private static string[] NotAsInstalled(PayloadEnv env) =>
        [.. FileListing.Verify(env.Audited(env.Read()), static _ => true, static e => throw e, new AuditRequest(), CancellationToken.None)
            .Where(static r => r.State is not (PackageFileState.Ok or PackageFileState.Unverifiable)).Select(static r => r.File).Order(StringComparer.Ordinal)];

    private static string[] Found(PayloadEnv env) =>
        [.. env.Issues().Where(static i => i.RuleName is not "UnverifiableFile").Select(static i => i.File!).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_file_has_a_state_in_the_order_of_the_lists()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Write("share/intact", "a");
        env.Write("share/altered", "b");
        env.Write("share/no-hash", "c");
        Directory.CreateDirectory(env.At("share/folder"));
        Directory.CreateDirectory(env.At("share/was-file"));
        string hash = PayloadEnv.Hash("a");
        env.Record("many", "1", null,
        [
            PayloadEnv.Entry("share/intact", hash), PayloadEnv.Entry("share/altered", hash), PayloadEnv.Entry("share/no-hash"), PayloadEnv.Entry("share/gone", hash),
            PayloadEnv.Entry("../../etc/passwd", hash), PayloadEnv.Entry("share/folder", type: "directory"), PayloadEnv.Entry("share/was-file", hash), PayloadEnv.Entry("share/x.pyc", hash),
        ]);
        Assert.Equal(
        [
            "share/intact Ok", "share/altered Altered", "share/no-hash Unverifiable", "share/gone Missing", "../../etc/passwd Unsafe", "share/folder Ok", "share/was-file Altered", "share/x.pyc Unverifiable",
        ], States(env, "many"));
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void Links_are_whole_or_broken()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        using PayloadEnv env = new PayloadEnv().Usual();
        Assert.True(SpecialFiles.Run("ln", "-s", "libz.so.1", env.At("lib/whole")));
        Assert.True(SpecialFiles.Run("ln", "-s", "nowhere", env.At("lib/broken")));
        env.Record("links", "1", null, [env.LinkEntry("lib/whole", "libz.so.1", "zlib"u8.ToArray()), env.LinkEntry("lib/broken", "nowhere", "zlib"u8.ToArray())]);
        Assert.Equal(["lib/whole Ok", "lib/broken Broken"], States(env, "links"));
    }

    /// <summary>More files than the threads take at a time, so that results come while the records are still read.</summary>
    [Fact]
    public void Many_files_keep_their_order()
    {
        using PayloadEnv env = new();
        env.Package("big", "1", null, [.. Enumerable.Range(0, 2000).Select(static i => ($"share/f{i}", $"content {i}"))]);
        env.Write("share/f1234", "other");
        string[] states = States(env, "big");
        Assert.Equal(Enumerable.Range(0, 2000).Select(static i => $"share/f{i} {(i == 1234 ? "Altered" : "Ok")}"), states);
    }

    [Fact]
    public void Verifying_can_be_given_up_and_cancelled()
    {
        using PayloadEnv env = new();
        env.Package("big", "1", null, [.. Enumerable.Range(0, 2000).Select(static i => ($"share/f{i}", "x"))]);
        using CancellationTokenSource source = new();
        using (IEnumerator<CondaPackageFile> given = Verify(env, static _ => true, source.Token).GetEnumerator())
        {
            Assert.True(given.MoveNext());
        }

        using IEnumerator<CondaPackageFile> rows = Verify(env, static _ => true, source.Token).GetEnumerator();
        Assert.True(rows.MoveNext());
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (rows.MoveNext())
            {
            }
        });
    }

    [Theory]
    [InlineData(PayloadEnv.Site + "click/__init__.py", "click")]
    [InlineData("bin/click", "click")]
    [InlineData("bin/wheel", "wheel")]
    [InlineData("bin/nobody", "")]
    [InlineData("BIN/click", "")]
    public void The_owner_of_a_path_is_a_package_of_conda_or_pip(string path, string owner)
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Pip("wheel", "0.4", ("../../../bin/wheel", "script"));
        Assert.Equal(owner, string.Join(" ", FileOwners.Of(env.Read(), path, pattern: null, ignoreCase: false, CancellationToken.None).Select(static p => p.Name)));
    }

    [Fact]
    public void The_owners_of_a_pattern_are_all_that_own_a_file_of_it()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Package("other", "1", null, ("bin/click", "also"));
        Assert.Equal(["click", "other", "python"], FileOwners.Of(env.Read(), "", static f => f.StartsWith("bin/", StringComparison.Ordinal), ignoreCase: false, CancellationToken.None).Select(static p => p.Name));
        Assert.Equal(["click", "other"], FileOwners.Of(env.Read(), "bin/click", pattern: null, ignoreCase: false, CancellationToken.None).Select(static p => p.Name));
    }

    private static string[] States(PayloadEnv env, string package) => [.. Verify(env, p => p.Name == package, CancellationToken.None).Select(static r => $"{r.File} {r.State}")];

    private static IEnumerable<CondaPackageFile> Verify(PayloadEnv env, Func<CondaPackage, bool> wanted, CancellationToken cancellation) =>
        FileListing.Verify(env.Audited(env.Read()), wanted, static e => throw e, new AuditRequest(), cancellation);
}
