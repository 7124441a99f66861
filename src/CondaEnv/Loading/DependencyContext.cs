#if NET
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace CondaEnv.Loading;

/// <summary>
/// Load context for the assemblies in <c>deps/</c>. Other assemblies (CondaEnv.Core, those of the runtime) come from
/// the default context.
/// </summary>
internal sealed class DependencyContext(string folder) : AssemblyLoadContext("CondaEnv.deps")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
#endif
