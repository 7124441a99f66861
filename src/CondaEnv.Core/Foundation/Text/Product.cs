using System.Reflection;
using System.Runtime.InteropServices;

namespace CondaEnv.Foundation.Text;

/// <summary>Information about this library and the machine that is written to comments of files.</summary>
internal static class Product
{
    /// <summary>Name and version, such as <c>CondaEnv 0.1.0</c>.</summary>
    public static string NameAndVersion { get; } = "CondaEnv " + OwnVersion();

    /// <summary>Version, such as <c>0.1.0</c>.</summary>
    public static string Version => NameAndVersion.Substring("CondaEnv ".Length);

    /// <summary>
    /// The platform folder of this machine, as in conda's <c>context.subdir</c> (<c>conda/base/context.py</c>).
    /// </summary>
    /// <remarks>Architectures that netstandard2.0 does not define have the same names there, in lower case.</remarks>
    public static string MachinePlatform { get; } = OsName() + "-" + (RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "64",
        Architecture.X86 => "32",
        Architecture.Arm64 => IsLinux ? "aarch64" : "arm64",
        Architecture.Arm => "armv7l",
        _ => RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
    });

    private static bool IsLinux => OsName() == "linux";

    private static string OwnVersion()
    {
        string version = typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        int build = version.IndexOf('+');
        return build < 0 ? version : version.Substring(0, build);
    }

#if NET
    private static string OsName() => System.OperatingSystem.IsWindows() ? "win"
        : System.OperatingSystem.IsMacOS() ? "osx"
        : "linux";
#else
    private static string OsName() => RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win"
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx"
        : "linux";
#endif
}
