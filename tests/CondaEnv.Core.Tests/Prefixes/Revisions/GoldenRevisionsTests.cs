using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Foundation.Text;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes.Revisions;

/// <summary>What <c>conda list --revisions --json</c> said of each environment of the oracle.</summary>
public sealed class GoldenRevisionsTests
{
    [Fact]
    public void Numbers_dates_and_changes_are_condas()
    {
        string root = Oracle.Require();
        int compared = 0;
        foreach (string name in Oracle.Cases())
        {
            foreach (GoldenCommand command in Oracle.Commands(name).Where(static c => c.Name == "list_revisions_json" && c.ExitCode == 0))
            {
                string prefix = command.Prefix;
                if (!Directory.Exists(prefix))
                {
                    continue;
                }

                using JsonDocument golden = JsonDocument.Parse(command.Output);
                Compare(golden.RootElement, Histories.Revisions(prefix), command.ToString());
                compared++;
            }
        }

        Assert.True(compared > 30, $"Only {compared} of '{root}' were compared.");
    }

    private static void Compare(JsonElement golden, IReadOnlyList<CondaEnvRevision> ours, string what)
    {
        JsonElement[] revisions = [.. golden.EnumerateArray()];
        Assert.True(revisions.Length == ours.Count, what);
        for (int i = 0; i < revisions.Length; i++)
        {
            JsonElement theirs = revisions[i];
            CondaEnvRevision mine = ours[i];
            string place = $"{what} revision {i}";
            Assert.True(theirs.GetProperty("rev").GetInt32() == mine.Revision, place);
            Assert.True(LocalTime.Parse(theirs.GetProperty("date").GetString()!) == mine.Date, place);
            Assert.True(mine.Date is null || mine.Date.Value.Kind == DateTimeKind.Unspecified, place);
            Assert.True(mine.Date is { } date
                ? theirs.GetProperty("date").GetString() == date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
                : theirs.GetProperty("date").GetString() == "2022-02-30 99:99:99", place);
            Assert.Equal(Dists(theirs, "install"), mine.Added.Select(Dist));
            Assert.Equal(Dists(theirs, "remove"), mine.Removed.Select(Dist));

            // conda's directions are the order of texts; which package changed into which is what is compared.
            Assert.Equal(
                Steps(theirs, "upgrade").Concat(Steps(theirs, "downgrade")).Order(StringComparer.Ordinal),
                mine.Changed.Select(static c => Dist(c.ReferencePackage!) + " > " + Dist(c.DifferencePackage!)).Order(StringComparer.Ordinal));
            Assert.All(mine.Changed, static c => Assert.Equal(
                Math.Sign(c.DifferenceVersion!.CompareTo(c.ReferenceVersion!)),
                c.Change switch { PackageChange.Upgraded => 1, PackageChange.Downgraded => -1, _ => 0 }));
        }
    }

    private static IEnumerable<string> Dists(JsonElement revision, string list) =>
        revision.GetProperty(list).EnumerateArray().Select(static d => d.GetString()!).OrderBy(static d => d[..Name(d)], StringComparer.Ordinal);

    private static IEnumerable<string> Steps(JsonElement revision, string list) =>
        revision.GetProperty(list).EnumerateArray().Select(static d => d.GetProperty("old").GetString() + " > " + d.GetProperty("new").GetString());

    /// <summary>conda's name-version-build-channel: the name ends where a digit follows the dash, in all that is here.</summary>
    private static int Name(string dist)
    {
        int dash = 0;
        while (dist[dash] != '-' || dist[dash + 1] is not (>= '0' and <= '9'))
        {
            dash++;
        }

        return dash;
    }

    private static string Dist(CondaPackage package) => $"{package.Name}-{package.Version}-{package.Build}-{package.ChannelSource ?? package.Channel}";
}
