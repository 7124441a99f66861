using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace CondaEnv.Tests;

/// <summary>
/// Windows PowerShell 5.1 is not here. What its runtime offers is known, though: each type and member that the shipped
/// netstandard2.0 files name must be found in the reference assemblies of .NET Framework 4.7.2, or in a shipped file.
/// </summary>
public sealed class FrameworkApiTests
{
    private static readonly string s_module = Path.Combine(Repository.Root, "module", "bin", "netstandard2.0");

    [Theory]
    [InlineData("CondaEnv.dll")]
    [InlineData("CondaEnv.Core.dll")]
    [InlineData("deps/CondaEnv.Adapters.dll")]
    [InlineData("deps/MedallionShell.dll")]
    [InlineData("deps/YamlDotNet.dll")]
    public void Nothing_is_missing_from_NET_Framework(string file)
    {
        IReadOnlyList<string> names = References(Path.Combine(s_module, file), out IReadOnlyList<string> missing);
        Assert.True(names.Count > 50, file + " names nothing: the test does not look at it.");
        Assert.Equal([], missing);
    }

    [Fact]
    public void All_shipped_files_are_looked_at() => Assert.Equal(
        ["CondaEnv.Adapters.dll", "CondaEnv.Core.dll", "CondaEnv.dll", "MedallionShell.dll", "YamlDotNet.dll"],
        Directory.EnumerateFiles(s_module, "*.dll", SearchOption.AllDirectories).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_missing_is_noticed()
    {
        References(Path.Combine(Repository.Root, "module", "bin", "net8.0", "CondaEnv.Core.dll"), out IReadOnlyList<string> missing);
        Assert.Contains(missing, static name => name.Contains("SetUnixFileMode", StringComparison.Ordinal));
        Assert.Contains("System.Index", missing);
    }

    private static IReadOnlyList<string> References(string file, out IReadOnlyList<string> missing)
    {
        using FrameworkResolver resolver = new();
        using ModuleDefinition module = ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = resolver });
        // PowerShell's own is compiled against its contract for 5.1.
        MemberReference[] all = [.. module.GetTypeReferences().Concat(module.GetMemberReferences()).Where(static r => Scope(r) != "System.Management.Automation")];
        missing = [.. all.Where(static r => !Exists(r)).Select(static r => r.FullName).Order(StringComparer.Ordinal)];
        return [.. all.Select(static r => r.FullName)];
    }

    private static string? Scope(MemberReference reference) => ((reference as TypeReference ?? reference.DeclaringType).GetElementType().Scope as AssemblyNameReference)?.Name;

    private static bool Exists(MemberReference reference)
    {
        try
        {
            return reference.DeclaringType is ArrayType || reference.Resolve() is not null;
        }
        catch (AssemblyResolutionException)
        {
            return false;
        }
    }

    /// <summary>Looks in the reference assemblies first, as the runtime would; then among what is shipped.</summary>
    private sealed class FrameworkResolver : BaseAssemblyResolver
    {
        private readonly Dictionary<string, AssemblyDefinition> _known = new(StringComparer.Ordinal);

        public FrameworkResolver()
        {
            foreach (string folder in GetSearchDirectories())
            {
                RemoveSearchDirectory(folder);
            }

            string framework = Repository.Metadata("FrameworkReferences");
            AddSearchDirectory(framework);
            AddSearchDirectory(Path.Combine(framework, "Facades"));
            AddSearchDirectory(s_module);
            AddSearchDirectory(Path.Combine(s_module, "deps"));
        }

        public override AssemblyDefinition Resolve(AssemblyNameReference name)
        {
            if (!_known.TryGetValue(name.Name, out AssemblyDefinition? found))
            {
                found = SearchDirectory(name, GetSearchDirectories(), new ReaderParameters { AssemblyResolver = this }) ?? throw new AssemblyResolutionException(name);
                _known.Add(name.Name, found);
            }

            return found;
        }

        protected override void Dispose(bool disposing)
        {
            foreach (AssemblyDefinition assembly in _known.Values)
            {
                assembly.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
