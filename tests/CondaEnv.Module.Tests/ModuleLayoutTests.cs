using System.IO;
using System.Linq;
using Xunit;

namespace CondaEnv.Tests;

public sealed class ModuleLayoutTests
{
    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void Nothing_of_third_parties_lies_beside_the_module(string framework)
    {
        string folder = Path.Combine(Repository.Root, "module", "bin", framework);
        Assert.Equal(["CondaEnv.Core.dll", "CondaEnv.dll"], Libraries(folder));
        Assert.Contains("CondaEnv.Adapters.dll", Libraries(Path.Combine(folder, "deps")));
        Assert.Contains("MedallionShell.dll", Libraries(Path.Combine(folder, "deps")));
        Assert.Contains("YamlDotNet.dll", Libraries(Path.Combine(folder, "deps")));
        Assert.DoesNotContain("System.Management.Automation.dll", Libraries(Path.Combine(folder, "deps")));
    }

    private static string[] Libraries(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.dll").Select(static f => Path.GetFileName(f)).Order(System.StringComparer.Ordinal)];
}
