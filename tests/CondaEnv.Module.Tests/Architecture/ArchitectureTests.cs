using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Mono.Cecil;
using Xunit;

namespace CondaEnv.Tests.Architecture;

/// <summary>
/// The house that docs/architecture.md describes, held over the compiled assemblies. What the compiler folds away (a
/// constant, a nameof) is seen in the sources' using lines.
/// </summary>
public sealed class ArchitectureTests
{
    private const string Core = "CondaEnv.Core";
    private static readonly SourceTree s_sources = SourceTree.Read(Path.Combine(Repository.Root, "src", Core));
    private static readonly Dictionary<string, string> s_rooms = s_sources.Declarations.DistinctBy(static d => d.FullName).ToDictionary(static d => d.FullName, static d => d.Room, StringComparer.Ordinal);

    public static TheoryData<string> Frameworks => ["net8.0", "netstandard2.0"];

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_type_has_its_room(string framework)
    {
        TypeGraph graph = TypeGraph.Read(Module(framework, Core));
        Assert.True(graph.Types.Count > 200, "The scan of the assembly found next to nothing.");
        None(graph.Types.Where(static t => t.StartsWith("CondaEnv.", StringComparison.Ordinal) && !s_rooms.ContainsKey(t)));
        None(s_sources.Declarations.GroupBy(static d => d.FullName).Where(static g => g.Select(static d => d.Room).Distinct().Count() > 1).Select(static g => g.Key));
    }

    [Fact]
    public void Every_folder_has_its_layer() =>
        None(s_sources.Declarations.Select(static d => d.Room).Distinct().Where(static r => !Rooms.Layers.ContainsKey(r.Split('/')[0])));

    [Fact]
    public void Only_the_service_stands_at_the_root() =>
        Assert.Equal(["EnvironmentService"], s_sources.Declarations.Where(static d => d.Room.Length == 0).Select(static d => d.Name).Distinct());

    /// <summary>A namespace is a folder. What users meet is in one namespace, whatever its folder.</summary>
    [Fact]
    public void The_namespace_is_the_folder()
    {
        HashSet<string> visible = [.. s_sources.Declarations.Where(static d => d.IsPublic).Select(static d => d.FullName)];
        None(s_sources.Declarations
            .Where(d => d.Namespace != (visible.Contains(d.FullName) || d.Room.Length == 0 ? "CondaEnv" : "CondaEnv." + d.Room.Replace('/', '.')))
            .Select(static d => $"{d.FullName} is in the folder '{d.Room}'"));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void A_room_knows_only_what_it_may(string framework)
    {
        (string From, string To, string What)[] edges = Edges(framework);
        Assert.True(edges.Length > 500, "The scan of the assembly found next to nothing.");
        None(Faults(edges));
        None(Rooms.Cycles(edges.Select(static e => (e.From, e.To))).Select(ring => "The rooms form a ring: " + string.Join(", ", ring) + "; "
            + string.Join(", ", edges.Where(e => e.From != e.To && ring.Contains(e.From) && ring.Contains(e.To)).Select(static e => e.What))));
    }

    [Fact]
    public void What_a_room_may_not_know_is_noticed()
    {
        Assert.NotNull(Rooms.Fault("Foundation/Disk", "Specs/Names"));
        Assert.NotNull(Rooms.Fault("Specs/Versions", "Packages/Rows"));
        Assert.NotNull(Rooms.Fault("Formats/PixiLock", "Machines/Condarc"));
        Assert.NotNull(Rooms.Fault("Formats/PixiLock", "Install"));
        Assert.NotNull(Rooms.Fault("Export", "Compare"));
        Assert.NotNull(Rooms.Fault("Install", "Snapshots"));
        Assert.NotNull(Rooms.Fault("Install", ""));
        Assert.NotNull(Rooms.Fault("Attic", "Specs"));
        Assert.Null(Rooms.Fault("Formats/PixiLock", "Formats/Locks"));
        Assert.Null(Rooms.Fault("Lint", "Formats/Catalog"));
        Assert.Null(Rooms.Fault("", "Install"));
        Assert.Equal(["a", "b", "c"], Assert.Single(Rooms.Cycles([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("a", "e"), ("e", "e")])));
        Assert.Equal(2, Rooms.Cycles([("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")]).Count);
        Assert.Contains(Edges("net8.0"), static e => e is { From: "", To: "Export" });
    }

    /// <summary>Cmdlets and verbs ask the service; they read no environment and write no JSON of their own.</summary>
    [Theory]
    [InlineData("net8.0/CondaEnv.dll")]
    [InlineData("netstandard2.0/CondaEnv.dll")]
    [InlineData("condaenv.dll")]
    public void A_front_end_goes_through_the_service(string file)
    {
        TypeGraph graph = TypeGraph.Read(file.Contains('/', StringComparison.Ordinal) ? Path.Combine(Repository.Root, "module", "bin", file) : Repository.Metadata("CommandLine"));
        Assert.Contains(graph.Edges, static e => e is { ToAssembly: Core, To: "CondaEnv.EnvironmentService" });
        None(graph.Edges.Where(static e => e.ToAssembly == Core && s_rooms.TryGetValue(e.To, out string? room) && Rooms.IsClosedToFrontEnds(room)).Select(static e => $"{e.From} knows {e.To}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Core_knows_the_base_library_only(string framework)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Module(framework, Core));
        Assert.NotEmpty(module.AssemblyReferences);
        None(module.AssemblyReferences.Select(static r => r.Name).Where(static name => !IsBaseLibrary(name) || name == "System.Text.Json"));
    }

    [Theory]
    [InlineData("net8.0", "CondaEnv.Core")]
    [InlineData("netstandard2.0", "CondaEnv.Core")]
    [InlineData("net8.0", "CondaEnv")]
    [InlineData("netstandard2.0", "CondaEnv")]
    public void No_public_signature_names_a_third_party(string framework, string assembly)
    {
        IReadOnlyList<(string Member, string Assembly, string Type)> signatures = TypeGraph.PublicSignatures(Module(framework, assembly));
        Assert.True(signatures.Count > 100, "The scan of the assembly found next to nothing.");
        HashSet<string> ours = assembly == Core ? [Core] : [Core, assembly, "System.Management.Automation"];
        None(signatures.Where(s => !IsBaseLibrary(s.Assembly) && !ours.Contains(s.Assembly)).Select(static s => $"{s.Member}: {s.Type} of {s.Assembly}"));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void What_needs_third_parties_is_all_internal(string framework) =>
        None(TypeGraph.PublicSignatures(Module(framework, Path.Combine("deps", "CondaEnv.Adapters"))).Select(static s => s.Member).Distinct());

    [Fact]
    public void The_document_has_every_room_in_its_layer()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "architecture.md"));
        HashSet<string> tops = [.. s_sources.Declarations.Select(static d => d.Room.Split('/')[0]).Where(static top => top.Length > 0)];
        Assert.Equal(
            tops.Select(static top => $"{Rooms.Layers[top]} {top}/").Order(StringComparer.Ordinal),
            lines.Where(static l => l.Length > 2 && char.IsAsciiDigit(l[0]) && l[1] == ' ' && l.Contains('/', StringComparison.Ordinal)).Select(static l => l.Split("  ")[0].Trim()).Order(StringComparer.Ordinal));
        string picture = string.Join('\n', lines);
        None(s_sources.Declarations.Select(static d => d.Room).Distinct().Where(r => r.Length > 0 && !picture.Contains(r.Split('/')[^1] + "/", StringComparison.Ordinal)));
    }

    /// <summary>All of them are shown: an assertion on collections shows the first few.</summary>
    private static void None(IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static bool IsBaseLibrary(string name) =>
        File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"));

    private static IEnumerable<string> Faults(IEnumerable<(string From, string To, string What)> edges) =>
        edges.Select(static e => (Why: e.From == e.To ? null : Rooms.Fault(e.From, e.To), e.What)).Where(static f => f.Why is not null).Select(static f => $"{f.What}: {f.Why}").Order(StringComparer.Ordinal);

    /// <summary>Who knows whom: types by the assembly, and files by their using lines.</summary>
    private static (string From, string To, string What)[] Edges(string framework)
    {
        ILookup<string, string> roomsOf = s_sources.Declarations.Where(static d => !d.IsPublic).ToLookup(static d => d.Namespace, static d => d.Room);
        return
        [
            .. TypeGraph.Read(Module(framework, Core)).Edges
                .Where(static e => e.ToAssembly == Core && s_rooms.ContainsKey(e.From) && s_rooms.ContainsKey(e.To))
                .Select(static e => (s_rooms[e.From], s_rooms[e.To], $"{e.From} -> {e.To}")),
            .. s_sources.Usings.Where(static u => u.Namespace != "CondaEnv").SelectMany(u => roomsOf[u.Namespace].Distinct().Select(room => (u.Room, room, $"{u.File} uses {u.Namespace}"))),
        ];
    }

    private static string Module(string framework, string assembly) => Path.Combine(Repository.Root, "module", "bin", framework, assembly + ".dll");
}
