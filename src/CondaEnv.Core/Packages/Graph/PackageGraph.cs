using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Rows;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Packages.Graph;

/// <summary>
/// Dependency graph of conda and pip packages. Edges of conda packages come from <c>depends</c>. Edges of pip packages
/// come from Requires-Dist: markers are evaluated for the environment's own platform and Python, and extras count if an
/// installed package requests them. The graph can be built from any list of packages of one environment: a prefix, a
/// record, a lock file, a list or a revision.
/// </summary>
/// <remarks>
/// Edges match by name, as in conda, because each name is installed once. <see cref="DependencyStates"/> checks whether
/// the installed version satisfies them. Packages are represented by their index, and names are compared inside the
/// dependency texts, so that five thousand dependencies allocate no strings.
/// </remarks>
internal sealed class PackageGraph
{
    private readonly NameTable _names;
    private readonly int[] _first;
    private readonly List<int> _needs;
    private readonly bool _hasPip;
    private readonly MarkerEnvironment? _markers;
    private MarkerEnvironment? _ownMarkers;
    private PipRequirements? _requirements;
    private Dictionary<string, int>? _projects;
    private Dictionary<CondaPackage, int>? _places;
    private int[]? _firstDependent;
    private int[]? _dependents;

    /// <summary>Builds the graph.</summary>
    /// <param name="packages">Packages of one environment.</param>
    /// <param name="markers">Platform and Python of the environment; null to derive them from the packages.</param>
    public PackageGraph(IReadOnlyList<CondaPackage> packages, MarkerEnvironment? markers = null)
    {
        Packages = packages;
        _markers = markers;
        _names = new NameTable(packages.Count);
        int edges = 0;
        bool hasRequirements = false;
        for (int i = 0; i < packages.Count; i++)
        {
            // If both managers have a package of this name, a conda dependency means conda's.
            if (packages[i].Manager == PackageManager.Conda || _names.Find(packages[i].Name, 0, packages[i].Name.Length) < 0)
            {
                _names.Set(packages[i].Name, i);
            }

            _hasPip |= packages[i].Manager == PackageManager.Pip;
            edges += packages[i].Depends.Count;
            hasRequirements |= packages[i].Requires.Count > 0;
        }

        _requirements = hasRequirements ? new PipRequirements(this) : null;
        _needs = new List<int>(edges);
        _first = new int[packages.Count + 1];
        int[] neededBy = new int[packages.Count];
        for (int i = 0; i < packages.Count; i++)
        {
            StopSignal.Check();
            _first[i] = _needs.Count;
            foreach (string dependency in DependsOf(packages[i]))
            {
                int need = Find(dependency);
                if (need >= 0 && !DependencyText.IsVirtual(dependency) && !DependencyStates.IsExcluded(this, dependency))
                {
                    AddEdge(i, need, neededBy);
                }
            }

            foreach (int need in _requirements?.NeedsOf(i) ?? [])
            {
                AddEdge(i, need, neededBy);
            }
        }

        _first[packages.Count] = _needs.Count;
    }

    /// <summary>The packages; all other members refer to them by their index in this list.</summary>
    public IReadOnlyList<CondaPackage> Packages { get; }

    /// <summary>Platform and Python for which markers are evaluated.</summary>
    public MarkerEnvironment Markers => _markers ?? (_ownMarkers ??= MarkersOf(Packages));

    /// <summary>Requirements of the pip packages.</summary>
    public PipRequirements Requirements => _requirements ??= new PipRequirements(this);

    /// <summary>
    /// Sets <see cref="CondaPackage.RequiredBy"/> of packages that come from a list instead of a prefix.
    /// </summary>
    /// <param name="packages">Packages of one environment. If none of them has dependencies, the list is left
    /// unchanged, because the answer is unknown.</param>
    public static void Attach(IReadOnlyList<CondaPackage> packages)
    {
        bool knows = false;
        foreach (CondaPackage package in packages)
        {
            knows |= package.Depends.Count > 0 || package.Requires.Count > 0;
        }

        if (!knows)
        {
            return;
        }

        PackageGraph? graph = null;
        Func<CondaPackage, IReadOnlyList<string>?> requiredBy = p => (graph ??= new PackageGraph(packages)).RequiredBy(p);
        foreach (CondaPackage package in packages)
        {
            package.RequiredBySource ??= requiredBy;
        }
    }

    /// <summary>The MatchSpecs that a package depends on. A record that pip overwrote still has its dependencies, which were installed for it.</summary>
    public static IReadOnlyList<string> DependsOf(CondaPackage package) => package is { Replaces: { } replaced, Depends.Count: 0 } ? replaced.Depends : package.Depends;

    /// <summary>Indexes of the packages that a package needs, each once.</summary>
    public ReadOnlyPart NeedsOf(int package) => new(_needs, _first[package], _first[package + 1]);

    /// <summary>Indexes of the packages that need a package, each once.</summary>
    public ReadOnlyPart DependentsOf(int package)
    {
        _dependents ??= Reverse(out _firstDependent);
        return new ReadOnlyPart(_dependents, _firstDependent![package], _firstDependent[package + 1]);
    }

    /// <summary>
    /// Names of the packages that need the given one, sorted; empty if there are none, or if the package is not in this
    /// graph.
    /// </summary>
    public IReadOnlyList<string> RequiredBy(CondaPackage package)
    {
        int place = PlaceOf(package);
        if (place < 0)
        {
            return [];
        }

        ReadOnlyPart dependents = DependentsOf(place);
        if (dependents.Count == 0)
        {
            return [];
        }

        string[] names = new string[dependents.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Packages[dependents[i]].Name;
        }

        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <summary>
    /// Indexes of all packages that need the given one, directly or indirectly (prefix_graph.py, all_descendants).
    /// </summary>
    public List<int> DescendantsOf(string name)
    {
        List<int> descendants = [];
        bool[] seen = new bool[Packages.Count];
        int next = 0;
        for (int place = _names.Find(name, 0, name.Length); place >= 0; place = next < descendants.Count ? descendants[next++] : -1)
        {
            ReadOnlyPart dependents = DependentsOf(place);
            for (int i = 0; i < dependents.Count; i++)
            {
                if (!seen[dependents[i]])
                {
                    seen[dependents[i]] = true;
                    descendants.Add(dependents[i]);
                }
            }
        }

        return descendants;
    }

    /// <summary>
    /// Finds the given packages and everything that they need, directly or indirectly; the result is true at their
    /// indexes.
    /// </summary>
    /// <param name="packages">Indexes of packages.</param>
    public bool[] Closure(IEnumerable<int> packages)
    {
        bool[] reached = new bool[Packages.Count];
        Stack<int> open = new(packages);
        while (open.Count > 0)
        {
            int package = open.Pop();
            if (package < 0 || reached[package])
            {
                continue;
            }

            reached[package] = true;
            ReadOnlyPart needs = NeedsOf(package);
            for (int i = 0; i < needs.Count; i++)
            {
                open.Push(needs[i]);
            }
        }

        return reached;
    }

    /// <summary>Index of a package; -1 if it is not in this graph.</summary>
    public int PlaceOf(CondaPackage package)
    {
        int place = _names.Find(package.Name, 0, package.Name.Length);
        if (place < 0 || ReferenceEquals(Packages[place], package))
        {
            return place;
        }

        // Several packages of one name, such as the parts of a damaged environment.
        _places ??= Places();
        return _places.TryGetValue(package, out int own) ? own : place;
    }

    private Dictionary<CondaPackage, int> Places()
    {
        Dictionary<CondaPackage, int> places = new(Packages.Count);
        for (int i = Packages.Count - 1; i >= 0; i--)
        {
            places[Packages[i]] = i;
        }

        return places;
    }

    /// <summary>Index of the package that a conda dependency names; -1 if it is not installed.</summary>
    public int Find(string dependency)
    {
        (int start, int length) = DependencyText.NameIn(dependency);
        int place = length == 0 ? -1 : _names.Find(dependency, start, length);
        return place >= 0 || !_hasPip || !MayBeSpeltOtherwise(dependency, start, length) ? place : FindProject(dependency.Substring(start, length));
    }

    /// <summary>
    /// Index of the package that a pip requirement names, in any spelling (PEP 503). pip's package is preferred, then
    /// conda's of that name, then conda's that provides the project. -1 if none is installed.
    /// </summary>
    public int FindProject(string name) => (_projects ??= Projects()).TryGetValue(PipName.Normalize(name), out int place) ? place : -1;

    /// <summary>
    /// Derives platform and Python from the packages: the subdir of platform-specific packages, and the version of the
    /// package python.
    /// </summary>
    /// <param name="packages">Packages of one environment.</param>
    /// <param name="platform">The platform to assume if all packages are noarch; null if unknown.</param>
    public static MarkerEnvironment MarkersOf(IReadOnlyList<CondaPackage> packages, string? platform = null)
    {
        CondaPackage? python = null;
        foreach (CondaPackage package in packages)
        {
            python = package is { Name: "python", Manager: PackageManager.Conda } ? package : python;
        }

        return new MarkerEnvironment(
            PackagePlatform.Of(packages) ?? platform, python?.Version.Text, python?.Build?.IndexOf("pypy", StringComparison.Ordinal) >= 0 ? "pypy" : "cpython");
    }

    /// <summary>
    /// All edges of a package are added together, so the last package stored for a target shows whether the edge
    /// already exists.
    /// </summary>
    private void AddEdge(int package, int need, int[] neededBy)
    {
        if (need >= 0 && need != package && neededBy[need] != package + 1)
        {
            neededBy[need] = package + 1;
            _needs.Add(need);
        }
    }

    private int[] Reverse(out int[] first)
    {
        first = new int[Packages.Count + 1];
        foreach (int need in _needs)
        {
            first[need + 1]++;
        }

        for (int i = 0; i < Packages.Count; i++)
        {
            first[i + 1] += first[i];
        }

        int[] next = (int[])first.Clone();
        int[] dependents = new int[_needs.Count];
        for (int package = 0; package < Packages.Count; package++)
        {
            for (int edge = _first[package]; edge < _first[package + 1]; edge++)
            {
                dependents[next[_needs[edge]]++] = package;
            }
        }

        return dependents;
    }

    /// <summary>pip may have replaced the conda package under its normalized name, which uses <c>-</c>.</summary>
    private static bool MayBeSpeltOtherwise(string text, int start, int length) =>
        string.CompareOrdinal(text, start, "__", 0, 2) != 0 && text.IndexOfAny(['_', '.'], start, length) >= 0;

    private Dictionary<string, int> Projects()
    {
        Dictionary<string, int> projects = new(Packages.Count, StringComparer.Ordinal);
        for (int i = 0; i < Packages.Count; i++)
        {
            string project = PipName.Normalize(Packages[i].Name);
            if (!projects.ContainsKey(project) || Packages[i].Manager == PackageManager.Pip)
            {
                projects[project] = i;
            }
        }

        // A conda package counts as every project that it provides under another name.
        for (int i = 0; i < Packages.Count; i++)
        {
            foreach (string provided in Packages[i].Provides)
            {
                string project = PipName.Normalize(DependencyText.NameOfRequirement(provided));
                projects[project] = projects.TryGetValue(project, out int place) ? place : i;
            }
        }

        return projects;
    }

    /// <summary>A range of a list of package indexes.</summary>
    internal readonly struct ReadOnlyPart(IReadOnlyList<int> places, int start, int end)
    {
        public int Count => end - start;

        public int this[int index] => places[start + index];
    }
}
