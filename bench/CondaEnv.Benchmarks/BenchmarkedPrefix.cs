namespace CondaEnv.Benchmarks;

/// <summary>The environment that was given on the command line; benchmarks are made by their library, without arguments.</summary>
internal static class BenchmarkedPrefix
{
    public static string Current { get; set; } = "";
}
