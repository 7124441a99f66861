#if NET
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace CondaEnv.Loading;

/// <summary>Holds the assemblies in <c>deps/</c>. What is not there (CondaEnv.Core, the runtime's own) comes from the shared context.</summary>
internal sealed class DependencyContext(string folder) : AssemblyLoadContext("CondaEnv.deps")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
#endif
