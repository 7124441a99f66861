using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime;

namespace CondaEnv.Benchmarks;

/// <summary>
/// How the time for an input grows with its size: each at n, 2n, 4n and 8n, and the exponent of the growth, the slope of a
/// line through the logarithms. 1 is linear, 2 is a square: a file of somebody else's that costs hours.
/// </summary>
internal static class GrowthMeasurement
{
    /// <summary>Slopes above it are no noise.</summary>
    private const double Most = 1.2;

    private const long Quiet = 240L << 20;

    private static readonly int[] s_factors = [1, 2, 4, 8];
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(2);

    // What takes longer is not tried at the next size: a square would, and the slope shows it as well without.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(4);

    /// <summary>Prints the table; the exit code is 1 if an input grows faster than it should.</summary>
    /// <param name="wanted">Part of the names of the inputs that are meant; empty for all.</param>
    public static int Run(string wanted)
    {
        Console.WriteLine("| input | n | 2n | 4n | 8n | exponent |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        List<string> steep = [];
        foreach (GrowthInput input in GrowthInputs.All.Where(i => i.Name.Contains(wanted, StringComparison.Ordinal)))
        {
            double[] times = Measure(input);
            double slope = Slope(times);
            if (slope > Most)
            {
                steep.Add(input.Name);
            }

            IEnumerable<string> ratios = s_factors.Skip(1).Select((_, i) => i + 1 < times.Length ? (times[i + 1] / times[0]).ToString("F1", CultureInfo.InvariantCulture) + "×" : "");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {input.Name} | {input.Size} | {string.Join(" | ", ratios)} | {slope:F2} |"));
        }

        if (steep.Count > 0)
        {
            Console.WriteLine();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Steeper than {Most}: {string.Join("; ", steep)}"));
        }

        return steep.Count > 0 ? 1 : 0;
    }

    /// <summary>The least time for each size: whatever else the machine does only adds to it.</summary>
    private static double[] Measure(GrowthInput input)
    {
        string folder = Directory.CreateTempSubdirectory("condaenv-bench-").FullName;
        try
        {
            List<(Action Action, int Repeats)> sizes = [];
            List<double> least = [];
            foreach (int factor in s_factors)
            {
                Action action = input.Prepare(Directory.CreateDirectory(Path.Combine(folder, "x" + factor.ToString(CultureInfo.InvariantCulture))).FullName, input.Size * factor);
                action();
                TimeSpan first = Time(action, 1);
                int repeats = sizes.Count > 0 ? Math.Max(1, sizes[0].Repeats / factor) : Math.Clamp((int)(s_shortest / first) + 1, 1, 2000);
                sizes.Add((action, repeats));
                least.Add(double.MaxValue);
                if (first > s_longest)
                {
                    break;
                }
            }

            // In turn, so that a slow moment of the machine hits all sizes.
            Stopwatch all = Stopwatch.StartNew();
            for (int round = 0; round < 15 && (round < 2 || all.Elapsed < s_longest); round++)
            {
                for (int i = 0; i < sizes.Count; i++)
                {
                    least[i] = Math.Min(least[i], Time(sizes[i].Action, sizes[i].Repeats).TotalMilliseconds / sizes[i].Repeats);
                }
            }

            return [.. least];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Without collections in between, as far as the memory goes: their cost jumps where one more generation is full.</summary>
    private static TimeSpan Time(Action action, int repeats)
    {
        GC.TryStartNoGCRegion(Quiet);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
        {
            action();
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            GC.EndNoGCRegion();
        }

        return time;
    }

    /// <summary>Of the least squares of the logarithms.</summary>
    private static double Slope(double[] times)
    {
        double[] x = [.. times.Select((_, i) => Math.Log(s_factors[i]))];
        double[] y = [.. times.Select(static t => Math.Log(t))];
        double meanX = x.Average();
        double meanY = y.Average();
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }
}
