using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.Pep508;
using CondaEnv.Specs.PipLines;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Specs;

/// <summary>What Python's <c>packaging</c> says of versions, specifiers and markers; <c>generate.py</c> and <c>generate_lines.py</c> beside the tables made them.</summary>
public sealed class PackagingTests
{
    [Fact]
    public void Versions_are_those_of_packaging() => Compare("versions.tsv", static row =>
    {
        if (!Pep440Version.TryParse(row[0], out Pep440Version? version))
        {
            CondaEnvException error = Assert.Throws<CondaEnvException>(() => Pep440Version.Parse(row[0]));
            Assert.Equal(CondaErrorKind.VersionInvalid, error.Kind);
            return "0\t\t";
        }

        Assert.Equal(row[0], version.ToString());
        Assert.Equal(version, Pep440Version.Parse(version.Normalized));
        Assert.Equal(version.GetHashCode(), Pep440Version.Parse(version.Normalized).GetHashCode());
        return "1\t" + version.Normalized + "\t" + (version.IsPrerelease ? "1" : "0");
    });

    [Fact]
    public void Versions_are_in_the_order_of_packaging() => Compare("version_cmp.tsv", static row =>
    {
        Pep440Version a = Pep440Version.Parse(row[0]);
        Pep440Version b = Pep440Version.Parse(row[1]);
        Assert.Equal(a == b, a.GetHashCode() == b.GetHashCode());
        return row[1] + "\t" + Math.Sign(a.CompareTo(b)).ToString(CultureInfo.InvariantCulture);
    });

    [Fact]
    public void Specifiers_ask_for_the_versions_that_packaging_finds() => Compare("specifiers.tsv", static row =>
        Pep440Specifier.TryParse(row[0], out Pep440Specifier? specifier) ? row[1] + "\t" + (specifier.Matches(row[1]) ? "1" : "0") : "\t");

    [Fact]
    public void Markers_hold_where_packaging_says_so() => Compare("markers.tsv", static row =>
    {
        Pep508Requirement requirement = Pep508Requirement.Parse("x; " + row[0]);
        return string.Join("\t", row[1], row[2], row[3], requirement.Condition!.Holds(new MarkerEnvironment(row[1], row[2]), row[3]) ? "1" : "0");
    });

    [Fact]
    public void Lines_are_taken_where_pip_takes_them()
    {
        string[] rows = File.ReadAllText(Path.Combine(Fixtures.Root, "packaging", "pip_lines.txt"), Encoding.UTF8).TrimEnd('\n').Split('\n');
        Assert.Equal(10_000, rows.Length);
        string[] different = [.. rows.Where(static row => PipRequirementLine.TryParse(row[1..], out _) != (row[0] == '+'))];
        Assert.True(different.Length == 0, $"{different.Length} of {rows.Length} lines differ:\n{string.Join("\n", different.Take(60))}");
    }

    private static void Compare(string table, Func<string[], string> actual)
    {
        List<string> different = [];
        string[] lines = File.ReadAllText(Path.Combine(Fixtures.Root, "packaging", table), Encoding.UTF8).Split('\n');
        string[][] rows = [.. lines.Skip(1).Where(static l => l.Length > 0).Select(static l => l.Split('\t'))];
        Assert.True(rows.Length > 200);
        foreach (string[] row in rows)
        {
            string expected = string.Join("\t", row.Skip(1));
            string mine = actual(row);
            if (mine != expected)
            {
                different.Add($"'{row[0]}': expected '{expected}', got '{mine}'");
            }
        }

        Assert.True(different.Count == 0, $"{different.Count} of {rows.Length} rows of {table} differ:\n{string.Join("\n", different.Take(40))}");
    }
}
