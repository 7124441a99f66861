using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using CondaEnv.WindowsRunner;

// Usage: CondaEnv.WindowsRunner [--without TRAIT] [--class TEXT]. Exit code 0 if all tests passed, else 1.
string? without = null;
string? only = null;
for (int i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--without":
            without = args[i + 1];
            break;
        case "--class":
            only = args[i + 1];
            break;
        default:
            Console.Error.WriteLine($"Unknown option '{args[i]}'.");
            return 2;
    }
}

Console.OutputEncoding = new UTF8Encoding(false);
Dictionary<TestOutcome, int> counts = Enum.GetValues<TestOutcome>().ToDictionary(static o => o, static _ => 0);
Stopwatch watch = Stopwatch.StartNew();
foreach (IGrouping<Type, TestMethod> tests in TestMethod.In(typeof(CondaEnv.Tests.CoreKnowsOnlyTheBaseLibraryTests).Assembly).GroupBy(static t => t.Class))
{
    if (only is not null && !tests.Key.FullName!.Contains(only, StringComparison.Ordinal))
    {
        continue;
    }

    // The class that runs is named before it does: if the process hangs, the log ends with the culprit.
    Console.WriteLine($"{tests.Key.FullName}");
    foreach (TestMethod test in tests)
    {
        foreach (TestResult result in test.Run(without))
        {
            counts[result.Outcome]++;
            if (result.Outcome != TestOutcome.Passed)
            {
                Console.WriteLine($"{result.Outcome}: {result.Name}: {result.Message}");
            }
        }
    }
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"Total: {counts.Values.Sum()}, Passed: {counts[TestOutcome.Passed]}, Failed: {counts[TestOutcome.Failed]}, Skipped: {counts[TestOutcome.Skipped]}, Excluded: {counts[TestOutcome.Excluded]}, Seconds: {watch.Elapsed.TotalSeconds:F0}"));
Console.Out.Flush();

// Not by returning: a test that hangs would keep the process.
Environment.Exit(counts[TestOutcome.Failed] == 0 && counts[TestOutcome.Passed] > 0 ? 0 : 1);
return 1;
