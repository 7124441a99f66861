using System.IO;
using System.Linq;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Audit.Files;

/// <summary>A prefix that was moved is one finding, by the path in its files.</summary>
public sealed class MovedPrefixTests
{
    private const string Binary = "ELF" + PayloadEnv.Placeholder + "/lib:" + PayloadEnv.Placeholder + "/share\0more\0" + PayloadEnv.Placeholder + "\0end";

    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void A_moved_environment_is_one_finding(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        env.Package("binary", "1", null, ("lib/binary.so", Binary));
        string old = env.Prefix;
        Move(env);
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal("PrefixMoved", issue.RuleName);
        Assert.Equal(old.Replace('\\', '/'), issue.Actual);
        Assert.Equal(env.Prefix, issue.Expected);
        Assert.Contains("2 files", issue.Message);
    }

    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void Binaries_alone_are_enough(Dialect dialect)
    {
        using PayloadEnv env = new(dialect);
        env.Package("binary", "1", null, ("lib/binary.so", Binary));
        string old = env.Prefix;
        Move(env);
        Assert.Equal(old.Replace('\\', '/'), Assert.Single(env.Issues()).Actual);
    }

    /// <summary>mamba does not record what was replaced, so that nothing can be undone.</summary>
    [Theory]
    [InlineData(Dialect.Conda)]
    [InlineData(Dialect.Rattler)]
    public void Files_that_were_adapted_to_the_new_path_are_not_altered(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        env.Package("binary", "1", null, ("lib/binary.so", Binary));
        Move(env);
        string now = env.Prefix.Replace('\\', '/');
        env.Write("bin/idle", "#!" + now + "/bin/python\nidle\n");
        env.Write("lib/binary.so", PayloadEnv.ReplaceInBinary(Binary, now));
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal("PrefixMoved", issue.RuleName);
        Assert.Equal(IssueSeverity.Information, issue.Severity);

        File.AppendAllText(env.At("bin/idle"), "more");
        Assert.Equal(["AlteredFile", "PrefixMoved"], env.Issues().Select(static i => i.RuleName));
    }

    [Fact]
    public void Files_with_the_placeholder_itself_were_never_adapted()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Write("bin/idle", "#!" + PayloadEnv.Placeholder + "/bin/python\nidle\n");
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal("PrefixMoved", issue.RuleName);
        Assert.Equal(PayloadEnv.Placeholder, issue.Actual);
    }

    [Fact]
    [Trait("Wine", "Wine makes no links that .NET can read.")]
    public void Another_name_of_the_same_folder_is_no_move()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        string link = env.Prefix + "-link";
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Links need a right on Windows.");
        Assert.True(SpecialFiles.Run("ln", "-s", env.Prefix, link));
        env.Prefix = link;
        Assert.Empty(env.Issues());
    }

    /// <summary>conda writes <c>#!/usr/bin/env python</c> if the prefix is too long for a first line.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_first_line_that_was_too_long_is_no_move(bool hasPlaceholder)
    {
        using PayloadEnv env = new();
        const string text = "#!/usr/bin/env python\nx\n";
        env.Write("bin/x", text);
        env.Record("x", "1", null, [PayloadEnv.Entry("bin/x", PayloadEnv.Hash("#!" + PayloadEnv.Placeholder + "/bin/python\nx\n"), PayloadEnv.Hash(text), more: !hasPlaceholder ? "" : $",\"prefix_placeholder\":\"{PayloadEnv.Placeholder}\",\"file_mode\":\"text\"")]);
        Assert.Empty(env.Issues());
    }

    /// <summary>Blanks and letters beyond ASCII are part of a path, in texts and in programs.</summary>
    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void The_old_path_may_have_blanks_and_umlauts(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect, name: "vorläufige Umgebung").Usual();
        env.Package("binary", "1", null, ("lib/binary.so", Binary));
        string old = env.Prefix;
        Assert.Empty(env.Issues());
        Move(env);
        Assert.Equal(("PrefixMoved", old.Replace('\\', '/')), Assert.Single(env.Issues().Select(static i => (i.RuleName, i.Actual))));
    }

    /// <summary>Without a placeholder, only a path that most of the files have can be the old one.</summary>
    [Fact]
    public void Paths_that_a_few_files_mention_are_no_old_prefix()
    {
        using PayloadEnv env = new();
        for (int i = 0; i < 3; i++)
        {
            string text = $"#!/usr/bin/env python\n# see /home/builder{i}/place/bin\n";
            env.Write("bin/x" + i, text);
            env.Record("x" + i, "1", null, [PayloadEnv.Entry("bin/x" + i, PayloadEnv.Hash("#!" + PayloadEnv.Placeholder + "/bin/python\nx\n"), PayloadEnv.Hash(text))]);
        }

        Assert.Empty(env.Issues());
    }

    private static void Move(PayloadEnv env)
    {
        string moved = env.Prefix + "-moved";
        Directory.Move(env.Prefix, moved);
        env.Prefix = moved;
    }
}
