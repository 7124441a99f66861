using System.Runtime.CompilerServices;
using CondaEnv.Foundation.Toml;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Install;

namespace CondaEnv;

/// <summary>The only place where the cmdlets use the adapters.</summary>
internal static class CompositionRoot
{
    /// <summary>
    /// Creates a YAML reader. Compiling this method loads the adapters, which most sessions do not need: pass it as a
    /// delegate, and call it only if there is a condarc.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IYamlReader CreateYamlReader() => new Adapters.YamlDotNetReader();

    /// <summary>Creates a TOML reader, loaded as late as the YAML reader.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ITomlReader CreateTomlReader() => new Adapters.TomlynReader();

    /// <summary>Creates the runner for the tools that create environments.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IProcessRunner CreateProcessRunner() => new Adapters.CliWrapProcessRunner();
}
