using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace CondaEnv.Packages.Trees;

/// <summary>Rows of a tree in the language of Graphviz (https://graphviz.org/doc/info/lang.html).</summary>
internal static class DotText
{
    /// <summary>The graph: requested packages are bold, dependencies that may be absent dashed, broken ones red.</summary>
    public static string Of(IReadOnlyList<CondaPackageDependency> rows)
    {
        TreeGraph graph = TreeGraph.Of(rows);
        StringBuilder text = new("digraph dependencies {\n  rankdir=LR;\n  node [shape=box];\n");
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            CondaPackageDependency node = graph.Nodes[i];
            (string name, string? version) = TreeGraph.LabelOf(node);
            List<string> styles = [];
            if (node.Manager == PackageManager.Pip)
            {
                styles.Add("rounded");
            }

            if (node.Requested)
            {
                styles.Add("bold");
            }

            if (version is null)
            {
                styles.Add("dashed");
            }

            text.Append("  ").Append(Id(i)).Append(" [label=\"").Append(Escape(name)).Append(version is null ? "" : "\\n" + Escape(version)).Append('"')
                .Append(styles.Count > 0 ? $", style=\"{string.Join(",", styles)}\"" : "").Append("];\n");
        }

        foreach (TreeGraph.Arrow arrow in graph.Arrows)
        {
            List<string> attributes = [];
            if (arrow.Constraint is { } constraint)
            {
                attributes.Add($"label=\"{Escape(constraint)}\"");
            }

            if (arrow.IsLoose)
            {
                attributes.Add("style=dashed");
            }

            if (arrow.IsBroken)
            {
                attributes.Add("color=red");
            }

            text.Append("  ").Append(Id(arrow.From)).Append(" -> ").Append(Id(arrow.To)).Append(attributes.Count > 0 ? $" [{string.Join(", ", attributes)}]" : "").Append(";\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Id(int place) => "p" + place.ToString(CultureInfo.InvariantCulture);

    /// <summary>Inside a quoted string; Graphviz reads a backslash as the start of an escape such as \n or \N, and an ampersand as that of an entity.</summary>
    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("&", "&amp;");
}
