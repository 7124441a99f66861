using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Audit.Files;

/// <summary>Symbolic links of packages: by what is recorded of them, in each of the three dialects.</summary>
[Trait("Wine", "Wine makes no links that .NET can read.")]
public sealed class LinkRuleTests
{
    private static readonly byte[] s_content = Encoding.UTF8.GetBytes("library");

    private static PayloadEnv Env(Dialect dialect, string target = "liba.so.1")
    {
        PayloadEnv env = new(dialect);
        env.Package("other", "1", null, ("etc/other", "other"));
        string hash = PayloadEnv.Hash(s_content);
        string second = PayloadEnv.Hash("second");
        env.Write("lib/liba.so.1", s_content);
        env.Write("lib/libb.so", "second");
        env.Record("a", "1", null, [PayloadEnv.Entry("lib/liba.so.1", hash, hash), PayloadEnv.Entry("lib/libb.so", second, second), env.LinkEntry("lib/liba.so", "liba.so.1", s_content)]);
        Link(env, "lib/liba.so", target);
        return env;
    }

    private static void Link(PayloadEnv env, string path, string target)
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        Directory.CreateDirectory(Path.GetDirectoryName(env.At(path))!);
        Assert.True(SpecialFiles.Run("ln", "-s", target, env.At(path)));
    }

    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void A_link_to_its_own_file_is_sound(Dialect dialect)
    {
        using PayloadEnv env = Env(dialect);
        Assert.Empty(env.Issues());
    }

    [Theory]
    [InlineData(Dialect.Conda, "libb.so", "lib/libb.so")]
    [InlineData(Dialect.Mamba, "libb.so", "lib/libb.so")]
    [InlineData(Dialect.Rattler, "libb.so", "lib/libb.so")]
    [InlineData(Dialect.Conda, "../etc/other", "etc/other")]
    [InlineData(Dialect.Mamba, "../etc/other", "etc/other")]
    public void A_link_to_another_file_is_found(Dialect dialect, string target, string file)
    {
        using PayloadEnv env = Env(dialect, target);
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal($"'lib/liba.so' of a is a symbolic link that leads to '{file}', which is not what it was installed for.", issue.Message);
        Assert.Equal(("LinkBroken", "a", "lib/liba.so", target), (issue.RuleName, issue.Package, issue.File, issue.Actual));
        Assert.Equal(dialect == Dialect.Rattler ? null : "lib/liba.so.1", issue.Expected);
    }

    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void A_link_to_nowhere_is_found(Dialect dialect)
    {
        using PayloadEnv env = Env(dialect, "gone.so");
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal(("LinkBroken", "'lib/liba.so' of a is a symbolic link that leads nowhere.", "gone.so"), (issue.RuleName, issue.Message, issue.Actual));
    }

    /// <summary>The hash of nothing is recorded for what led nowhere when it was packed; mamba records it for links to folders, too.</summary>
    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void A_link_that_was_packed_like_that_is_sound(Dialect dialect)
    {
        using PayloadEnv env = new(dialect);
        env.Package("a", "1", null, ("share/real/x", "x"));
        env.Record("b", "1", null, [env.LinkEntry("share/dangling", "nowhere", []), env.LinkEntry("share/folder", "real", []), env.LinkEntry("share/owned", "real/x", [])]);
        Link(env, "share/dangling", "nowhere");
        Link(env, "share/folder", "real");
        Link(env, "share/owned", "real/x");
        Assert.Empty(env.Issues());
        File.Delete(env.At("share/real/x"));
        Assert.Equal(["LinkBroken share/owned", "MissingFile share/real/x"], env.Issues().Select(static i => $"{i.RuleName} {i.File}").OrderBy(static l => l, System.StringComparer.Ordinal));
    }

    /// <summary>conda copies the target of an absolute link.</summary>
    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void A_file_in_place_of_a_link_is_sound(Dialect dialect)
    {
        using PayloadEnv env = new(dialect);
        env.Write("etc/zone", "copied");
        env.Record("b", "1", null, [env.LinkEntry("etc/zone", "/usr/share/zone", Encoding.UTF8.GetBytes("packed"))]);
        Assert.Empty(env.Issues());
    }
}
