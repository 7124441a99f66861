using System;
using System.Collections.Generic;

namespace CondaEnv.Prefix;

/// <summary>Who depends on whom, by name: conda packages by <c>depends</c>, pip packages by Requires-Dist.</summary>
internal static class DependencyGraph
{
    /// <summary>Name of a MatchSpec as records hold them, without parsing it whole: channel and all that follows the name cut off.</summary>
    public static string NameOfDependency(string spec)
    {
        (int start, int length) = NameRange(spec);
        return length == spec.Length ? spec : spec.Substring(start, length);
    }

    /// <summary>Name of a PEP 508 requirement in conda's spelling; null for one that holds only with an extra.</summary>
    public static string? NameOfRequirement(string requirement)
    {
        int marker = requirement.IndexOf(';');
        if (marker >= 0 && requirement.IndexOf("extra", marker, StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        string text = requirement.TrimStart();
        return PipPackageReader.NormalizeName(text.Substring(0, NameEnd(text, 0)));
    }

    /// <summary>All records that depend on <paramref name="root"/>, directly or through others (prefix_graph.py, all_descendants).</summary>
    public static List<CondaRecord> Descendants(IReadOnlyCollection<CondaRecord> records, string root)
    {
        // By numbers, and by names where they stand in the dependencies: five thousand of these need no string each.
        NameTable names = new(records.Count);
        CondaRecord[] nodes = new CondaRecord[records.Count];
        int[] firstEdge = new int[records.Count];
        int dependencies = 0;
        foreach (CondaRecord record in records)
        {
            dependencies += record.Package.Depends.Count;
            int index = names.Add(record.Package.Name);
            nodes[index] = record;
            firstEdge[index] = -1;
        }

        // Arrays, and no list of pairs: generic code over tuples would have to be compiled at the start of a process.
        int[] edgeChild = new int[dependencies];
        int[] nextEdge = new int[dependencies];
        int edges = 0;
        for (int child = 0; child < nodes.Length; child++)
        {
            foreach (string dependency in nodes[child].Package.Depends)
            {
                (int start, int length) = NameRange(dependency);
                int parent = names.Find(dependency, start, length);
                if (parent >= 0)
                {
                    edgeChild[edges] = child;
                    nextEdge[edges] = firstEdge[parent];
                    firstEdge[parent] = edges++;
                }
            }
        }

        List<CondaRecord> descendants = [];
        bool[] seen = new bool[nodes.Length];
        int[] open = new int[nodes.Length];
        int opened = 0;
        int closed = 0;
        for (int node = names.Find(root, 0, root.Length); node >= 0; node = closed < opened ? open[closed++] : -1)
        {
            for (int edge = firstEdge[node]; edge >= 0; edge = nextEdge[edge])
            {
                int child = edgeChild[edge];
                if (!seen[child])
                {
                    seen[child] = true;
                    descendants.Add(nodes[child]);
                    open[opened++] = child;
                }
            }
        }

        return descendants;
    }

    /// <summary>For each name, the sorted names of the packages that need it.</summary>
    public static Dictionary<string, List<string>> Dependents(IReadOnlyList<CondaPackage> packages)
    {
        // A pip requirement names a project; a conda package of that project may be spelled with _ or a point.
        Dictionary<string, string> bySpelling = new(StringComparer.Ordinal);
        foreach (CondaPackage package in packages)
        {
            string spelling = PipPackageReader.NormalizeName(package.Name);
            if (!bySpelling.ContainsKey(spelling) || package.Manager == PackageManager.Pip)
            {
                bySpelling[spelling] = package.Name;
            }
        }

        Dictionary<string, List<string>> dependents = new(StringComparer.Ordinal);
        foreach (CondaPackage package in packages)
        {
            foreach (string dependency in package.Depends)
            {
                Add(NameOfDependency(dependency), package.Name);
            }

            foreach (string requirement in package.Requires)
            {
                if (NameOfRequirement(requirement) is { } name && bySpelling.TryGetValue(name, out string? installed))
                {
                    Add(installed, package.Name);
                }
            }
        }

        foreach (List<string> list in dependents.Values)
        {
            list.Sort(StringComparer.Ordinal);
        }

        return dependents;

        void Add(string name, string dependent)
        {
            if (!dependents.TryGetValue(name, out List<string>? list))
            {
                dependents.Add(name, list = []);
            }

            if (!list.Contains(dependent))
            {
                list.Add(dependent);
            }
        }
    }

    private static (int Start, int Length) NameRange(string spec)
    {
        int start = spec.LastIndexOf("::", StringComparison.Ordinal);
        start = start < 0 ? 0 : start + 2;
        while (start < spec.Length && spec[start] == ' ')
        {
            start++;
        }

        return (start, NameEnd(spec, start) - start);
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
