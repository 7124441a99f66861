using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace CondaEnv.Tests;

/// <summary>Where the repository is.</summary>
internal static class Repository
{
    private static readonly Lazy<string> s_root = new(Locate);

    public static string Root => s_root.Value;

    /// <summary>What the project file tells of the build: a path of something that was restored.</summary>
    public static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static string Locate()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, "CondaEnv.psd1")))
            {
                return d.FullName;
            }
        }

        throw new DirectoryNotFoundException("CondaEnv.psd1 is not above " + AppContext.BaseDirectory);
    }
}
