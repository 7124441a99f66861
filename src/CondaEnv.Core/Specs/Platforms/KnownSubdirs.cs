using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Platforms;

/// <summary>
/// The platform folders of a channel that conda knows. If the last part of a channel's address has another name, it is
/// part of the channel's name.
/// </summary>
internal static class KnownSubdirs
{
    /// <summary>The folder of packages that do not depend on a platform.</summary>
    public const string NoArch = "noarch";

    private static readonly HashSet<string> s_all = new(
        [
            NoArch,
            "emscripten-wasm32",
            "wasi-wasm32",
            "freebsd-64",
            "linux-32",
            "linux-64",
            "linux-aarch64",
            "linux-armv6l",
            "linux-armv7l",
            "linux-ppc64",
            "linux-ppc64le",
            "linux-riscv64",
            "linux-s390x",
            "osx-64",
            "osx-arm64",
            "win-32",
            "win-64",
            "win-arm64",
            "zos-z",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the folder is a known one; case is ignored.</summary>
    public static bool Contains(string folder) => s_all.Contains(folder);

    /// <summary>All platforms except <see cref="NoArch"/>, in alphabetical order.</summary>
    public static IEnumerable<string> Platforms => s_all.Where(static p => p != NoArch).OrderBy(static p => p, StringComparer.Ordinal);

    /// <summary>
    /// Whether it is the name of a platform for which packages can be installed, in conda's spelling.
    /// </summary>
    public static bool IsPlatform(string name) => Platforms.Contains(name, StringComparer.Ordinal);

    /// <summary>
    /// Suggests platforms for a mistyped name: similar names, or all platforms of the operating system in the name.
    /// </summary>
    public static IReadOnlyList<string> Near(string name)
    {
        string word = name.ToLowerInvariant();
        string? system = word.StartsWith("win", StringComparison.Ordinal) ? "win-"
            : word.StartsWith("mac", StringComparison.Ordinal) || word.StartsWith("osx", StringComparison.Ordinal) || word.StartsWith("darwin", StringComparison.Ordinal) ? "osx-"
            : word is "linux" ? "linux-"
            : null;
        IReadOnlyList<string> near = system is "linux-" ? [] : NearNames.Of(word, Platforms);
        return near.Count > 0 || system is null ? near : [.. Platforms.Where(p => p.StartsWith(system, StringComparison.Ordinal))];
    }
}
