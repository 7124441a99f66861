using System;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Export;

/// <summary>
/// Packages that exist for one family of platforms only. The files of an environment do not show what a channel has for
/// other platforms, so this uses known names (compiler runtimes, system libraries, bindings to system interfaces). A
/// noarch package that depends on <c>__unix</c> or <c>__win</c> is not platform-bound by name: channels have such
/// packages in pairs, one per system (click, ca-certificates, ipykernel).
/// </summary>
internal static class PlatformBound
{
    private static readonly string[] s_linux =
    [
        "_libgcc_mutex", "libgcc", "libgcc-ng", "libstdcxx", "libstdcxx-ng", "libgfortran-ng", "libsanitizer", "libnsl", "libxcrypt", "libuuid", "libudev*",
        "libselinux*", "libcap", "libsystemd*", "alsa-lib", "keyutils", "attr", "pam", "numactl", "rdma-core", "ucx", "libglvnd*", "libglx", "libegl", "wayland*",
        "*_linux-64", "*_linux-aarch64", "*_linux-ppc64le", "gcc_impl_*", "gxx_impl_*", "kernel-headers_*", "sysroot_*", "patchelf", "secretstorage", "cuda-compat*",
    ];

    private static readonly string[] s_osx =
    [
        "*_osx-64", "*_osx-arm64", "appnope", "python.app", "pyobjc*", "cctools*", "ld64*", "macosx_deployment_target*", "sigtool*", "tapi",
    ];

    private static readonly string[] s_windows =
    [
        "vc", "vc14_runtime", "vs*_runtime", "vs*_win-*", "vcomp*", "ucrt", "*_win-64", "*_win-32", "*_win-arm64", "m2-*", "m2w64-*", "msys2-*", "msinttypes",
        "libwinpthread", "pywin32", "pywinpty", "winpty", "win_inet_pton", "wincertstore", "win_unicode_console", "comtypes", "console_shortcut*", "powershell_shortcut*",
    ];

    // None of these exist for Windows; they do for Linux and macOS.
    private static readonly string[] s_unix = ["ncurses", "readline", "libedit", "uvloop"];

    /// <summary>
    /// <c>linux</c>, <c>osx</c>, <c>win</c> or <c>unix</c> (Linux and macOS); null if the package is not known to be
    /// platform-bound.
    /// </summary>
    public static string? FamilyOf(CondaPackage package)
    {
        string name = package.Name;
        return Fits(s_linux, name) ? "linux"
            : Fits(s_osx, name) ? "osx"
            : Fits(s_windows, name) ? "win"
            : Fits(s_unix, name) ? "unix"
            : null;
    }

    /// <summary>Whether packages of a family exist for a platform such as <c>osx-arm64</c>.</summary>
    public static bool Exists(string family, string platform)
    {
        bool windows = platform.StartsWith("win-", StringComparison.Ordinal);
        return family == "unix" ? !windows : platform.StartsWith(family + "-", StringComparison.Ordinal);
    }

    private static bool Fits(string[] patterns, string name)
    {
        foreach (string pattern in patterns)
        {
            if (Wildcard.Fits(pattern, name))
            {
                return true;
            }
        }

        return false;
    }
}
