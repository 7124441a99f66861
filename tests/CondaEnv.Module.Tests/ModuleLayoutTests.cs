using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace CondaEnv.Tests;

public sealed class ModuleLayoutTests
{
    [Theory]
    [InlineData("net8.0", 4)]
    [InlineData("netstandard2.0", 14)]
    public void Nothing_of_third_parties_lies_beside_the_module(string framework, int dependencies)
    {
        string folder = Path.Combine(Repository.Root, "module", "bin", framework);
        Assert.Equal(["CondaEnv.Core.dll", "CondaEnv.dll"], Libraries(folder));
        string[] deps = Libraries(Path.Combine(folder, "deps"));
        Assert.Superset(new HashSet<string> { "CliWrap.dll", "CondaEnv.Adapters.dll", "Tomlyn.dll", "YamlDotNet.dll" }, new HashSet<string>(deps));
        Assert.Equal(dependencies, deps.Length);

        // Windows PowerShell has them, and a second copy would be another assembly.
        Assert.DoesNotContain(deps, static f => f is "System.Management.Automation.dll" or "System.Management.dll" or "System.CodeDom.dll");
    }

    private static string[] Libraries(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.dll").Select(static f => Path.GetFileName(f)).Order(System.StringComparer.Ordinal)];
}
