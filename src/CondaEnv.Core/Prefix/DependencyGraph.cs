using System;
using System.Collections.Generic;

namespace CondaEnv.Prefix;

/// <summary>Who depends on whom, by name: conda packages by <c>depends</c>, pip packages by Requires-Dist.</summary>
internal static class DependencyGraph
{
    private static readonly char[] s_nameEnds = [' ', '=', '<', '>', '!', '~', '[', '(', ';', '@', ',', '\t'];

    /// <summary>Name of a MatchSpec as records hold them, without parsing it whole: channel and all that follows the name cut off.</summary>
    public static string NameOfDependency(string spec)
    {
        int start = spec.LastIndexOf("::", StringComparison.Ordinal);
        start = start < 0 ? 0 : start + 2;
        while (start < spec.Length && spec[start] == ' ')
        {
            start++;
        }

        int end = spec.IndexOfAny(s_nameEnds, start);
        return start == 0 && end < 0 ? spec : spec.Substring(start, (end < 0 ? spec.Length : end) - start);
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
        int end = text.IndexOfAny(s_nameEnds);
        return PipPackageReader.NormalizeName(end < 0 ? text : text.Substring(0, end));
    }

    /// <summary>Names of all records that depend on <paramref name="root"/>, directly or through others (prefix_graph.py, all_descendants).</summary>
    public static HashSet<string> Descendants(IReadOnlyDictionary<string, CondaRecord> records, string root)
    {
        Dictionary<string, List<string>> children = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, CondaRecord> record in records)
        {
            foreach (string dependency in record.Value.Package.Depends)
            {
                string parent = NameOfDependency(dependency);
                if (!records.ContainsKey(parent))
                {
                    continue;
                }

                if (!children.TryGetValue(parent, out List<string>? list))
                {
                    children.Add(parent, list = []);
                }

                list.Add(record.Key);
            }
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        Queue<string> open = new();
        open.Enqueue(root);
        while (open.Count > 0)
        {
            if (!children.TryGetValue(open.Dequeue(), out List<string>? list))
            {
                continue;
            }

            foreach (string child in list)
            {
                if (seen.Add(child))
                {
                    open.Enqueue(child);
                }
            }
        }

        return seen;
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
}
