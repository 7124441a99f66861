using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace CondaEnv.Packages.Graph;

/// <summary>
/// The cycles of a graph. There may be exponentially many; these are the shortest ways around: for each dependency that
/// leads back to its own package, one, so that every dependency that is part of a cycle is in one of them.
/// </summary>
internal static class PackageCycles
{
    /// <summary>The cycles, each once, as indexes. A cycle starts with the package whose name is first in order; shorter cycles come first.</summary>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public static IReadOnlyList<int[]> Of(PackageGraph graph, CancellationToken cancellation = default)
    {
        int[] component = Components(graph);
        int[] size = new int[graph.Packages.Count];
        foreach (int c in component)
        {
            size[c]++;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        List<int[]> cycles = [];
        int[] before = new int[graph.Packages.Count];
        for (int start = 0; start < graph.Packages.Count; start++)
        {
            if (size[component[start]] < 2)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            Search(graph, component, start, before);
            PackageGraph.ReadOnlyPart dependents = graph.DependentsOf(start);
            for (int i = 0; i < dependents.Count; i++)
            {
                if (component[dependents[i]] == component[start])
                {
                    int[] cycle = Rotate(graph, Path(before, start, dependents[i]));
                    if (seen.Add(string.Join(",", cycle)))
                    {
                        cycles.Add(cycle);
                    }
                }
            }
        }

        return [.. cycles.OrderBy(static c => c.Length).ThenBy(c => string.Join(" ", c.Select(p => graph.Packages[p].Name)), StringComparer.Ordinal)];
    }

    /// <summary>The shortest ways from a package to the others of its component: which comes before each.</summary>
    private static void Search(PackageGraph graph, int[] component, int start, int[] before)
    {
        for (int i = 0; i < before.Length; i++)
        {
            before[i] = -1;
        }

        before[start] = start;
        Queue<int> open = new();
        open.Enqueue(start);
        while (open.Count > 0)
        {
            int package = open.Dequeue();
            PackageGraph.ReadOnlyPart needs = graph.NeedsOf(package);
            for (int i = 0; i < needs.Count; i++)
            {
                if (component[needs[i]] == component[start] && before[needs[i]] < 0)
                {
                    before[needs[i]] = package;
                    open.Enqueue(needs[i]);
                }
            }
        }
    }

    private static List<int> Path(int[] before, int start, int end)
    {
        List<int> path = [end];
        for (int at = end; at != start; at = before[at])
        {
            path.Add(before[at]);
        }

        path.Reverse();
        return path;
    }

    private static int[] Rotate(PackageGraph graph, List<int> cycle)
    {
        int first = 0;
        for (int i = 1; i < cycle.Count; i++)
        {
            int order = string.CompareOrdinal(graph.Packages[cycle[i]].Name, graph.Packages[cycle[first]].Name);
            first = order < 0 || (order == 0 && cycle[i] < cycle[first]) ? i : first;
        }

        return [.. cycle.Skip(first), .. cycle.Take(first)];
    }

    /// <summary>Strongly connected components (Tarjan), without recursion: a chain may be longer than the stack. Packages that need each other have the same number.</summary>
    private static int[] Components(PackageGraph graph)
    {
        int count = graph.Packages.Count;
        int[] component = new int[count];
        int[] index = new int[count];
        int[] low = new int[count];
        int[] next = new int[count];
        bool[] isOpen = new bool[count];
        Stack<int> open = new();
        Stack<int> path = new();
        int counter = 0;
        for (int start = 0; start < count; start++)
        {
            if (index[start] == 0)
            {
                path.Push(start);
            }

            while (path.Count > 0)
            {
                int package = path.Peek();
                if (index[package] == 0)
                {
                    index[package] = low[package] = ++counter;
                    isOpen[package] = true;
                    open.Push(package);
                }

                PackageGraph.ReadOnlyPart needs = graph.NeedsOf(package);
                bool isDone = true;
                for (; next[package] < needs.Count; next[package]++)
                {
                    int need = needs[next[package]];
                    if (index[need] == 0)
                    {
                        path.Push(need);
                        isDone = false;
                        break;
                    }

                    if (isOpen[need])
                    {
                        low[package] = Math.Min(low[package], low[need]);
                    }
                }

                if (!isDone)
                {
                    continue;
                }

                path.Pop();
                if (low[package] == index[package])
                {
                    int member;
                    do
                    {
                        member = open.Pop();
                        isOpen[member] = false;
                        component[member] = package;
                    }
                    while (member != package);
                }
            }
        }

        return component;
    }
}
