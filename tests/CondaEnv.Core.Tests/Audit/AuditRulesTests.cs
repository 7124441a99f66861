using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Audit;
using CondaEnv.Packages.Findings;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Audit;

/// <summary>Each rule that looks at no file of a package: what sets it off, and what does not.</summary>
public sealed class AuditRulesTests : IDisposable
{
    private readonly MiniEnv _env = new();

    private IReadOnlyList<CondaEnvIssue> Issues(bool isBase = false, bool isOnly = false) => Audits.Of(_env.Prefix, isBase: isBase, isOnly: isOnly);

    private CondaEnvIssue Single(string rule, bool isBase = false, bool isOnly = false)
    {
        CondaEnvIssue issue = Assert.Single(Issues(isBase, isOnly), i => i.RuleName == rule);
        Assert.EndsWith(".", issue.Message, StringComparison.Ordinal);
        Assert.Equal(("env", _env.Prefix, "machine"), (issue.EnvironmentName, issue.Prefix, issue.ComputerName));
        Assert.Null(issue.Path);
        return issue;
    }

    private void History(params string[] blocks) => _env.Write("conda-meta/history", string.Concat(blocks.Select(static b => b + "\n")));

    [Fact]
    public void The_catalogue_is_sorted_and_each_rule_is_described()
    {
        Assert.Equal(AuditRules.All.Select(static r => r.Name).Order(StringComparer.Ordinal), AuditRules.All.Select(static r => r.Name));
        Assert.Equal(AuditRules.All.Count, AuditRules.All.Select(static r => r.Name).Distinct().Count());
        Assert.All(AuditRules.All, static r => Assert.EndsWith(".", r.Description, StringComparison.Ordinal));
        Assert.All(AuditRules.OfFiles.Concat(AuditRules.OfContent), static n => Assert.Contains(AuditRules.All, r => r.Name == n));
        Assert.Subset(new HashSet<string>(AuditRules.OfFiles), new HashSet<string>(AuditRules.OfContent));
    }

    [Fact]
    public void A_sound_environment_has_no_finding()
    {
        _env.Record("a", depends: "\"b >=1\", \"__glibc >=2.17\"");
        _env.Record("b", "1.5", more: "\"constrains\": [\"c <1\"]");
        _env.Write("conda-meta/pinned", "b 1.*\nc ==3\n");
        Assert.Empty(Issues());
    }

    [Theory]
    [InlineData("\"b\"", "", "a 1.0 needs 'b', but b is not installed.", null)]
    [InlineData("\"b >=2\"", "1.0", "a 1.0 needs 'b >=2', but b 1.0 0 is installed.", "b 1.0 0")]
    public void A_dependency_that_is_missing_or_does_not_fit_is_unmet(string depends, string version, string message, string? actual)
    {
        _env.Record("a", depends: depends);
        if (version.Length > 0)
        {
            _env.Record("b", version);
        }

        CondaEnvIssue issue = Single("UnmetDependency");
        Assert.Equal((message, "a", depends.Trim('"'), actual, IssueSeverity.Error), (issue.Message, issue.Package, issue.Expected, issue.Actual, issue.Severity));
    }

    [Fact]
    public void A_package_with_a_damaged_record_is_not_missing()
    {
        _env.Record("a", depends: "\"b\"");
        _env.Write("conda-meta/b-1.0-0.json", "{");
        Assert.Equal(["DamagedRecord"], Issues().Select(static i => i.RuleName));
        Assert.Equal(("b", "conda-meta/b-1.0-0.json"), (Single("DamagedRecord").Package, Single("DamagedRecord").File));
    }

    [Fact]
    public void A_record_that_is_too_large_to_read_is_damaged()
    {
        using (FileStream file = new(_env.Write("conda-meta/b-1.0-0.json", "{"), FileMode.Open))
        {
            file.SetLength((64L * 1024 * 1024) + 1);
        }

        Assert.Equal(("b", IssueSeverity.Error), (Single("DamagedRecord").Package, Single("DamagedRecord").Severity));
    }

    [Fact]
    public void A_constraint_is_violated_only_by_what_is_installed()
    {
        _env.Record("a", more: "\"constrains\": [\"b <1\", \"c <1\"]");
        _env.Record("b", "2.0");
        Assert.Equal("a 1.0 accepts b only as 'b <1', but b 2.0 0 is installed.", Single("ConstraintViolated").Message);
    }

    [Fact]
    public void A_pin_is_violated_and_a_pin_of_nothing_is_not()
    {
        _env.Record("b", "2.0");
        _env.Write("conda-meta/pinned", "b 1.*\nmissing 1.*\n=\n");
        CondaEnvIssue issue = Single("PinViolated");
        Assert.Equal(("b", "b 1.*", "2.0 0", "conda-meta/pinned"), (issue.Package, issue.Expected, issue.Actual, issue.File));
        Assert.Contains("'='", Single("MetadataInvalid").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_is_violated()
    {
        _env.Record("b", "2.0");
        History("==> 2026-01-01 10:00:00 <==\n# cmd: conda create -n x b=1\n+conda-forge/linux-64::b-2.0-0\n# update specs: ['b=1']");
        Assert.Equal(("b", "b=1", "2.0 0"), (Single("RequestViolated").Package, Single("RequestViolated").Expected, Single("RequestViolated").Actual));
    }

    [Fact]
    public void Two_records_of_a_package_are_one_finding()
    {
        _env.Record("b", "1.0");
        _env.Record("b", "2.0");
        Assert.Equal("b", Single("DuplicateRecord").Package);
        Assert.Single(Issues(), static i => i.RuleName is "DuplicateRecord" or "DamagedRecord");
    }

    [Fact]
    public void Pip_over_conda_is_one_finding_and_no_leftover()
    {
        _env.Python();
        _env.Record("six", "1.16.0", depends: "\"python\"", files: "\"lib/python3.12/site-packages/six-1.16.0.dist-info/RECORD\"");
        _env.DistInfo("six-1.17.0.dist-info", "Name: six\nVersion: 1.17.0\n");
        CondaEnvIssue issue = Single("OverwrittenByPip");
        Assert.Equal(("six", "1.16.0", "1.17.0", "conda-meta/six-1.16.0-0.json"), (issue.Package, issue.Expected, issue.Actual, issue.File));

        // The metadata of conda's package is still there as well.
        _env.DistInfo("six-1.16.0.dist-info", "Name: six\nVersion: 1.16.0\n");
        Assert.DoesNotContain(Issues(), static i => i.RuleName == "LeftoverMetadata");
    }

    [Fact]
    public void A_record_whose_metadata_pip_removed_is_found_once()
    {
        _env.Python();
        _env.Record("six", "1.16.0", depends: "\"python\"", files: "\"lib/python3.12/site-packages/six-1.16.0.dist-info/RECORD\"");
        Directory.CreateDirectory(Path.Combine(_env.Prefix, "lib/python3.12/site-packages"));
        Assert.Equal(["OverwrittenByPip"], Issues().Select(static i => i.RuleName));
    }

    [Fact]
    public void Leftovers_of_pip_are_found_and_metadata_that_conda_owns_is_told_apart()
    {
        _env.Python();
        _env.Record("pyqt", depends: "\"python\"", files: "\"lib/python3.12/site-packages/PyQt5-5.15.9.dist-info/RECORD\", \"lib/python3.12/site-packages/PyQt5_sip-12.0.dist-info/RECORD\"");
        foreach (string folder in (string[])["PyQt5-5.15.9.dist-info", "PyQt5_sip-12.0.dist-info", "~umpy-1.0.dist-info", "x-1.0.dist-info", "X-2.0.dist-info"])
        {
            _env.DistInfo(folder, $"Name: {folder.Split('-')[0]}\nVersion: {folder.Split('-')[1].Replace(".dist", "")}\n");
        }

        Directory.CreateDirectory(Path.Combine(_env.Prefix, "lib/python3.12/site-packages/~umpy"));
        CondaEnvIssue[] leftovers = [.. Issues().Where(static i => i.RuleName == "LeftoverMetadata")];
        Assert.Equal(
            ["lib/python3.12/site-packages/X-2.0.dist-info", "lib/python3.12/site-packages/~umpy", "lib/python3.12/site-packages/~umpy-1.0.dist-info"],
            leftovers.Select(static i => i.File!).Order(StringComparer.Ordinal));
        Assert.Equal(("pyqt", IssueSeverity.Information), (Single("VendoredMetadata").Package, Single("VendoredMetadata").Severity));
    }

    [Fact]
    public void What_pip_check_says_is_found_with_markers_and_extras_of_the_environment()
    {
        _env.Python();
        _env.DistInfo("a-1.0.dist-info", "Name: a\nVersion: 1.0\nRequires-Dist: b>=2\nRequires-Dist: c\nRequires-Dist: win; platform_system == \"Windows\"\nRequires-Dist: extra; extra == \"x\"\nRequires-Dist: d; platform_release > \"5\"\n");
        _env.DistInfo("b-1.0.dist-info", "Name: b\nVersion: 1.0\n");
        Assert.Equal(("a 1.0 needs 'b>=2', but b 1.0 (pip) is installed.", "a"), (Single("VersionConflict").Message, Single("VersionConflict").Package));
        Assert.Equal("a 1.0 needs 'c', but c is not installed.", Single("UnmetDependency").Message);
        Assert.StartsWith("a 1.0 needs 'd; platform_release", Single("ConditionalUnknown").Message, StringComparison.Ordinal);
        Assert.Equal(3, Issues().Count);
    }

    [Fact]
    public void A_package_of_pip_satisfies_a_dependency_on_a_build_of_conda_by_its_version()
    {
        _env.Python();
        _env.Record("a", depends: "\"b 1.* py312_0\"");
        _env.DistInfo("b-1.0.dist-info", "Name: b\nVersion: 1.0\n");
        Assert.Empty(Issues());
    }

    [Fact]
    public void Drift_from_the_history_is_one_finding_that_says_what_differs()
    {
        _env.Record("b", "2.0");
        _env.Record("c", build: "1");
        History("==> 2026-01-01 10:00:00 <==\n# cmd: conda create -n x b\n+conda-forge/linux-64::b-1.0-0\n+conda-forge/linux-64::c-1.0-0\n+conda-forge/linux-64::d-1.0-0");
        Assert.Equal("3 packages are not as the history describes: b (1.0 in the history, 2.0 now), c (0 in the history, 1 now), d (no record).", Single("HistoryDrift").Message);
    }

    [Fact]
    public void A_history_without_changes_describes_nothing()
    {
        _env.Record("b");
        History("==> 2026-01-01 10:00:00 <==\n# cmd: pixi install");
        Assert.Empty(Issues());
    }

    [Fact]
    public void Damaged_files_of_the_environment_are_findings_and_no_errors()
    {
        _env.Write("conda-meta/state", "{");
        _env.Write("etc/conda/env_vars.d/a.json", "{");
        History("==> 2026-01-01 10:00:00 <==\n# update specs: [\n");
        Assert.Equal(
            [("HistoryInvalid", "conda-meta/history"), ("StateInvalid", "conda-meta/state"), ("StateInvalid", "etc/conda/env_vars.d/a.json")],
            Issues().Select(static i => (i.RuleName, i.File!)).OrderBy(static i => i.Item2, StringComparer.Ordinal));
    }

    [Fact]
    public void Packages_in_base_are_found_in_base_only()
    {
        _env.Record("conda");
        _env.Record("numpy");
        History(
            "==> 2026-01-01 10:00:00 <==\n# cmd: constructor\n+conda-forge/linux-64::conda-1.0-0\n# update specs: ['conda']",
            "==> 2026-02-01 10:00:00 <==\n# cmd: conda install numpy\n+conda-forge/linux-64::numpy-1.0-0\n# update specs: ['numpy']",
            "==> 2026-03-01 10:00:00 <==\n# cmd: conda update conda\n# update specs: ['conda']");
        Assert.Equal(("1 package was installed into base: numpy.", "numpy"), (Single("PackagesInBase", isBase: true).Message, Single("PackagesInBase", isBase: true).Package));
        Assert.Equal("base is the only environment.", Single("OnlyBase", isBase: true, isOnly: true).Message);
        Assert.Empty(Issues());
    }

    [Fact]
    public void Many_small_installs_and_conda_after_pip_are_found()
    {
        _env.Python();
        _env.DistInfo("a-1.0.dist-info", "Name: a\nVersion: 1.0\n");
        string[] blocks = [.. Enumerable.Range(1, 7).Select(static i => $"==> 2026-0{i}-01 10:00:00 <==\n# cmd: conda install p{i}\n+conda-forge/linux-64::p{i}-1.0-0\n# update specs: ['p{i}']")];
        History(blocks);
        Directory.SetLastWriteTime(Path.Combine(_env.Prefix, "lib/python3.12/site-packages/a-1.0.dist-info"), new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Local));
        CondaEnvIssue after = Single("CondaAfterPip");
        Assert.Equal(("conda changed the environment on 2026-07-01 10:00:00, after pip had installed a.", "a"), (after.Message, after.Package));
        Assert.StartsWith("6 commands each installed one or two packages.", Single("ManySmallInstalls").Message, StringComparison.Ordinal);
        History([.. blocks.Take(5)]);
        Assert.DoesNotContain(Issues(), static i => i.RuleName is "ManySmallInstalls" or "CondaAfterPip");
    }

    [Fact]
    public void Only_the_wanted_rules_are_used()
    {
        _env.Record("a", depends: "\"b\"", more: "\"constrains\": [\"c <1\"]");
        _env.Record("c");
        Assert.Equal(["ConstraintViolated"], Audits.Of(_env.Prefix, new AuditRequest { Wanted = static r => r == "ConstraintViolated" }).Select(static i => i.RuleName));
    }

    [Theory]
    [InlineData(null, null, 33, null)]
    [InlineData("Missing*,unmetdependency", null, 2, null)]
    [InlineData("*", "*File", -1, null)]
    [InlineData("Nope", null, 0, "Nope")]
    [InlineData(null, "Nope", 33, "Nope")]
    [InlineData("Nope*", null, 0, null)]
    public void Rules_are_selected_by_name_and_pattern(string? include, string? exclude, int count, string? unknown)
    {
        HashSet<string> names = RuleSelection.Of(
            AuditRules.All, include?.Split(','), exclude?.Split(','),
            static text => text.Contains('*') ? name => name.StartsWith(text.Split('*')[0], StringComparison.Ordinal) && name.EndsWith(text.Split('*')[1], StringComparison.Ordinal) : null,
            out string? problem, AuditRules.OnRequest);
        if (count >= 0)
        {
            Assert.Equal(count == 33 ? AuditRules.All.Count - 1 : count, names.Count);
        }
        else
        {
            Assert.Equal(AuditRules.All.Select(static r => r.Name).Where(static n => !n.EndsWith("File", StringComparison.Ordinal)), names.Order(StringComparer.Ordinal));
        }

        Assert.Equal(unknown is not null, problem?.Contains($"'{unknown}'") == true);
    }

    public void Dispose() => _env.Dispose();
}
