using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace CondaEnv.Packages.Trees;

/// <summary>Rows of a tree as a flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html).</summary>
internal static class MermaidText
{
    /// <summary>The flowchart: requested packages are bold, packages of pip rounded, dependencies that may be absent dotted, broken ones marked with a cross.</summary>
    public static string Of(IReadOnlyList<CondaPackageDependency> rows)
    {
        TreeGraph graph = TreeGraph.Of(rows);
        StringBuilder text = new("flowchart LR\n  classDef requested stroke-width:3px\n");
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            CondaPackageDependency node = graph.Nodes[i];
            (string name, string? version) = TreeGraph.LabelOf(node);
            (string open, string close) = node.Manager == PackageManager.Pip ? ("(", ")") : ("[", "]");
            text.Append("  ").Append(Id(i)).Append(open).Append('"').Append(Escape(version is null ? name : name + " " + version)).Append('"').Append(close)
                .Append(node.Requested ? ":::requested" : "").Append('\n');
        }

        foreach (TreeGraph.Arrow arrow in graph.Arrows)
        {
            text.Append("  ").Append(Id(arrow.From)).Append(arrow.IsLoose ? " -.->" : arrow.IsBroken ? " --x" : " -->")
                .Append(arrow.Constraint is { } constraint ? $"|\"{Escape(constraint)}\"|" : "").Append(' ').Append(Id(arrow.To)).Append('\n');
        }

        return text.ToString();
    }

    private static string Id(int place) => "p" + place.ToString(CultureInfo.InvariantCulture);

    /// <summary>Inside quotes a label is HTML or Markdown to Mermaid; its own entities (<c>#lt;</c>) are none of both. A backtick begins Markdown.</summary>
    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            escaped.Append(c switch
            {
                '"' => "#quot;",
                '<' => "#lt;",
                '>' => "#gt;",
                '&' => "#amp;",
                '#' => "#35;",
                '`' => "#96;",
                '*' => "#42;",
                '_' => "#95;",
                '~' => "#126;",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
