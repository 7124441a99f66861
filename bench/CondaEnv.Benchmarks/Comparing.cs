using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;
using CondaEnv.Machines.Host;

namespace CondaEnv.Benchmarks;

/// <summary>An environment against a copy that lacks some of its packages: reading both and comparing, against reading the environment once.</summary>
internal static class Comparing
{
    /// <summary>Prints the ratio.</summary>
    public static void Run(string prefix)
    {
        string copy = Directory.CreateTempSubdirectory("condaenv-bench-").FullName;
        try
        {
            CopyWithout(Path.GetFullPath(prefix), copy, every: 10);
            int rows = Compare(prefix, copy).Count;
            double ratio = PairedRatio.Of(() => Compare(prefix, copy), () => Reading.CountPackages(prefix), 101);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"comparison with a copy without every tenth record, {rows} rows: {ratio:F2} of reading the environment once (median of 101 pairs)"));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static IReadOnlyList<CondaEnvDifference> Compare(string left, string right)
    {
        EnvironmentService service = new(Machine.Current, static () => new YamlDotNetReader(), static _ => { }, static _ => { });
        return EnvironmentComparer.Compare(Side(left), Side(right), includeEqual: false).Rows;

        ComparedSide Side(string text) => service.Side(service.ParseTarget(text, Path.GetFullPath), new LockSelection(), CancellationToken.None);
    }

    /// <summary>Of the packages' files the comparison needs conda-meta only; what pip has installed stays behind.</summary>
    private static void CopyWithout(string prefix, string copy, int every)
    {
        Directory.CreateDirectory(Path.Combine(copy, "conda-meta"));
        int number = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(prefix, "conda-meta")))
        {
            if (!file.EndsWith(".json", StringComparison.Ordinal) || ++number % every != 0)
            {
                File.Copy(file, Path.Combine(copy, "conda-meta", Path.GetFileName(file)));
            }
        }
    }
}
