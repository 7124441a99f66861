using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace CondaEnv.Tests.Architecture;

/// <summary>A type that a file declares at its top level.</summary>
/// <param name="Namespace">The file's namespace.</param>
/// <param name="Name">Name as in metadata, such as <c>Column`1</c>.</param>
/// <param name="Room">Folder of the file below the project, with slashes; empty for the project's own folder.</param>
/// <param name="IsPublic">Whether this declaration has the word <c>public</c>.</param>
internal sealed record Declaration(string Namespace, string Name, string Room, bool IsPublic)
{
    /// <summary>Name as in metadata, with the namespace.</summary>
    public string FullName => Namespace + "." + Name;
}

/// <summary>What the sources of a project declare, and which of our namespaces they use.</summary>
internal sealed partial class SourceTree
{
    /// <summary>Types that the compiler asks for on netstandard2.0; they are in namespaces of the base library.</summary>
    private const string Polyfills = "Polyfills.cs";

    private SourceTree(IReadOnlyList<Declaration> declarations, IReadOnlyList<(string Room, string File, string Namespace)> usings)
    {
        Declarations = declarations;
        Usings = usings;
    }

    /// <summary>All declarations; one for each part of a partial type.</summary>
    public IReadOnlyList<Declaration> Declarations { get; }

    /// <summary>The <c>using</c> lines that name a namespace of ours: the compiler leaves no trace of a constant's home in the assembly.</summary>
    public IReadOnlyList<(string Room, string File, string Namespace)> Usings { get; }

    /// <summary>Reads the sources of a project.</summary>
    public static SourceTree Read(string project)
    {
        List<Declaration> declarations = [];
        List<(string, string, string)> usings = [];
        foreach (string file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(project, file).Replace('\\', '/');
            if (relative == Polyfills || relative.Split('/')[0] is "obj" or "bin")
            {
                continue;
            }

            string room = string.Join('/', relative.Split('/')[..^1]);
            string name = "";
            foreach (string line in File.ReadLines(file))
            {
                if (UsingLine().Match(line) is { Success: true } use)
                {
                    usings.Add((room, relative, use.Groups["name"].Value));
                }
                else if (NamespaceLine().Match(line) is { Success: true } space)
                {
                    name = space.Groups["name"].Value;
                }
                else if (TypeLine().Match(line) is { Success: true } type)
                {
                    string arity = type.Groups["generic"].Success ? "`" + (type.Groups["generic"].Value.Count(static c => c == ',') + 1) : "";
                    declarations.Add(new Declaration(name, type.Groups["name"].Value + arity, room, type.Groups["words"].Value.Split(' ').Contains("public")));
                }
            }
        }

        return new SourceTree(declarations, usings);
    }

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?(?<name>CondaEnv(?:\.\w+)*)")]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);")]
    private static partial Regex NamespaceLine();

    /// <summary>A declaration at the start of a line: what is nested is indented.</summary>
    [GeneratedRegex(@"^(?:\[.*\]\s*)?(?<words>(?:(?:public|internal|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*)(?:class|struct|interface|enum|record(?:\s+(?:struct|class))?|delegate\s+\S+)\s+(?<name>\w+)(?:<(?<generic>[^>]*)>)?")]
    private static partial Regex TypeLine();
}
