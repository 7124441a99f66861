using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Trees;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Packages.Trees;

/// <summary>Graphviz itself reads what is written in its language, and finds the same packages and dependencies in it.</summary>
public sealed class GraphvizTests
{
    [Fact]
    public void Graphviz_draws_the_graph()
    {
        List<IReadOnlyList<CondaPackageDependency>> trees = [];
        foreach (string name in new[] { "mkdocs-env", "pip-mixed", "history-specs" })
        {
            DependencyTree tree = new(MiniEnv.Read(Fixtures.Env(name)).Graph, new(name, "", ""));
            trees.Add(tree.Rows(new(), null));
            trees.Add(tree.Rows(new() { Cycle = true }, null));
            trees.Add(tree.Rows(new() { IncludeOptional = true, Reverse = true }, null));
        }

        trees.Add(new DependencyTree(new PackageGraph([Conda("a\"];evil[\\N&amp;<b>\n{", depends: ["b >=\"\\\"", "c \\"]), Conda("b")]), new("e", "", "")).Rows(new(), null));
        Drawn[] drawn = JsonSerializer.Deserialize<Drawn[]>(
            NpmTool.Run("graphviz", "draw.cjs", JsonSerializer.Serialize(trees.Select(static t => TreeFormats.Write(t, DependencyFormat.Dot))), "graphs are not drawn by Graphviz"))!;
        Assert.Equal(trees.Count, drawn.Length);
        for (int i = 0; i < drawn.Length; i++)
        {
            TreeGraph graph = TreeGraph.Of(trees[i]);
            Assert.Empty(drawn[i].errors);
            Assert.Equal(graph.Nodes.Count, drawn[i].nodes.Count);
            for (int n = 0; n < graph.Nodes.Count; n++)
            {
                (string name, string? version) = TreeGraph.LabelOf(graph.Nodes[n]);
                Assert.Equal(version is null ? name : name + "\n" + version, Shown(drawn[i].nodes["p" + n]));
            }

            Assert.Equal(
                graph.Arrows.Select(static a => $"p{a.From} p{a.To} {a.Constraint}").Order(System.StringComparer.Ordinal),
                drawn[i].edges.Select(static e => $"{e[0]} {e[1]} {(e[2] is { } label ? Shown(label) : "")}").Order(System.StringComparer.Ordinal));
        }

        Assert.True(drawn.Sum(static d => d.edges.Length) > 200);
    }

    /// <summary>What Graphviz shows for a label: it keeps the escapes, and reads them when it draws.</summary>
    private static string Shown(string label) => label.Replace("\\\\", "\u0001").Replace("\\n", "\n").Replace("\u0001", "\\").Replace("&amp;", "&");

#pragma warning disable IDE1006 // As the script spells them.
    private sealed record Drawn(string[] errors, Dictionary<string, string> nodes, string?[][] edges);
#pragma warning restore IDE1006
}
