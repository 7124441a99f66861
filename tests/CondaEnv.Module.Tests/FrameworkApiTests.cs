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

    /// <summary>What ships for Windows PowerShell.</summary>
    public static TheoryData<string> Files => new()
    {
        "CondaEnv.Core.dll", "CondaEnv.dll", "deps/CliWrap.dll", "deps/CondaEnv.Adapters.dll", "deps/Microsoft.Bcl.AsyncInterfaces.dll", "deps/System.Buffers.dll",
        "deps/System.Collections.Immutable.dll", "deps/System.IO.Pipelines.dll", "deps/System.Memory.dll", "deps/System.Numerics.Vectors.dll",
        "deps/System.Runtime.CompilerServices.Unsafe.dll", "deps/System.Text.Encodings.Web.dll", "deps/System.Text.Json.dll",
        "deps/System.Threading.Tasks.Extensions.dll", "deps/Tomlyn.dll", "deps/YamlDotNet.dll",
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_missing_from_NET_Framework(string file)
    {
        IReadOnlyList<string> names = References(Path.Combine(s_module, file), out IReadOnlyList<string> missing);
        Assert.True(names.Count > 10, file + " names nothing: the test does not look at it.");
        Assert.Equal([], missing);
    }

    [Fact]
    public void All_shipped_files_are_looked_at() => Assert.Equal(
        Files.Select(static f => f.Data).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(s_module, "*.dll", SearchOption.AllDirectories).Select(static f => Path.GetRelativePath(s_module, f).Replace('\\', '/')).Order(StringComparer.Ordinal));

    /// <summary>
    /// .NET Framework takes an assembly of its own for a reference of the same version, or asks the module's resolver,
    /// which looks for the name alone: the versions that are asked for differ from those that ship.
    /// </summary>
    [Fact]
    public void Each_reference_is_shipped_or_found_in_NET_Framework_by_its_version_or_by_the_resolver()
    {
        string framework = Repository.Metadata("FrameworkReferences");
        HashSet<string> shipped = [.. Files.Select(static f => Path.GetFileNameWithoutExtension(f.Data))];
        foreach (string file in Files.Select(static f => f.Data))
        {
            using ModuleDefinition module = ModuleDefinition.ReadModule(Path.Combine(s_module, file));
            foreach (AssemblyNameReference reference in module.AssemblyReferences.Where(r => !shipped.Contains(r.Name) && r.Name != "System.Management.Automation"))
            {
                string? own = new[] { framework, Path.Combine(framework, "Facades") }.Select(f => Path.Combine(f, reference.Name + ".dll")).FirstOrDefault(File.Exists);
                Assert.True(own is not null, $"{file} refers to {reference}");
                using ModuleDefinition found = ModuleDefinition.ReadModule(own);
                bool bound = reference.Version <= found.Assembly.Name.Version || reference.Name == "System.Management";
                Assert.True(bound, $"{file} refers to {reference}, .NET Framework has {found.Assembly.Name}");
            }
        }
    }

    /// <summary>A graceful cancellation would make CliWrap write its helper program to the disk, which application control blocks.</summary>
    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net8.0")]
    public void Programs_are_cancelled_forcefully_only(string target)
    {
        string file = Path.Combine(Repository.Root, "module", "bin", target, "deps", "CondaEnv.Adapters.dll");
        using ModuleDefinition module = ModuleDefinition.ReadModule(file);
        MethodReference[] run = [.. module.GetMemberReferences().OfType<MethodReference>().Where(static m => m.Name == "ExecuteAsync")];
        MethodReference only = Assert.Single(run);
        Assert.Equal("CliWrap.Command", only.DeclaringType.FullName);

        // The one with two tokens takes the second for a graceful cancellation.
        Assert.Equal("System.Threading.CancellationToken", Assert.Single(only.Parameters).ParameterType.FullName);
    }

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
