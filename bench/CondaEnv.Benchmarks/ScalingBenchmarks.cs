using System;
using System.Collections.Generic;
using System.IO;
using BenchmarkDotNet.Attributes;

namespace CondaEnv.Benchmarks;

/// <summary>The same by number of records: parts of the environment, copied.</summary>
public class ScalingBenchmarks
{
    private string _prefix = "";

    /// <summary>Number of records.</summary>
    [ParamsSource(nameof(Parts))]
    public int Records { get; set; }

    /// <summary>An eighth, a quarter, a half, all.</summary>
    public static IEnumerable<int> Parts
    {
        get
        {
            int all = Directory.GetFiles(Path.Combine(BenchmarkedPrefix.Current, "conda-meta"), "*.json").Length;
            return [all / 8, all / 4, all / 2, all];
        }
    }

    [GlobalSetup]
    public void Setup()
    {
        _prefix = Directory.CreateTempSubdirectory("condaenv-bench-").FullName;
        Directory.CreateDirectory(Path.Combine(_prefix, "conda-meta"));
        string[] files = Directory.GetFiles(Path.Combine(BenchmarkedPrefix.Current, "conda-meta"), "*.json");
        Array.Sort(files, StringComparer.Ordinal);
        for (int i = 0; i < Records; i++)
        {
            // Spread over the names, so that a part is like the whole.
            string file = files[(int)((long)i * files.Length / Records)];
            File.Copy(file, Path.Combine(_prefix, "conda-meta", Path.GetFileName(file)));
        }
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_prefix, recursive: true);

    [Benchmark]
    public int AllPackages() => Reading.AllPackages(_prefix);
}
