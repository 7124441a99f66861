using System.Reflection;
using Xunit;

namespace CondaEnv.Tests;

public sealed class CoreKnowsOnlyTheBaseLibraryTests
{
    [Fact]
    public void Core_references_the_base_class_library_only()
    {
        AssemblyName[] references = typeof(CondaPackage).Assembly.GetReferencedAssemblies();
#if NETSTANDARD_BUILD
        Assert.All(references, static r => Assert.Equal("netstandard", r.Name));
#else
        Assert.All(references, static r => Assert.StartsWith("System", r.Name));
#endif
        Assert.DoesNotContain(references, static r => r.Name == "System.Text.Json");
    }
}
