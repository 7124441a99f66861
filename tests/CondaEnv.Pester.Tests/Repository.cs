using System;
using System.IO;

namespace CondaEnv.Tests;

/// <summary>Where the repository is.</summary>
internal static class Repository
{
    private static readonly Lazy<string> s_root = new(Locate);

    public static string Root => s_root.Value;

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
