using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Benchmarks;

/// <summary>
/// In process and warm: all packages of an environment with their properties, against reading the same files' bytes;
/// then by number of records. Prints the ratios that the README's table has.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length is 1 or 2 && args[0] == "--growth")
        {
            return GrowthMeasurement.Run(args.Length == 2 ? args[1] : "");
        }

        if (args.Length is 1 or 2 && args[0] == "--audit")
        {
            return Auditing.Run(args.Length == 2 ? args[1] : null);
        }

        if (args.Length == 2 && args[0] is "--lock" or "--compare")
        {
            if (args[0] == "--lock")
            {
                LockReading.Run(Contents(args[1]));
            }
            else
            {
                Comparing.Run(args[1]);
            }

            return 0;
        }

        if (args.Length != 1 || !Directory.Exists(Path.Combine(args[0], "conda-meta")))
        {
            Console.Error.WriteLine("Give the prefix of an environment: dotnet run -c Release --project bench/CondaEnv.Benchmarks -- [--lock | --compare] PREFIX, --audit [PREFIX], or --growth [PART OF A NAME]");
            return 2;
        }

        BenchmarkedPrefix.Current = Path.GetFullPath(args[0]);

        // In process: nothing is built again, and the machine may be without a network.
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithGcServer(false).WithWarmupCount(5).WithIterationCount(25);
        ManualConfig config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job)
            .WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "condaenv-bench"));
        Summary read = BenchmarkRunner.Run<ReadBenchmarks>(config);
        Summary scaling = BenchmarkRunner.Run<ScalingBenchmarks>(config);

        Console.WriteLine();
        Console.WriteLine($"{Path.GetFileName(BenchmarkedPrefix.Current)}: {ReadBenchmarks.RecordCount} records, {ReadBenchmarks.ByteCount / 1e6:F1} MB; medians, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}");
        double raw = Median(read, nameof(ReadBenchmarks.BytesIntoOneBuffer));
        Console.WriteLine();
        Console.WriteLine("| in process, warm | ms | of the bytes' time | allocated a package |");
        Console.WriteLine("|---|--:|--:|--:|");
        foreach (BenchmarkReport report in read.Reports)
        {
            double median = report.ResultStatistics!.Median;
            long allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')} | {median / 1e6:F2} | {median / raw:F2} | {allocated / (double)ReadBenchmarks.PackageCount:F0} B |"));
        }

        ReadBenchmarks paired = new();
        paired.Setup();
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"all packages with all properties, in turn with the bytes into one buffer: {PairedRatio.Of(() => paired.AllPackages(), () => paired.BytesIntoOneBuffer(), 201):F2} of their time (median of 201 pairs)"));

        Console.WriteLine();
        Console.WriteLine("| records | ms | µs a record |");
        Console.WriteLine("|--:|--:|--:|");
        foreach (BenchmarkReport report in scaling.Reports)
        {
            int records = (int)report.BenchmarkCase.Parameters[nameof(ScalingBenchmarks.Records)];
            double median = report.ResultStatistics!.Median;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {records} | {median / 1e6:F2} | {median / 1e3 / records:F1} |"));
        }

        Console.WriteLine();
        LockReading.Run(Contents(args[0]));
        Comparing.Run(args[0]);
        return 0;
    }

    private static EnvironmentContents Contents(string prefix) =>
        PrefixReader.Read(Path.GetFullPath(prefix), Path.GetFileName(prefix), EnvironmentKind.Conda, "", ChannelConfiguration.Default, CancellationToken.None);

    private static double Median(Summary summary, string method) =>
        summary.Reports.Single(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == method).ResultStatistics!.Median;
}
