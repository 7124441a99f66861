using System.Collections.Generic;
using System.Linq;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Audit.Files;

/// <summary>Paths that several packages own.</summary>
public sealed class SharedFileTests
{
    private const string Tests = "site-packages/tests/__init__.py";

    private const string Placed = PayloadEnv.Site + "tests/__init__.py";

    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void A_file_of_two_packages_is_clobbered_and_not_altered(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        env.Package("flask", "1", "python", (Tests, "flask"));
        env.Package("requests", "1", "python", (Tests, "requests"));
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal($"ClobberedFile flask {Placed}", $"{issue.RuleName} {issue.Package} {issue.File}");
        Assert.Equal($"'{Placed}' belongs to flask and requests; its content is that of requests.", issue.Message);
        Assert.Equal(PayloadEnv.Hash("flask"), issue.Expected);
        Assert.Equal(PayloadEnv.Hash("requests"), issue.Actual);
        Assert.Equal(IssueSeverity.Warning, issue.Severity);

        env.Write(Placed, "neither");
        issue = Assert.Single(env.Issues());
        Assert.Equal($"'{Placed}' belongs to flask and requests; its content is that of none of them.", issue.Message);
        Assert.Equal(IssueSeverity.Error, issue.Severity);
    }

    [Fact]
    public void The_same_content_is_for_information()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        env.Package("flask", "1", "python", (Tests, ""));
        env.Package("requests", "1", "python", (Tests, ""));
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal("ClobberedFile", issue.RuleName);
        Assert.Equal(IssueSeverity.Information, issue.Severity);
    }

    [Fact]
    public void Rattler_keeps_the_file_of_the_loser_elsewhere()
    {
        using PayloadEnv env = new PayloadEnv(Dialect.Rattler).Usual();
        env.Package("winner", "1", null, ("share/x", "winner"));
        env.Record("loser", "1", null, [PayloadEnv.Entry("__clobbers__/share/x", PayloadEnv.Hash("loser"), more: ",\"original_path\":\"share/x\"")]);
        env.Write("__clobbers__/share/x", "loser");
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal("'share/x' belongs to loser and winner; its content is that of winner.", issue.Message);
        env.Write("__clobbers__/share/x", "changed");
        Assert.Contains("AlteredFile loser __clobbers__/share/x", env.Lines());
    }

    [Theory]
    [MemberData(nameof(FileRulesTests.Dialects), MemberType = typeof(FileRulesTests))]
    public void A_file_that_pip_has_replaced_is_not_altered(Dialect dialect)
    {
        using PayloadEnv env = new PayloadEnv(dialect).Usual();
        env.Pip("clicker", "1", ("click/__init__.py", "by pip"));
        CondaEnvIssue issue = Assert.Single(env.Issues());
        Assert.Equal($"AlteredByPip click {PayloadEnv.Site}click/__init__.py", $"{issue.RuleName} {issue.Package} {issue.File}");
        Assert.Equal($"'{PayloadEnv.Site}click/__init__.py' of the conda package click was replaced when pip installed clicker.", issue.Message);

        env.Write(PayloadEnv.Site + "click/__init__.py", "click = 1\n");
        issue = Assert.Single(env.Issues());
        Assert.Equal("ClobberedFile clicker", $"{issue.RuleName} {issue.Package}");
    }

    [Fact]
    public void Files_of_a_package_that_pip_has_replaced_are_left_to_the_rule_for_that()
    {
        using PayloadEnv env = new PayloadEnv().Usual();
        System.IO.Directory.Delete(env.At(PayloadEnv.Site + "click-8.1.dist-info"), recursive: true);
        env.Pip("click", "9.0", ("click/__init__.py", "click = 9\n"));
        Assert.Equal("click 8.1", env.Read().Packages.Where(static p => p.Replaces is not null).Select(static p => $"{p.Name} {p.Replaces!.Version}").Single());
        Assert.Empty(env.Issues());
    }

    [Fact]
    public void Paths_that_differ_in_case_only_collide_on_Windows()
    {
        using PayloadEnv env = new(platform: "win-64");
        env.Package("one", "1", null, ("Lib/Readme.txt", "1"));
        env.Record("two", "1", null, [PayloadEnv.Entry("Lib/README.txt", PayloadEnv.Hash("2"))]);
        List<CondaEnvIssue> issues = env.Issues();
        Assert.Equal(["CaseCollision two Lib/README.txt"], issues.Select(static i => $"{i.RuleName} {i.Package} {i.File}"));
        Assert.Equal("'Lib/Readme.txt' of one and 'Lib/README.txt' of two are the same file on Windows: they differ in upper and lower case only.", issues[0].Message);

        using PayloadEnv linux = new();
        linux.Record("one", "1", null, [PayloadEnv.Entry("Lib/Readme.txt"), PayloadEnv.Entry("Lib/README.txt")]);
        Assert.DoesNotContain("CaseCollision", linux.Issues().Select(static i => i.RuleName));
    }
}
