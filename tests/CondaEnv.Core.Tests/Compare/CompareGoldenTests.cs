using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Compare;
using CondaEnv.Specs.Names;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Compare;

/// <summary>What <c>conda compare</c> found, against what we find: all of it that is real, and what it overlooks.</summary>
public sealed class CompareGoldenTests
{
    /// <summary>Whose exports say what is not so.</summary>
    private static readonly Dictionary<string, string> s_odd = new(StringComparer.Ordinal)
    {
        ["dist-info-odd"] = "a package without a name is exported as '==1.0', which is no requirement",
        ["rec-package-type-pypi"] = "a record of conda that calls itself pypi's is exported below pip:",
    };

    public static IEnumerable<TheoryDataRow<string>> Cases() =>
        Oracle.Cases().Select(static c => new TheoryDataRow<string>(c)).DefaultIfEmpty(new TheoryDataRow<string>(""));

    [Fact]
    public void There_is_something_to_compare_with()
    {
        Oracle.Require();
        Assert.True(Oracle.Cases().SelectMany(Oracle.Commands).Count(static c => c.Args[0] == "compare" && c.ExitCode == 1 && File.Exists(c.OutputPath) && c.Output.Trim().Length > 0) > 100);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_real_mismatch_is_found(string name)
    {
        Oracle.Require();
        foreach (GoldenCommand golden in Oracle.Commands(name).Where(static c => c.Args[0] == "compare" && !c.Args.Contains("--json") && !c.FakeWin))
        {
            if (!Directory.Exists(golden.Prefix) || !File.Exists(golden.OutputPath) || golden.ExitCode != 0 && golden.Output.Trim().Length == 0)
            {
                continue;
            }

            string file = golden.Args[^1];
            EnvironmentService service = Comparisons.Service();
            ComparedSide state = service.Side(service.Locate(golden.Prefix), CancellationToken.None);
            IReadOnlyList<CondaEnvDifference> rows = EnvironmentComparer.Compare(ComparedSide.Of(service.ImportFile(file)), state, includeEqual: true).Rows;
            HashSet<string> found = [.. rows.Where(static r => r.Change is PackageChange.SpecViolated or PackageChange.SourceChanged).Select(static r => PipName.Normalize(r.Name))];
            foreach (string line in golden.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static l => !l.StartsWith("Success.", StringComparison.Ordinal)))
            {
                string missing = PipName.Normalize(line[..line.IndexOf(' ')]);
                bool isCondaWrong = !found.Contains(missing) && rows.Any(r => r.Change == PackageChange.SpecSatisfied && r.Manager == PackageManager.Pip && PipName.Normalize(r.Name) == missing);
                Assert.True(found.Contains(missing) || isCondaWrong, $"{golden}: {line}\n{string.Join("\n", Comparisons.Lines(rows))}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_environment_meets_every_file_that_conda_exports_of_it(string name)
    {
        Oracle.Require();
        foreach (GoldenCommand golden in Oracle.Commands(name).Where(static c => c.ExitCode == 0 && !c.FakeWin && c.Name is "env-export" or "env-export_no-builds" or "export_format-environment-json" or "list_json" or "list" or "list_export"))
        {
            // A folder that is no environment is exported as an empty one.
            if (!Directory.Exists(Path.Combine(golden.Prefix, "conda-meta")) || s_odd.ContainsKey(name))
            {
                continue;
            }

            using TempFolder folder = new();
            string path = Path.Combine(folder.Path, golden.Name.Contains("json", StringComparison.Ordinal) ? "environment.json" : golden.Name.Contains("export", StringComparison.Ordinal) && golden.Args[0] == "env" ? "environment.yml" : "packages.txt");
            File.WriteAllText(path, golden.Output);
            EnvironmentService service = Comparisons.Service();
            ComparedSide state = service.Side(service.Locate(golden.Prefix), CancellationToken.None);
            IReadOnlyList<CondaEnvDifference> rows = EnvironmentComparer.Compare(ComparedSide.Of(service.ImportFile(path)), state, includeEqual: false).Rows;

            // The version of an egg-link stands in a project's folder, which is not in the archive; conda's lists have it.
            rows = [.. rows.Where(static r => r.Name != "develop-proj")];
            Assert.True(rows.Count == 0, $"{golden}\n{string.Join("\n", Comparisons.Lines(rows))}");
        }
    }
}
