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
    /// <returns>The leaves, in the order of the graph.</returns>
    public static IReadOnlyList<CondaPackage> Of(PackageGraph graph)
    {
        int count = graph.Packages.Count;
        bool[] isLeaf = new bool[count];
        bool[] isCovered = new bool[count];
        for (int i = 0; i < count; i++)
        {
            if (graph.DependentsOf(i).Count == 0)
            {
                isLeaf[i] = true;
                Cover(i, graph, isCovered);
            }
        }

        // The remaining packages are in a cycle, or needed only by one.
        for (int[] rest = Rest(); rest.Length > 0; rest = Rest())
        {
            int first = rest.OrderByDescending(i => Cover(i, graph, new bool[count])).First();
            isLeaf[first] = true;
            Cover(first, graph, isCovered);
        }

        return [.. graph.Packages.Where((_, i) => isLeaf[i])];

        int[] Rest() => [.. Enumerable.Range(0, count).Where(i => !isCovered[i])];
    }

    /// <summary>Marks a package and everything that it reaches, and returns their count.</summary>
    private static int Cover(int start, PackageGraph graph, bool[] covered)
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
            PackageGraph.ReadOnlyPart needs = graph.NeedsOf(package);
            for (int i = 0; i < needs.Count; i++)
            {
                open.Push(needs[i]);
            }
        }

        return count;
    }
}
