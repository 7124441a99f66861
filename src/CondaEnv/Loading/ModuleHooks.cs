using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace CondaEnv.Loading;

/// <summary>
/// What happens when the module is imported, and all that does: the assemblies in <c>deps/</c> become findable, for
/// this module alone. A session that has loaded another version of them is not disturbed, nor are we.
/// </summary>
public sealed class ModuleHooks : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(ModuleHooks).Assembly.Location)!, "deps");

    /// <summary>Called by PowerShell at import.</summary>
    public void OnImport()
    {
        // An import with -Force may come without a removal before it.
        Unregister();
        Register();
    }

    /// <summary>Called by PowerShell when the module is removed.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo) => Unregister();

#if NET
    private static readonly Lazy<DependencyContext> s_context = new(static () => new DependencyContext(s_folder));

    private static void Register() => System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += Resolve;

    private static void Unregister() => System.Runtime.Loader.AssemblyLoadContext.Default.Resolving -= Resolve;

    /// <summary>One name only is answered here; what that assembly needs is its own context's affair.</summary>
    private static Assembly? Resolve(System.Runtime.Loader.AssemblyLoadContext context, AssemblyName name) =>
        name.Name == "CondaEnv.Adapters" ? s_context.Value.LoadFromAssemblyName(name) : null;
#else
    private static readonly AssemblyName s_frameworkManagement = new("System.Management, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a");

    private static void Register() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    private static void Unregister() => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    /// <summary>
    /// Windows PowerShell has no private contexts: only names of files in <c>deps/</c> are answered, and only to ourselves.
    /// What lies there asks for CondaEnv.Core, too, which the runtime would look for in that folder only. Versions are not
    /// compared: the libraries ask for older ones of each other than those that ship, and CliWrap for a System.Management
    /// that .NET Framework has as 4.0.0.0.
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
