using System.Runtime.CompilerServices;
using CondaEnv.Foundation.Toml;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Install;

namespace CondaEnv;

/// <summary>The one place where the cmdlets meet the adapters.</summary>
internal static class CompositionRoot
{
    /// <summary>
    /// A reader of YAML. Compiling this method loads the adapters, which most sessions never need: hand it on as a
    /// function, and let it be called where a condarc was found.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IYamlReader CreateYamlReader() => new Adapters.YamlDotNetReader();

    /// <summary>A reader of TOML, loaded as late as that of YAML.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ITomlReader CreateTomlReader() => new Adapters.TomlynReader();

    /// <summary>What runs the tools that make environments.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IProcessRunner CreateProcessRunner() => new Adapters.CliWrapProcessRunner();
}
