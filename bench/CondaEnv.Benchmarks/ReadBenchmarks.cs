using System.IO;
using BenchmarkDotNet.Attributes;

namespace CondaEnv.Benchmarks;

/// <summary>All packages with their properties, against the bytes of the same files.</summary>
[MemoryDiagnoser]
public class ReadBenchmarks
{
    private string _prefix = "";
    private string _meta = "";
    private byte[] _buffer = [];

    /// <summary>Number of records.</summary>
    public static int RecordCount { get; private set; }

    /// <summary>Number of packages.</summary>
    public static int PackageCount { get; private set; }

    /// <summary>Bytes of all files of <c>conda-meta</c>.</summary>
    public static long ByteCount { get; private set; }

    [GlobalSetup]
    public void Setup()
    {
        _prefix = BenchmarkedPrefix.Current;
        _meta = Path.Combine(_prefix, "conda-meta");
        RecordCount = Directory.GetFiles(_meta, "*.json").Length;
        PackageCount = Reading.CountPackages(_prefix);
        ByteCount = 0;
        long longest = 0;
        foreach (FileInfo file in new DirectoryInfo(_meta).GetFiles())
        {
            ByteCount += file.Length;
            longest = long.Max(longest, file.Length);
        }

        _buffer = new byte[longest];
    }

    [Benchmark(Baseline = true, Description = "every byte of conda-meta, into one buffer")]
    public long BytesIntoOneBuffer()
    {
        long sum = 0;
        foreach (string path in Directory.GetFiles(_meta))
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
            int read;
            for (long offset = 0; (read = RandomAccess.Read(file, _buffer, offset)) > 0; offset += read)
            {
                sum += read;
            }
        }

        return sum;
    }

    [Benchmark(Description = "every byte, File.ReadAllBytes")]
    public long ReadAllBytes()
    {
        long sum = 0;
        foreach (string path in Directory.GetFiles(_meta))
        {
            sum += File.ReadAllBytes(path).Length;
        }

        return sum;
    }

    [Benchmark(Description = "all packages, what is lazy not asked for")]
    public int PackagesOnly() => Reading.CountPackages(_prefix);

    [Benchmark(Description = "all packages with all properties")]
    public int AllPackages() => Reading.AllPackages(_prefix);
}
