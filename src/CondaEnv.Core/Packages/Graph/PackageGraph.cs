using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Rows;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Packages.Graph;

/// <summary>
/// Which package needs which, conda's and pip's in one graph: conda packages by <c>depends</c>, pip packages by
/// Requires-Dist, whose markers are evaluated for the environment's own platform and Python, and whose extras count
/// where an installed package asks for them. Built from any list of packages of one environment: a prefix, a record,
/// a lock, a list, a revision.
/// </summary>
/// <remarks>
/// Edges go by name, as conda's do where each name is installed once; whether the installed version satisfies them is
/// asked of <see cref="DependencyStates"/>. Packages are numbers, and names are found where they stand in the
/// dependencies: five thousand of them make no strings.
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
    /// <param name="markers">Platform and Python of the environment; null where the packages say it.</param>
    public PackageGraph(IReadOnlyList<CondaPackage> packages, MarkerEnvironment? markers = null)
    {
        Packages = packages;
        _markers = markers;
        _names = new NameTable(packages.Count);
        int edges = 0;
        bool hasRequirements = false;
        for (int i = 0; i < packages.Count; i++)
        {
            // Of two alike, a conda dependency means conda's.
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
            // A record that pip has overwritten still keeps what was installed for it.
            foreach (string dependency in packages[i].Replaces is { } replaced && packages[i].Depends.Count == 0 ? replaced.Depends : packages[i].Depends)
            {
                AddEdge(i, Find(dependency), neededBy);
            }

            foreach (int need in _requirements?.NeedsOf(i) ?? [])
            {
                AddEdge(i, need, neededBy);
            }
        }

        _first[packages.Count] = _needs.Count;
    }

    /// <summary>The packages; everything else names them by their place here.</summary>
    public IReadOnlyList<CondaPackage> Packages { get; }

    /// <summary>Platform and Python that markers are evaluated for.</summary>
    public MarkerEnvironment Markers => _markers ?? (_ownMarkers ??= MarkersOf(Packages));

    /// <summary>What the pip packages require.</summary>
    public PipRequirements Requirements => _requirements ??= new PipRequirements(this);

    /// <summary>Gives packages that come from a list, and not from a prefix, their <see cref="CondaPackage.RequiredBy"/>.</summary>
    /// <param name="packages">Packages of one environment. A list that knows no dependencies is left alone: nobody can tell.</param>
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

    /// <summary>What a package needs: places of packages, each once.</summary>
    public ReadOnlyPart NeedsOf(int package) => new(_needs, _first[package], _first[package + 1]);

    /// <summary>What needs a package: places of packages, each once.</summary>
    public ReadOnlyPart DependentsOf(int package)
    {
        _dependents ??= Reverse(out _firstDependent);
        return new ReadOnlyPart(_dependents, _firstDependent![package], _firstDependent[package + 1]);
    }

    /// <summary>Names of the packages that need one, sorted; empty where none does, or where it is not of this graph.</summary>
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

    /// <summary>Places of all packages that need one, directly or through others (prefix_graph.py, all_descendants).</summary>
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

    /// <summary>Which packages are among some or needed by them, directly or through others: true at their places.</summary>
    /// <param name="packages">Places of packages.</param>
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

    /// <summary>Place of a package; -1 where it is not of this graph.</summary>
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

    /// <summary>Place of the package that a conda dependency names; -1 where none is installed.</summary>
    public int Find(string dependency)
    {
        (int start, int length) = DependencyText.NameIn(dependency);
        int place = length == 0 ? -1 : _names.Find(dependency, start, length);
        return place >= 0 || !_hasPip || !MayBeSpeltOtherwise(dependency, start, length) ? place : FindProject(dependency.Substring(start, length));
    }

    /// <summary>Place of the package that a pip requirement names, by any spelling (PEP 503): pip's where both have the project, else conda's, else conda's that provides it; -1 where none is installed.</summary>
    public int FindProject(string name) => (_projects ??= Projects()).TryGetValue(PipName.Normalize(name), out int place) ? place : -1;

    /// <summary>Platform and Python as the packages say: the subdir of the platform's packages, the version of the package python.</summary>
    /// <param name="packages">Packages of one environment.</param>
    /// <param name="platform">The platform where all are noarch; null where nobody knows it.</param>
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

    /// <summary>All edges of a package are added in one go, so that the last to need another tells whether it does already.</summary>
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

    /// <summary>A conda package may have been replaced by pip's of the same project, which spells it with <c>-</c>.</summary>
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

        // What a package of conda provides under another name, it is.
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

    /// <summary>Some places of packages, one after the other.</summary>
    internal readonly struct ReadOnlyPart(IReadOnlyList<int> places, int start, int end)
    {
        public int Count => end - start;

        public int this[int index] => places[start + index];
    }
}
