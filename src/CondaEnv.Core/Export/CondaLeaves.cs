using System;
using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Export;

/// <summary>
/// The conda packages that no other conda package of the environment depends on. Of packages that depend on each
/// other and on which no other does, the one that leads to most stands for all.
/// </summary>
internal static class CondaLeaves
{
    /// <summary>Finds them.</summary>
    /// <param name="packages">The conda packages; each name once.</param>
    /// <returns>Those of them, in their order.</returns>
    public static IReadOnlyList<CondaPackage> Of(IReadOnlyList<CondaPackage> packages)
    {
        Dictionary<string, int> byName = new(packages.Count, StringComparer.Ordinal);
        for (int i = 0; i < packages.Count; i++)
        {
            byName[packages[i].Name] = i;
        }

        int[][] needs = new int[packages.Count][];
        bool[] isNeeded = new bool[packages.Count];
        for (int i = 0; i < needs.Length; i++)
        {
            needs[i] = [.. packages[i].Depends.Select(d => byName.TryGetValue(InstallOrder.NameOf(d), out int need) ? need : i).Where(n => n != i).Distinct()];
            foreach (int need in needs[i])
            {
                isNeeded[need] = true;
            }
        }

        bool[] isLeaf = new bool[packages.Count];
        bool[] isCovered = new bool[packages.Count];
        for (int i = 0; i < needs.Length; i++)
        {
            if (!isNeeded[i])
            {
                isLeaf[i] = true;
                Cover(i, needs, isCovered);
            }
        }

        // What is left hangs on a circle.
        for (int[] rest = Rest(); rest.Length > 0; rest = Rest())
        {
            int first = rest.OrderByDescending(i => Cover(i, needs, new bool[needs.Length])).First();
            isLeaf[first] = true;
            Cover(first, needs, isCovered);
        }

        return [.. packages.Where((_, i) => isLeaf[i])];

        int[] Rest() => [.. Enumerable.Range(0, needs.Length).Where(i => !isCovered[i])];
    }

    /// <summary>Marks a package and all that it leads to, and counts them.</summary>
    private static int Cover(int start, int[][] needs, bool[] covered)
    {
        int count = 0;
        Stack<int> open = new([start]);
        while (open.Count > 0)
        {
            int node = open.Pop();
            if (covered[node])
            {
                continue;
            }

            covered[node] = true;
            count++;
            foreach (int need in needs[node])
            {
                open.Push(need);
            }
        }

        return count;
    }
}
