using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using CondaEnv.Audit;
using CondaEnv.Audit.Files;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Benchmarks;

/// <summary>
/// Checking the files of an environment against what a shell does: hashing with as many sha256sum processes as we have
/// threads, and find for existence. Each pair runs in turn, warm; medians.
/// </summary>
internal static class Auditing
{
    private const int HashRuns = 5;
    private const int WalkRuns = 41;
    private const int FileCount = 20_000;
    private const int Packages = 100;
    private const long Bytes = 1_000_000_000;

    /// <summary>Measures, on an environment of 20,000 files and 1 GB that is made for it if none is given.</summary>
    public static int Run(string? prefix)
    {
        string? made = prefix is null ? Directory.CreateTempSubdirectory("condaenv-audit-").FullName : null;
        try
        {
            prefix ??= Make(Path.Combine(made!, "env"));
            Measure(Path.GetFullPath(prefix));
            return 0;
        }
        finally
        {
            if (made is not null)
            {
                Directory.Delete(made, recursive: true);
            }
        }
    }

    private static void Measure(string prefix)
    {
        AuditRequest content = new() { Wanted = static rule => rule != AuditRules.OnRequest };
        AuditRequest existence = new() { Wanted = static rule => rule == "MissingFile" };
        AuditedEnvironment environment = Read(prefix);
        List<CondaEnvIssue> issues = [.. FileRules.Check(environment, content, CancellationToken.None)];
        Console.WriteLine($"{issues.Count} findings{string.Concat(issues.Take(5).Select(static i => "\n  " + i))}");
        string hash = $"find '{prefix}' -type f -not -path '*/conda-meta/*' -print0 | xargs -0 -P {content.Workers} -n 256 sha256sum > /dev/null";
        Compare("content, against sha256sum", HashRuns, () => Count(environment, content), () => Shell(hash));
        Compare("existence, against find", WalkRuns, () => Count(environment, existence), () => Shell($"find '{prefix}' > /dev/null"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB, {content.Workers} workers"));
    }

    private static void Compare(string what, int runs, Action ours, Action theirs)
    {
        double[] a = new double[runs];
        double[] b = new double[runs];
        ours();
        theirs();
        for (int i = 0; i < runs; i++)
        {
            a[i] = Time(ours);
            b[i] = Time(theirs);
        }

        Array.Sort(a);
        Array.Sort(b);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {a[runs / 2]:F1} ms against {b[runs / 2]:F1} ms: {a[runs / 2] / b[runs / 2]:F2}"));
    }

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Count(AuditedEnvironment environment, AuditRequest request) => _ = FileRules.Check(environment, request, CancellationToken.None).Count();

    private static void Shell(string command)
    {
        using Process process = Process.Start("/bin/sh", ["-c", command]);
        process.WaitForExit();
    }

    private static AuditedEnvironment Read(string prefix)
    {
        EnvironmentContents contents = PrefixReader.Read(prefix, Path.GetFileName(prefix), EnvironmentKind.Conda, "", ChannelConfiguration.Default, CancellationToken.None);
        EnvironmentFacts facts = new(prefix, Path.GetFileName(prefix), EnvironmentKind.Conda, "", static () => ChannelConfiguration.Default);
        return new AuditedEnvironment(new CondaEnvironment(facts) { Name = Path.GetFileName(prefix), Prefix = prefix }, contents, ChannelConfiguration.Default);
    }

    /// <summary>Sizes as in a real environment: most files are small, and a few hold most of the bytes.</summary>
    private static string Make(string prefix)
    {
        Random random = new(1);
        double[] weights = [.. Enumerable.Range(0, FileCount).Select(_ => Math.Exp(random.NextDouble() * 9))];
        double scale = Bytes / weights.Sum();
        byte[] data = new byte[(int)(weights.Max() * scale) + 1];
        random.NextBytes(data);
        Directory.CreateDirectory(Path.Combine(prefix, "conda-meta"));
        File.WriteAllText(Path.Combine(prefix, "conda-meta", "history"), "");
        int file = 0;
        for (int p = 0; p < Packages; p++)
        {
            StringBuilder entries = new();
            StringBuilder files = new();
            for (int i = 0; i < FileCount / Packages; i++, file++)
            {
                string path = $"lib/python3.12/site-packages/package{p:000}/module{i / 20:00}/source_file_{i:0000}.py";
                int size = (int)(weights[file] * scale);
                string full = Path.Combine(prefix, path);
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                data[0] = (byte)file;
                data[1] = (byte)(file >> 8);
                File.WriteAllBytes(full, data.AsSpan(0, size));
                string hash = Convert.ToHexStringLower(SHA256.HashData(data.AsSpan(0, size)));
                string comma = i == 0 ? "" : ",";
                files.Append($"{comma}\n    \"{path}\"");
                entries.Append($"{comma}\n      {{\n        \"_path\": \"{path}\",\n        \"path_type\": \"hardlink\",\n        \"sha256\": \"{hash}\",\n        \"sha256_in_prefix\": \"{hash}\",\n        \"size_in_bytes\": {size}\n      }}");
            }

            File.WriteAllText(
                Path.Combine(prefix, "conda-meta", $"package{p:000}-1.0-0.json"),
                $"{{\n  \"name\": \"package{p:000}\",\n  \"version\": \"1.0\",\n  \"build\": \"0\",\n  \"build_number\": 0,\n  \"channel\": \"conda-forge\",\n  \"subdir\": \"linux-64\",\n  \"depends\": [],\n  \"files\": [{files}\n  ],\n  \"paths_data\": {{\n    \"paths_version\": 1,\n    \"paths\": [{entries}\n    ]\n  }}\n}}\n");
        }

        return prefix;
    }
}
