using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Specs.Versions;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Specs;

/// <summary>A second opinion on versions: rattler's, which mamba and pixi ask. Where it and conda differ, this does as conda does.</summary>
public sealed class RattlerTests
{
    [Fact]
    public void Versions_are_in_rattlers_order()
    {
        string[] versions = [.. Fixtures.Table("versions.tsv").Select(static r => r[0]).Concat(File.ReadAllLines(Fixtures.TablePath("version_sorted.txt"))).Distinct(StringComparer.Ordinal)];
        Opinion opinion = Ask(versions, []);
        List<string> different = [];
        int compared = 0;
        for (int i = 0; i < versions.Length; i++)
        {
            if (!opinion.valid[i] || !CondaVersion.TryParse(versions[i], out CondaVersion? a))
            {
                continue;
            }

            for (int j = 0; j < versions.Length; j++)
            {
                if (opinion.valid[j] && CondaVersion.TryParse(versions[j], out CondaVersion? b))
                {
                    compared++;
                    if (Math.Sign(a.CompareTo(b)) != opinion.signs[i][j])
                    {
                        different.Add($"'{versions[i]}' and '{versions[j]}': rattler says {opinion.signs[i][j]}");
                    }
                }
            }
        }

        Report(different, compared);
    }

    [Fact]
    public void Version_specs_match_what_rattlers_match()
    {
        string[] versions = File.ReadAllLines(Fixtures.TablePath("version_spec_candidates.txt"));
        string[] specs = [.. Fixtures.Table("version_spec.tsv").Where(static r => r[1] == "1").Select(static r => r[0])];
        Opinion opinion = Ask(versions, specs);
        List<string> different = [];
        int compared = 0;
        for (int i = 0; i < specs.Length; i++)
        {
            if (opinion.specs[i] is not { } matching)
            {
                continue;
            }

            VersionSpec spec = VersionSpec.Parse(specs[i]);
            for (int j = 0; j < versions.Length; j++)
            {
                if (opinion.valid[j] && CondaVersion.TryParse(versions[j], out CondaVersion? version))
                {
                    compared++;
                    if (spec.Matches(version) != matching.Contains(j) && !DiffersInMatching(specs[i], versions[j]))
                    {
                        different.Add($"'{specs[i]}' and '{versions[j]}': rattler says {matching.Contains(j)}");
                    }
                }
            }
        }

        Report(different, compared);
    }

    /// <summary>Where rattler is known to say something else than conda.</summary>
    private static bool DiffersInMatching(string spec, string version) => spec.Split('|', ',').Any(term =>
    {
        string bare = term.TrimStart('=', '!', '<', '>', '~', ' ');

        // An asterisk behind a relation's version is to conda a part of that version, but in '.*'; rattler drops it.
        if (bare.Length < term.Length && bare.EndsWith('*') && !bare.EndsWith(".*", StringComparison.Ordinal))
        {
            return true;
        }

        // To conda 1.0a1 and 1.0_2 are of the series 1.0; rattler looks at whole segments, so that they are not.
        string series = bare.TrimEnd('*').TrimEnd('.');
        series = term.StartsWith("~=", StringComparison.Ordinal) ? series[..series.LastIndexOf('.')] : series;
        return version.Length > series.Length && version.StartsWith(series, StringComparison.Ordinal) && !char.IsDigit(version[series.Length]) && version[series.Length] is not ('.' or '+');
    });

    private static void Report(List<string> different, int compared)
    {
        Assert.True(compared > 5000, $"only {compared} comparisons");
        Assert.True(different.Count == 0, $"{different.Count} of {compared} differ:\n{string.Join("\n", different.Take(1000))}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} comparisons are as in rattler.");
    }

    private static Opinion Ask(string[] versions, string[] specs) => JsonSerializer.Deserialize<Opinion>(
        NpmTool.Run("rattler", "ask.cjs", JsonSerializer.Serialize(new { versions, specs }), "versions are not held against rattler"))!;

#pragma warning disable IDE1006, SA1300 // The names are those of the script's answer.
    private sealed record Opinion(bool[] valid, int[][] signs, int[]?[] specs);
#pragma warning restore IDE1006, SA1300
}
