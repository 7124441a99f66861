using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace CondaEnv.Loading;

/// <summary>
/// Runs when the module is imported, and only makes the assemblies in <c>deps/</c> available to this module. Other
/// versions of them in the same session do not conflict with these.
/// </summary>
public sealed class ModuleHooks : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(ModuleHooks).Assembly.Location)!, "deps");

    /// <summary>Called by PowerShell when the module is imported.</summary>
    public void OnImport()
    {
        // An import with -Force may occur without a preceding removal.
        Unregister();
        Register();
    }

    /// <summary>Called by PowerShell when the module is removed.</summary>
    /// <param name="psModuleInfo">The module that is removed.</param>
    public void OnRemove(PSModuleInfo psModuleInfo) => Unregister();

#if NET
    private static readonly Lazy<DependencyContext> s_context = new(static () => new DependencyContext(s_folder));

    private static void Register() => System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += Resolve;

    private static void Unregister() => System.Runtime.Loader.AssemblyLoadContext.Default.Resolving -= Resolve;

    /// <summary>Resolves only this name; its own load context resolves its dependencies.</summary>
    private static Assembly? Resolve(System.Runtime.Loader.AssemblyLoadContext context, AssemblyName name) =>
        name.Name == "CondaEnv.Adapters" ? s_context.Value.LoadFromAssemblyName(name) : null;
#else
    private static readonly AssemblyName s_frameworkManagement = new("System.Management, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a");

    private static void Register() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    private static void Unregister() => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    /// <summary>
    /// Windows PowerShell has no private load contexts: only names of files in <c>deps/</c> are resolved, and only for
    /// this module's assemblies. Assemblies in that folder also reference CondaEnv.Core, for which the runtime would
    /// search only that folder. Versions are not compared: the libraries reference older versions of each other than
    /// those included, and CliWrap references a System.Management that has version 4.0.0.0 in .NET Framework.
    /// </summary>
    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        string asker = request.RequestingAssembly?.Location ?? "";
        if (asker != typeof(ModuleHooks).Assembly.Location && !asker.StartsWith(s_folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        AssemblyName requested = new(request.Name);
        string name = requested.Name;
        string path = Path.Combine(s_folder, name + ".dll");
        return name switch
        {
            "CondaEnv.Core" => typeof(CondaEnvException).Assembly,
            "System.Management" => requested.Version == s_frameworkManagement.Version ? null : Assembly.Load(s_frameworkManagement),
            _ => File.Exists(path) ? Assembly.LoadFrom(path) : null,
        };
    }
#endif
}
