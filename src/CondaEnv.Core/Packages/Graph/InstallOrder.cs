using System;
using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Packages.Graph;

/// <summary>
/// Sorts packages after their dependencies, as <c>conda/models/prefix_graph.py</c> does. Packages without any relation
/// come first, then layer by layer, each sorted by name. A cycle is broken at the package with the fewest dependencies.
/// </summary>
internal static class InstallOrder
{
    /// <summary>Returns the packages in conda's order of installation.</summary>
    /// <param name="packages">The packages; each name occurs once.</param>
    /// <param name="platform">The platform that conda would run on. On Windows, <c>conda</c> comes before noarch Python
    /// packages.</param>
    public static IReadOnlyList<CondaPackage> Sort(IReadOnlyList<CondaPackage> packages, string platform)
    {
        CondaPackage[] nodes = [.. packages.OrderBy(static p => p.Name, StringComparer.Ordinal)];
        HashSet<int>[] parents = Parents(nodes, platform);
        List<int>[] children = new List<int>[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            children[i] = [];
        }

        for (int i = 0; i < nodes.Length; i++)
        {
            foreach (int parent in parents[i])
            {
                children[parent].Add(i);
            }
        }

        List<CondaPackage> sorted = new(nodes.Length);
        bool[] done = new bool[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            if (parents[i].Count == 0 && children[i].Count == 0)
            {
                done[i] = true;
                sorted.Add(nodes[i]);
            }
        }

        List<int> ready = [.. Enumerable.Range(0, nodes.Length).Where(i => !done[i] && parents[i].Count == 0)];
        while (sorted.Count < nodes.Length)
        {
            if (ready.Count == 0)
            {
                ready.Add(Fewest());
            }

            List<int> next = [];
            foreach (int node in ready)
            {
                done[node] = true;
                sorted.Add(nodes[node]);
            }

            foreach (int node in ready)
            {
                foreach (int child in children[node])
                {
                    if (parents[child].Remove(node) && parents[child].Count == 0 && !done[child])
                    {
                        next.Add(child);
                    }
                }
            }

            next.Sort();
            ready = next;
        }

        return sorted;

        int Fewest()
        {
            int best = -1;
            for (int i = 0; i < nodes.Length; i++)
            {
                if (!done[i] && (best < 0 || parents[i].Count < parents[best].Count))
                {
                    best = i;
                }
            }

            return best;
        }
    }

    private static HashSet<int>[] Parents(CondaPackage[] nodes, string platform)
    {
        PackageGraph graph = new(nodes);
        HashSet<int>[] parents = new HashSet<int>[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            parents[i] = [];
            PackageGraph.ReadOnlyPart needs = graph.NeedsOf(i);
            for (int n = 0; n < needs.Count; n++)
            {
                parents[i].Add(needs[n]);
            }
        }

        // As _toposort_prepare_graph does: pip and python may depend on each other; menuinst comes before packages that
        // need python; on Windows, conda comes before noarch Python packages, because it creates their entry points.
        int python = graph.Find("python");
        if (python >= 0 && graph.Find("pip") is var pip && pip >= 0)
        {
            parents[python].Remove(pip);
        }

        if (python >= 0 && graph.Find("menuinst") is var menuinst && menuinst >= 0)
        {
            Before(menuinst, i => parents[i].Contains(python));
        }

        if (platform.StartsWith("win-", StringComparison.Ordinal) && graph.Find("conda") is var conda && conda >= 0)
        {
            Before(conda, i => nodes[i].Noarch == "python");
        }

        return parents;

        void Before(int first, Func<int, bool> isLater)
        {
            for (int i = 0; i < nodes.Length; i++)
            {
                if (i != first && isLater(i) && !parents[first].Contains(i))
                {
                    parents[i].Add(first);
                }
            }
        }
    }
}
