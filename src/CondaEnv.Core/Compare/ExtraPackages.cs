using System.Collections.Generic;
using CondaEnv.Packages.Graph;

namespace CondaEnv.Compare;

/// <summary>
/// Determines which packages that a file of specs does not list are differences. If the file lists only requested
/// packages, dependencies of those are not differences; if it lists everything, they are.
/// </summary>
/// <remarks>
/// A file is assumed to list everything if it lists most dependencies: the listed packages that other listed packages
/// require outnumber the required packages that it does not list.
/// </remarks>
internal static class ExtraPackages
{
    /// <summary>Splits the packages that are not listed.</summary>
    /// <param name="graph">Dependency graph of the environment.</param>
    /// <param name="named">The packages that the file lists.</param>
    /// <param name="brought">Indexes of packages that a listed extra installs, with that extra.</param>
    /// <returns>The packages that are differences, and the dependencies, each with the package that requires
    /// it.</returns>
    public static (IReadOnlyList<CondaPackage> Extra, IReadOnlyList<KeyValuePair<CondaPackage, string>> ComeAlong) Divide(
        PackageGraph graph, HashSet<CondaPackage> named, IReadOnlyDictionary<int, string> brought)
    {
        bool[] present = new bool[graph.Packages.Count];
        List<int> rest = [];
        for (int i = 0; i < present.Length; i++)
        {
            present[i] = named.Contains(graph.Packages[i]);
            if (!present[i])
            {
                rest.Add(i);
            }
        }

        int needless = 0;
        for (int i = 0; i < present.Length; i++)
        {
            needless += !present[i] || Bringer(graph, i, present, brought) is null ? 0 : 1;
        }

        List<KeyValuePair<CondaPackage, string>> comeAlong = [];
        List<int> extra = rest;
        for (bool isGrowing = true; isGrowing;)
        {
            isGrowing = false;
            List<int> left = [];
            foreach (int package in extra)
            {
                if (Bringer(graph, package, present, brought) is { } bringer)
                {
                    comeAlong.Add(new KeyValuePair<CondaPackage, string>(graph.Packages[package], bringer));
                    present[package] = true;
                    isGrowing = true;
                }
                else
                {
                    left.Add(package);
                }
            }

            extra = left;
        }

        return needless > comeAlong.Count ? (Packages(rest), []) : (Packages(extra), comeAlong);

        List<CondaPackage> Packages(List<int> places) => places.ConvertAll(place => graph.Packages[place]);
    }

    /// <summary>The name of a present package that requires this one; null if there is none.</summary>
    private static string? Bringer(PackageGraph graph, int package, bool[] present, IReadOnlyDictionary<int, string> brought)
    {
        string? first = null;
        PackageGraph.ReadOnlyPart dependents = graph.DependentsOf(package);
        for (int i = 0; i < dependents.Count; i++)
        {
            string name = graph.Packages[dependents[i]].Name;
            first = present[dependents[i]] && (first is null || string.CompareOrdinal(name, first) < 0) ? name : first;
        }

        if (first is not null || brought.TryGetValue(package, out first))
        {
            return first;
        }

        // conda adds pip as a dependency of python (add_pip_as_python_dependency).
        return graph.Packages[package] is { Name: "pip", Manager: PackageManager.Conda } && graph.Find("python") is var python && python >= 0 && present[python] ? "python" : null;
    }
}
