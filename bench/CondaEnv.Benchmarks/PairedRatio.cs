using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace CondaEnv.Benchmarks;

/// <summary>
/// The ratio of two times where they are measured in turn: whatever else the machine does hits both, which benchmarks
/// that run one after another cannot say.
/// </summary>
internal static class PairedRatio
{
    /// <summary>Runs the two in turn and gives the median of the ratios.</summary>
    public static double Of(Action measured, Action reference, int rounds)
    {
        List<double> ratios = [];
        for (int i = 0; i < rounds + 20; i++)
        {
            double ratio = Time(measured) / Time(reference);
            if (i >= 20)
            {
                ratios.Add(ratio);
            }
        }

        ratios.Sort();
        return ratios[ratios.Count / 2];
    }

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
