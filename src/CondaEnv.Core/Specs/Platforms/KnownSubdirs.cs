using System;
using System.Collections.Generic;

namespace CondaEnv.Specs.Platforms;

/// <summary>The platform folders of a channel that conda knows; a last part of a channel's address with another name is part of the channel's name.</summary>
internal static class KnownSubdirs
{
    /// <summary>What does not depend on a platform.</summary>
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

    /// <summary>Whether the folder is one of them; case does not matter.</summary>
    public static bool Contains(string folder) => s_all.Contains(folder);
}
