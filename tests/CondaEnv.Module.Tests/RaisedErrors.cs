using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;

namespace CondaEnv.Tests;

/// <summary>
/// Which errors a cmdlet can raise: those that its own source names, and those that the doc comments name of each member
/// of the core that its code reaches, directly or through other code of the cmdlets' assembly.
/// </summary>
internal sealed partial class RaisedErrors : IDisposable
{
    private const string CoreAssembly = "CondaEnv.Core";
    private readonly DefaultAssemblyResolver _resolver = new();
    private readonly ModuleDefinition _module;
    private readonly ILookup<string, XElement> _comments;
    private readonly HashSet<string> _kinds;

    public RaisedErrors()
    {
        _resolver.AddSearchDirectory(Repository.Metadata("PowerShellContract"));
        _module = ModuleDefinition.ReadModule(Path.Combine(Repository.Root, "module", "bin", "net8.0", "CondaEnv.dll"), new ReaderParameters { AssemblyResolver = _resolver });
        _comments = XDocument.Load(Repository.Metadata("CoreComments")).Descendants("member").ToLookup(static m => MemberName(m.Attribute("name")!.Value), StringComparer.Ordinal);
        _kinds = [.. Kinds()];
        Commands = _module.Types.Where(static t => t.CustomAttributes.Any(static a => a.AttributeType.Name == "CmdletAttribute"))
            .ToDictionary(static t => NameOf(t.CustomAttributes.First(static a => a.AttributeType.Name == "CmdletAttribute")), StringComparer.Ordinal);
    }

    /// <summary>The classes of the cmdlets, by the cmdlets' names.</summary>
    public IReadOnlyDictionary<string, TypeDefinition> Commands { get; }

    /// <summary>The kinds of error that the core throws.</summary>
    public static IEnumerable<string> Kinds()
    {
        using ModuleDefinition core = ModuleDefinition.ReadModule(Path.Combine(Repository.Root, "module", "bin", "net8.0", "CondaEnv.Core.dll"));
        return [.. core.GetType("CondaEnv.CondaErrorKind").Fields.Where(static f => f.IsStatic).Select(static f => f.Name)];
    }

    /// <summary>The ids that cmdlets give to errors of their own, and the categories; not PowerShell's own of parameters that exclude each other.</summary>
    public static IReadOnlyList<(string File, string Id, string Category)> OwnIds() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "CondaEnv"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => OwnId().Matches(File.ReadAllText(file)).Select(m => (Path.GetFileName(file), m.Groups["id"].Value, m.Groups["category"].Success ? m.Groups["category"].Value : "InvalidArgument")))
            .Where(static own => own.Item2 != "AmbiguousParameterSet"),
    ];

    /// <summary>The ids of the errors that a cmdlet can raise.</summary>
    public IReadOnlySet<string> Of(string command)
    {
        TypeDefinition type = Commands[command];
        HashSet<string> ids = [];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "CondaEnv", "Commands"), type.Name + "*.cs"))
        {
            ids.UnionWith(KindInSource().Matches(File.ReadAllText(file)).Select(static m => m.Groups[1].Value));
        }

        // An id of a cmdlet's own may stand in a class that several cmdlets derive from.
        for (TypeDefinition? part = type; part is not null; part = part.BaseType as TypeDefinition)
        {
            ids.UnionWith(OwnIds().Where(o => o.File.StartsWith(part.Name + ".", StringComparison.Ordinal)).Select(static o => o.Id));
        }

        HashSet<string> members = [];
        foreach (string member in Reached(type))
        {
            Follow(member, members);
        }

        ids.UnionWith(members.SelectMany(m => _comments[m]).SelectMany(static c => Word().Matches(string.Concat(c.Nodes())).Select(static w => w.Value)).Where(_kinds.Contains));
        return ids;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _module.Dispose();
        _resolver.Dispose();
    }

    /// <summary>An error of a cmdlet's own is an ErrorRecord with a literal id, or goes through a helper that takes the id last.</summary>
    [GeneratedRegex(@"(?:,\s*""(?<id>[A-Z]\w+)"",\s*ErrorCategory\.(?<category>\w+))|(?:(?:Refuse|WantedRules)\([^;]*?,\s*""(?<id>[A-Z]\w+)""\);)")]
    private static partial Regex OwnId();

    [GeneratedRegex(@"CondaErrorKind\.(\w+)")]
    private static partial Regex KindInSource();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    /// <summary>Of an id of a doc comment the member without what it takes: overloads raise the same.</summary>
    private static string MemberName(string id) => id[2..].Split('(', '`')[0];

    private static string NameOf(CustomAttribute cmdlet) => $"{cmdlet.ConstructorArguments[0].Value}-{cmdlet.ConstructorArguments[1].Value}";

    /// <summary>A comment that refers to another member raises what that raises.</summary>
    private void Follow(string member, HashSet<string> seen)
    {
        if (seen.Add(member))
        {
            foreach (string cref in _comments[member].Descendants("exception").Descendants("see").Select(static s => (string?)s.Attribute("cref") ?? "").Where(static c => c.StartsWith("M:", StringComparison.Ordinal)))
            {
                Follow(MemberName(cref), seen);
            }
        }
    }

    /// <summary>Members of the core that the code of a type calls.</summary>
    private static HashSet<string> Reached(TypeDefinition type)
    {
        HashSet<string> core = [];
        HashSet<MethodDefinition> seen = [];
        Stack<MethodDefinition> open = new(WithNested(type).SelectMany(static t => t.Methods));
        while (open.TryPop(out MethodDefinition? method))
        {
            if (!method.HasBody || !seen.Add(method))
            {
                continue;
            }

            foreach (MethodReference called in method.Body.Instructions.Select(static i => i.Operand).OfType<MethodReference>())
            {
                TypeReference owner = called.DeclaringType.GetElementType();
                if (owner.Scope is AssemblyNameReference { Name: CoreAssembly })
                {
                    core.Add(owner.FullName + "." + called.Name);
                }
                else if (owner.Scope == type.Module && called.Resolve() is { } ours)
                {
                    open.Push(ours);
                    if (ours.Name == "MoveNext" || ours.DeclaringType.Name.Contains('<', StringComparison.Ordinal))
                    {
                        // An iterator or a lambda: the compiler has put its body into a type of its own.
                        ours.DeclaringType.Methods.ToList().ForEach(open.Push);
                    }
                }
            }
        }

        return core;
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
