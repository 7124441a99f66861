using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Packages.Graph;

/// <summary>
/// Finds the packages that no other package of the graph needs. In a cycle that no package outside it needs, the member
/// that reaches the most packages represents the cycle.
/// </summary>
internal static class PackageLeaves
{
    /// <summary>Packages that no other package of the graph depends on.</summary>
    /// <returns>Those of the graph's packages, in their order.</returns>
    public static IReadOnlyList<CondaPackage> Of(PackageGraph graph) => [.. Places(graph, reverse: false).Select(place => graph.Packages[place])];

    /// <summary>Indexes of the packages that no other depends on, or in reverse of those that depend on no other, in ascending order.</summary>
    public static IReadOnlyList<int> Places(PackageGraph graph, bool reverse)
    {
        int count = graph.Packages.Count;
        bool[] isLeaf = new bool[count];
        bool[] isCovered = new bool[count];
        for (int i = 0; i < count; i++)
        {
            if ((reverse ? graph.NeedsOf(i) : graph.DependentsOf(i)).Count == 0)
            {
                isLeaf[i] = true;
                Cover(i, graph, reverse, isCovered);
            }
        }

        // The remaining packages are in a cycle, or needed only by one.
        for (int[] rest = Rest(); rest.Length > 0; rest = Rest())
        {
            int first = rest.OrderByDescending(i => Cover(i, graph, reverse, new bool[count])).First();
            isLeaf[first] = true;
            Cover(first, graph, reverse, isCovered);
        }

        return [.. Enumerable.Range(0, count).Where(i => isLeaf[i])];

        int[] Rest() => [.. Enumerable.Range(0, count).Where(i => !isCovered[i])];
    }

    /// <summary>Marks a package and everything that it reaches, and returns their count.</summary>
    private static int Cover(int start, PackageGraph graph, bool reverse, bool[] covered)
    {
        int count = 0;
        Stack<int> open = new([start]);
        while (open.Count > 0)
        {
            int package = open.Pop();
            if (covered[package])
            {
                continue;
            }

            covered[package] = true;
            count++;
            PackageGraph.ReadOnlyPart next = reverse ? graph.DependentsOf(package) : graph.NeedsOf(package);
            for (int i = 0; i < next.Count; i++)
            {
                open.Push(next[i]);
            }
        }

        return count;
    }
}
