using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Versions;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Specs;

/// <summary>Every row of the tables that the real conda 26.7.1 printed, held against this library.</summary>
public sealed class SpecTablesTests
{
    // The tables were recorded in /tmp, without any configuration.
    private static readonly ChannelConfiguration s_channels = new() { IsWindows = false, CurrentDirectory = "/tmp", HomeDirectory = "/home/user" };

    [Fact]
    public void Versions_are_split_as_conda_splits_them() => Compare("versions.tsv", static row =>
    {
        bool valid = CondaVersion.TryParse(row[0], out CondaVersion? version);
        return !valid
            ? [row[0], "0", row[2]]
            : [row[0], "1", version!.Normalized, VersionRuns.Print(CondaVersionCursor.Main(version.Normalized)), VersionRuns.Print(CondaVersionCursor.Local(version.Normalized))];
    });

    [Fact]
    public void Invalid_versions_are_refused_with_their_place() => Assert.All(
        Fixtures.Table("versions.tsv").Where(static row => row[1] == "0"), static row =>
        {
            CondaEnvException error = Assert.Throws<CondaEnvException>(() => CondaVersion.Parse(row[0]));
            Assert.Equal(CondaErrorKind.VersionInvalid, error.Kind);
            Assert.InRange(error.Offset, 0, row[0].Length);
        });

    [Fact]
    public void Versions_compare_as_in_conda() => Compare("version_cmp.tsv", static row =>
    {
        CondaVersion a = CondaVersion.Parse(row[0]);
        CondaVersion b = CondaVersion.Parse(row[1]);
        Assert.Equal(a.CompareTo(b) == 0, a.GetHashCode() == b.GetHashCode());
        return [row[0], row[1], Math.Sign(a.CompareTo(b)).ToString(), a.StartsWith(b) ? "1" : "0"];
    });

    [Fact]
    public void Versions_sort_as_in_conda()
    {
        string[] sorted = File.ReadAllLines(Fixtures.TablePath("version_sorted.txt"));
        CondaVersion[] versions = [.. sorted.Select(CondaVersion.Parse)];

        // Another order first, so that sorting has something to do; equal versions may then stand in either order.
        Array.Sort(sorted, StringComparer.Ordinal);
        Assert.Equal(versions, sorted.Select(CondaVersion.Parse).OrderBy(static v => v));
    }

    [Fact]
    public void Version_specs_print_as_in_conda() => Compare("version_spec.tsv", static row =>
        VersionSpec.TryParse(row[0], out VersionSpec? spec)
            ? [row[0], "1", spec.Text, spec.IsExact ? "1" : "0"]
            : [row[0], "0", row[2], row[3]]);

    [Fact]
    public void Version_specs_match_as_in_conda()
    {
        CondaVersion[] candidates = [.. File.ReadAllLines(Fixtures.TablePath("version_spec_candidates.txt")).Select(CondaVersion.FromRecord)];
        Compare("version_spec.tsv", row => VersionSpec.TryParse(row[0], out VersionSpec? spec)
            ? [row[0], row[1], row[2], row[3], string.Join(",", Enumerable.Range(0, candidates.Length).Where(i => spec.Matches(candidates[i])))]
            : row);
    }

    [Fact]
    public void Channels_are_taken_apart_as_in_conda() => Compare("channel.tsv", static row =>
    {
        Channel channel = Channel.Parse(row[0], s_channels);
        return [row[0], channel.Name, channel.CanonicalName, channel.BaseUrl, channel.Subdir, channel.Token, channel.Auth, channel.Location, channel.Scheme, channel.ToString()];
    });

    [Fact]
    public void Specs_parse_and_print_as_in_conda() => Compare("matchspec.tsv", static row =>
    {
        if (!MatchSpec.TryParse(row[0], s_channels, out MatchSpec? spec))
        {
            return [row[0], "0", row[2]];
        }

        Dictionary<string, string> others = spec.OtherFields.Where(static f => f.Name != "build_number").ToDictionary(static f => f.Name, static f => f.Value);
        return
        [
            row[0], "1", "", spec.NamePattern, spec.Version?.Text, spec.Build, spec.BuildNumber, spec.Channel?.CanonicalName ?? spec.ChannelPattern,
            spec.Subdir, SameFields(row[9], others) ? row[9] : string.Join(",", others), spec.ToString(), spec.ToCondaEnvForm(),
            spec.ToCondaBuildForm() ?? "!ValueError", spec.IsNameOnly ? "1" : "0", spec.Strictness.ToString(),
        ];
    });

    [Fact]
    public void Invalid_specs_are_refused_with_their_place() => Assert.All(
        Fixtures.Table("matchspec.tsv").Where(static row => row[1] == "0"), static row =>
        {
            CondaEnvException error = Assert.Throws<CondaEnvException>(() => MatchSpec.Parse(row[0], s_channels));
            Assert.Equal(CondaErrorKind.SpecInvalid, error.Kind);
            Assert.InRange(error.Offset, 0, row[0].Length);
        });

    [Fact]
    public void What_was_printed_twice_does_not_change_again() => Assert.All(
        Fixtures.Table("matchspec.tsv").Where(static row => row[1] == "1" && row[9].Length == 0), static row =>
        {
            // conda's own first print is not always the last word: 'a==1|2=x' gives "version='==1|2'", and that "version='1|2'".
            string printed = MatchSpec.Parse(row[0], s_channels).ToString();
            if (MatchSpec.TryParse(printed, s_channels, out MatchSpec? again))
            {
                Assert.Equal(again.ToString(), MatchSpec.Parse(again.ToString(), s_channels).ToString());
            }
        });

    [Fact]
    public void Specs_match_packages_as_in_conda() => Compare("match.tsv", static row =>
    {
        if (!MatchSpec.TryParse(row[0], s_channels, out MatchSpec? spec))
        {
            return [row[0], row[1], row[2], row[3], row[4], row[5], row[6], "unparsed"];
        }

        CondaPackage package = new()
        {
            Name = row[1],
            Version = CondaVersion.FromRecord(row[2]),
            Build = row[3],
            BuildNumber = long.Parse(row[4], CultureInfo.InvariantCulture),
            Channel = row[5],
            Subdir = row[6],

            // What the recorded packages had besides.
            Md5 = "abcdef0123456789abcdef0123456789",
            Url = $"https://conda.anaconda.org/{row[5]}/{row[6]}/{row[1]}-{row[2]}-{row[3]}.conda",
        };
        return [row[0], row[1], row[2], row[3], row[4], row[5], row[6], spec.Matches(package) ? "1" : "0"];
    });

    // Sets are recorded in the order of Python's hashes: their text is not comparable, but what is in them is.
    private static bool SameFields(string recorded, Dictionary<string, string> fields)
    {
        Dictionary<string, string> expected = recorded.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(recorded)!;
        return expected.Count == fields.Count && expected.All(e => fields.TryGetValue(e.Key, out string? value)
            && (e.Value == value || (e.Value.StartsWith("frozenset", StringComparison.Ordinal) && Letters(e.Value[9..]) == Letters(value))));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Order());

    private static void Compare(string table, Func<string[], string?[]> actual)
    {
        List<string> different = [];
        IReadOnlyList<string[]> rows = Fixtures.Table(table);
        Assert.NotEmpty(rows);
        foreach (string[] row in rows)
        {
            string?[] mine = actual(row);
            for (int i = 0; i < mine.Length; i++)
            {
                if ((mine[i] ?? string.Empty) != row[i])
                {
                    different.Add($"'{row[0]}' column {i}: expected '{row[i]}', got '{mine[i]}'");
                    break;
                }
            }
        }

        Assert.True(different.Count == 0, $"{different.Count} of {rows.Count} rows of {table} differ:\n{string.Join('\n', different.Take(40))}");
    }
}
