using System.Collections.Generic;
using CondaEnv.Packages.Graph;

namespace CondaEnv.Compare;

/// <summary>
/// Which of the packages that a file of specs does not name are a difference from it. In a file that names what was
/// wanted, the packages that came along with these are none; in one that names everything, they are.
/// </summary>
/// <remarks>
/// A file means to name everything where most of what would have come along is named all the same: where more of the
/// packages it names are required by others of them than there are required packages that it does not name.
/// </remarks>
internal static class ExtraPackages
{
    /// <summary>Divides the packages that are not named.</summary>
    /// <param name="graph">The environment.</param>
    /// <param name="named">Those that the file names.</param>
    /// <param name="brought">Places of packages that an extra which the file names brings, and whose extra that is.</param>
    /// <returns>Those that are a difference, and those that came along, with what brought them.</returns>
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

    /// <summary>The name of a package that is there and requires this one; null where none does.</summary>
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

        // conda gives each python its pip (add_pip_as_python_dependency).
        return graph.Packages[package] is { Name: "pip", Manager: PackageManager.Conda } && graph.Find("python") is var python && python >= 0 && present[python] ? "python" : null;
    }
}
