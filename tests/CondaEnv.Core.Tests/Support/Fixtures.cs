using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CondaEnv.Tests.Support;

/// <summary>The environments that ship with the repository.</summary>
internal static class Fixtures
{
    private static readonly Lazy<string> s_root = new(Locate);

    /// <summary>The folder <c>tests/fixtures</c>.</summary>
    public static string Root => s_root.Value;

    /// <summary>Prefix of a shipped environment.</summary>
    public static string Env(string name) => Path.Combine(Root, "envs", name);

    /// <summary>Prefixes of all shipped environments.</summary>
    public static IEnumerable<string> Envs => Directory.EnumerateDirectories(Path.Combine(Root, "envs")).Order(StringComparer.Ordinal);

    private static string Locate()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            string candidate = Path.Combine(d.FullName, "tests", "fixtures", "envs");
            if (Directory.Exists(candidate))
            {
                return Path.GetDirectoryName(candidate)!;
            }
        }

        throw new DirectoryNotFoundException("tests/fixtures is not above " + AppContext.BaseDirectory);
    }
}
