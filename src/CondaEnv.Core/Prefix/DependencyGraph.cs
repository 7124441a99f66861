using System;
using System.Collections.Generic;

namespace CondaEnv.Prefix;

/// <summary>
/// Who depends on whom, by name: conda packages by <c>depends</c>, pip packages by Requires-Dist. Names are found where
/// they stand in the dependencies, and packages are numbers: five thousand dependencies make no strings.
/// </summary>
internal sealed class DependencyGraph
{
    private readonly IReadOnlyList<CondaPackage> _packages;
    private readonly NameTable _names;
    private readonly int[] _firstEdge;
    private readonly List<(int Dependent, int Next)> _edges;
    private Dictionary<string, int>? _spellings;

    /// <summary>Builds the graph.</summary>
    /// <param name="packages">Packages of one environment, each name once.</param>
    public DependencyGraph(IReadOnlyList<CondaPackage> packages)
    {
        _packages = packages;
        _names = new NameTable(packages.Count);
        _firstEdge = new int[packages.Count];
        int edges = 0;
        for (int i = 0; i < packages.Count; i++)
        {
            _names.Add(packages[i].Name);
            _firstEdge[i] = -1;
            edges += packages[i].Depends.Count;
        }

        _edges = new List<(int Dependent, int Next)>(edges);
        for (int i = 0; i < packages.Count; i++)
        {
            AddDependencies(i);
        }
    }

    /// <summary>Names of the packages that depend on one, sorted.</summary>
    public IReadOnlyList<string> DependentsOf(string name)
    {
        int node = _names.Find(name, 0, name.Length);
        int count = 0;
        for (int edge = node < 0 ? -1 : _firstEdge[node]; edge >= 0; edge = _edges[edge].Next)
        {
            count++;
        }

        if (count == 0)
        {
            return [];
        }

        string[] dependents = new string[count];
        for (int edge = _firstEdge[node]; edge >= 0; edge = _edges[edge].Next)
        {
            dependents[--count] = _packages[_edges[edge].Dependent].Name;
        }

        Array.Sort(dependents, StringComparer.Ordinal);
        return dependents;
    }

    /// <summary>Numbers of all packages that depend on one, directly or through others (prefix_graph.py, all_descendants).</summary>
    public List<int> DescendantsOf(string root)
    {
        List<int> descendants = [];
        bool[] seen = new bool[_packages.Count];
        int next = 0;
        for (int node = _names.Find(root, 0, root.Length); node >= 0; node = next < descendants.Count ? descendants[next++] : -1)
        {
            for (int edge = _firstEdge[node]; edge >= 0; edge = _edges[edge].Next)
            {
                int dependent = _edges[edge].Dependent;
                if (!seen[dependent])
                {
                    seen[dependent] = true;
                    descendants.Add(dependent);
                }
            }
        }

        return descendants;
    }

    /// <summary>Name of a PEP 508 requirement in conda's spelling; null for one that holds only with an extra.</summary>
    internal static string? NameOfRequirement(string requirement)
    {
        int marker = requirement.IndexOf(';');
        if (marker >= 0 && requirement.IndexOf("extra", marker, StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        string text = requirement.TrimStart();
        return PipPackageReader.NormalizeName(text.Substring(0, NameEnd(text, 0)));
    }

    private void AddDependencies(int dependent)
    {
        foreach (string dependency in _packages[dependent].Depends)
        {
            // A MatchSpec as records hold it, not parsed whole: the channel and all that follows the name cut off.
            int start = dependency.IndexOf(':') < 0 ? 0 : dependency.LastIndexOf("::", StringComparison.Ordinal) + 2;
            start = start == 1 ? 0 : start;
            while (start < dependency.Length && dependency[start] == ' ')
            {
                start++;
            }

            AddEdge(_names.Find(dependency, start, NameEnd(dependency, start) - start), dependent);
        }

        foreach (string requirement in _packages[dependent].Requires)
        {
            if (NameOfRequirement(requirement) is { } name && (_spellings ??= Spellings()).TryGetValue(name, out int node))
            {
                AddEdge(node, dependent);
            }
        }
    }

    /// <summary>All edges of a dependent are added in one go, so one that it has already is the latest of its node.</summary>
    private void AddEdge(int node, int dependent)
    {
        if (node >= 0 && (_firstEdge[node] < 0 || _edges[_firstEdge[node]].Dependent != dependent))
        {
            _edges.Add((dependent, _firstEdge[node]));
            _firstEdge[node] = _edges.Count - 1;
        }
    }

    /// <summary>A pip requirement names a project; a conda package of that project may be spelled with <c>_</c> or a point.</summary>
    private Dictionary<string, int> Spellings()
    {
        Dictionary<string, int> spellings = new(StringComparer.Ordinal);
        for (int i = 0; i < _packages.Count; i++)
        {
            string spelling = PipPackageReader.NormalizeName(_packages[i].Name);
            if (!spellings.ContainsKey(spelling) || _packages[i].Manager == PackageManager.Pip)
            {
                spellings[spelling] = i;
            }
        }

        return spellings;
    }

    /// <summary>Where a name ends. A loop: names are short, and the search for any of many characters must be compiled at the start of a process.</summary>
    private static int NameEnd(string text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] is not (' ' or '=' or '<' or '>' or '!' or '~' or '[' or '(' or ';' or '@' or ',' or '\t'))
        {
            end++;
        }

        return end;
    }
}
