using System.Collections.Generic;
using CondaEnv.Foundation.Terminal;

namespace CondaEnv.Packages.Trees;

/// <summary>
/// The packages and dependencies that rows of a tree show, each once, for formats that draw graphs. An arrow points from a
/// package to its dependency, also for a reverse tree.
/// </summary>
internal sealed class TreeGraph
{
    private readonly Dictionary<(string Name, PackageManager Manager), int> _places = [];
    private readonly HashSet<(int From, int To, string? Constraint)> _seen = [];
    private readonly List<CondaPackageDependency> _nodes = [];
    private readonly List<Arrow> _arrows = [];

    private TreeGraph()
    {
    }

    /// <summary>One row for each package.</summary>
    public IReadOnlyList<CondaPackageDependency> Nodes => _nodes;

    /// <summary>The dependencies.</summary>
    public IReadOnlyList<Arrow> Arrows => _arrows;

    /// <summary>Takes the graph from rows.</summary>
    public static TreeGraph Of(IReadOnlyList<CondaPackageDependency> rows)
    {
        TreeGraph graph = new();
        foreach (CondaPackageDependency row in rows)
        {
            int place = graph.Place(row);
            if (row.Above is { } above)
            {
                int other = graph.Place(above);
                (int from, int to) = row.IsReverse ? (place, other) : (other, place);
                if (graph._seen.Add((from, to, row.Requirement)))
                {
                    graph._arrows.Add(new Arrow(from, to, row.Constraint is { } constraint ? PlainText.Of(constraint) : null, row.State));
                }
            }
        }

        return graph;
    }

    /// <summary>Label of a node: name and version.</summary>
    public static (string Name, string? Version) LabelOf(CondaPackageDependency node) =>
        (PlainText.Of(node.Name), node.Version is { } version ? PlainText.Of(version.Text) : null);

    private int Place(CondaPackageDependency row)
    {
        if (!_places.TryGetValue((row.Name, row.Manager), out int place))
        {
            _places.Add((row.Name, row.Manager), place = _nodes.Count);
            _nodes.Add(row);
        }

        return place;
    }

    /// <summary>A dependency.</summary>
    /// <param name="From">Index of the package that has the dependency.</param>
    /// <param name="To">Index of the required package.</param>
    /// <param name="Constraint">The requirement without the name of the package; null if there is none.</param>
    /// <param name="State">Whether the environment satisfies it.</param>
    internal readonly record struct Arrow(int From, int To, string? Constraint, DependencyState State)
    {
        /// <summary>True if the package can be used without it.</summary>
        public bool IsLoose => State is DependencyState.Optional or DependencyState.Conditional or DependencyState.Excluded or DependencyState.Virtual;

        /// <summary>True if it is not satisfied.</summary>
        public bool IsBroken => State is DependencyState.Unmet or DependencyState.Conflict;
    }
}
