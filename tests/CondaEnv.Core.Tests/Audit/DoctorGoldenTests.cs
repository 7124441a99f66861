using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Audit;

/// <summary>What <c>conda doctor --verbose</c> printed of each environment of the oracle.</summary>
public sealed class DoctorGoldenTests
{
    /// <summary>
    /// Where pip has replaced a conda package, conda looks at the record, and the rules at what is installed.
    /// </summary>
    private static readonly string[] s_replaced = ["pip-upgraded", "pip-upgraded-after-list"];

    [Fact]
    public void The_same_dependencies_are_unmet()
    {
        string root = Oracle.Require();
        int checkedCases = 0;
        int unmet = 0;
        foreach (string name in Oracle.Cases().Where(static c => !s_replaced.Contains(c) && !c.StartsWith("upstream-", StringComparison.Ordinal)))
        {
            string golden = Path.Combine(root, "golden", name, "26.7.1", "doctor_verbose.out");
            string prefix = Path.Combine(root, "envs", name);
            if (!File.Exists(golden) || !Directory.Exists(Path.Combine(prefix, "conda-meta")) || Inconsistent(File.ReadAllLines(golden)) is not { } expected)
            {
                continue;
            }

            string[] found = [.. Audits.Of(prefix)
                .Where(static i => i.RuleName is "UnmetDependency" or "ConstraintViolated")
                .Select(static i => i.Package!)
                .Distinct()
                .Order(StringComparer.Ordinal)];
            Assert.True(expected.SequenceEqual(found), $"{name}: doctor {string.Join(", ", expected)}; found {string.Join(", ", found)}");
            checkedCases++;
            unmet += found.Length;
        }

        Assert.True(checkedCases >= 30, $"{checkedCases} cases");
        Assert.True(unmet >= 3, $"{unmet} packages");
    }

    /// <summary>The packages that doctor lists as not consistent, sorted; null if it did not check.</summary>
    private static string[]? Inconsistent(string[] lines)
    {
        int at = Array.FindIndex(lines, static l => l.Contains("The environment is consistent") || l.Contains("The environment is not consistent"));
        if (at < 0)
        {
            return null;
        }

        // '    - NAME' below 'missing:', '    - expected: SPEC' below 'inconsistent:'. Virtual packages are the machine's.
        SortedSet<string> packages = new(StringComparer.Ordinal);
        string package = "";
        foreach (string line in lines.Skip(at + 1).TakeWhile(static l => !l.StartsWith('✅') && !l.StartsWith('❌')))
        {
            if (line.Length > 1 && line[0] != ' ')
            {
                package = line.TrimEnd(':');
            }
            else if (line.TrimStart().StartsWith("- ", StringComparison.Ordinal) && !line.Contains("- __") && !line.Contains("expected: __"))
            {
                packages.Add(package);
            }
        }

        return [.. packages];
    }
}
