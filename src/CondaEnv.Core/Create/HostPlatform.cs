using System.Runtime.InteropServices;
using CondaEnv.Discovery;

namespace CondaEnv.Create;

/// <summary>Which packages this machine takes, as conda's <c>context.subdir</c> says it.</summary>
internal static class HostPlatform
{
    /// <summary>The platform, such as <c>linux-64</c>; <c>CONDA_SUBDIR</c> decides where it is set.</summary>
    public static string Of(Machine machine) => machine.GetVariable("CONDA_SUBDIR") ?? System(machine) + "-" + Processor(machine);

    private static string System(Machine machine) => machine.IsWindows ? "win" : machine.IsMacOS ? "osx" : "linux";

    private static string Processor(Machine machine) => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X86 => "32",
        Architecture.Arm64 => machine.IsWindows || machine.IsMacOS ? "arm64" : "aarch64",
        Architecture.Arm => "armv7l",
#if NET
        Architecture.Ppc64le => "ppc64le",
        Architecture.S390x => "s390x",
#endif
        _ => "64",
    };
}
