using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Compare;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Tests.Snapshots;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Comparisons;

namespace CondaEnv.Tests.Invariants;

/// <summary>
/// Whatever two representations of one environment are compared, they are equal: the environment, its record, the files
/// of the record, and each export that carries the whole environment.
/// </summary>
public sealed class EqualityTests : IDisposable
{
    private readonly RecordedMachine _machine = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _machine.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string> Shipped => [.. Fixtures.Envs.Select(static p => Path.GetFileName(p))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Representations_of_a_shipped_environment_are_equal(string name) => Assert.Equal("", string.Join("\n", Differing(Fixtures.Env(name), out _)));

    [Fact]
    public void Representations_of_an_environment_with_vendored_metadata_are_equal()
    {
        using MiniEnv env = Vendored.Environment();
        Assert.Equal("", string.Join("\n", Differing(env.Prefix, out int pairs)));
        Assert.True(pairs > 10, $"{pairs} pairs were compared.");
    }

    [Fact]
    public void Representations_of_every_environment_of_the_oracle_are_equal()
    {
        List<string> differing = [];
        int pairs = 0;
        foreach (string prefix in Directory.GetDirectories(Path.Combine(Oracle.Require(), "envs")).Order(StringComparer.Ordinal))
        {
            // What cannot be read completely has no complete representation either.
            if (File.Exists(Path.Combine(prefix, "conda-meta", "history")) && MiniEnv.Read(prefix).Problems.Count == 0)
            {
                differing.AddRange(Differing(prefix, out int compared));
                pairs += compared;
            }
        }

        Assert.Equal("", string.Join("\n", differing));
        Assert.True(pairs > 300, $"{pairs} pairs were compared.");
    }

    private List<string> Differing(string prefix, out int pairs)
    {
        Dictionary<string, ComparedSide> sides = Sides(prefix);
        List<string> differing = [];
        pairs = 0;
        foreach (KeyValuePair<string, ComparedSide> reference in sides)
        {
            foreach (KeyValuePair<string, ComparedSide> difference in sides)
            {
                if (reference.Key == difference.Key || (IsSpecs(reference) && IsSpecs(difference)))
                {
                    continue;
                }

                pairs++;
                string[] rows = Lines(EnvironmentComparer.Compare(reference.Value, difference.Value, includeEqual: false).Rows);
                if (rows.Length > 0)
                {
                    differing.Add($"{Path.GetFileName(prefix)}: {reference.Key} and {difference.Key}: {rows.Length}: {string.Join("; ", rows.Take(3))}");
                }
            }
        }

        return differing;
    }

    // Two files of specs ask in different words for the same packages, which is a difference of its own kind.
    private static bool IsSpecs(KeyValuePair<string, ComparedSide> side) => side.Key.EndsWith(".yml", StringComparison.Ordinal) && side.Key != "conda-lock.yml";

    private Dictionary<string, ComparedSide> Sides(string prefix)
    {
        CondaEnvRecord record = _machine.Record(prefix);
        Dictionary<string, ComparedSide> sides = new(StringComparer.Ordinal)
        {
            ["environment"] = Side(prefix),
            ["record"] = Side(record.Path),
        };
        foreach (string file in (string[])["environment.yml", "environment.full.yml"])
        {
            // What the record says that a file does not carry is a difference from it.
            if (!record.Losses.Any(l => l.Severity == LossSeverity.Error || (file == "environment.yml" && l.Code == LossCodes.NotRequested)))
            {
                sides[file] = Side(Path.Combine(record.Path, file));
            }
        }

        EnvironmentService service = Service();
        foreach ((ExportFormat format, string name) in (List<(ExportFormat, string)>)[(ExportFormat.CondaLock, "conda-lock.yml"), (ExportFormat.PixiLock, "pixi.lock"), (ExportFormat.EnvironmentYaml, "full.yml")])
        {
            CondaEnv.Formats.Writing.ExportText text = service.Export(service.Locate(prefix), new ExportOptions { Format = format }, CancellationToken.None);
            if (!text.Losses.Any(static l => l.Severity == LossSeverity.Error))
            {
                string path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"))).FullName, name);
                File.WriteAllText(path, text.Text);
                sides[name] = Side(path);
            }
        }

        return sides;
    }
}
