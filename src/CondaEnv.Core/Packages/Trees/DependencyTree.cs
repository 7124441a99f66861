using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Packages.Trees;

/// <summary>
/// The dependencies of an environment as rows, in the order in which a tree is drawn.
/// </summary>
/// <remarks>
/// The dependencies of a package follow it once: where it is nearest to the start, at the first of several such places. So
/// a tree that is cut at a depth has the same rows up to there, no way to a package is longer than it must be, and every
/// package that is reached has exactly one row that is not marked as repeated.
/// </remarks>
internal sealed class DependencyTree
{
    /// <summary>Largest number of rows with <see cref="DependencyQuery.All"/>, with which a tree can grow exponentially.</summary>
    public const int MaxRows = 100_000;

    private readonly PackageGraph _graph;
    private readonly TreeOwner _owner;
    private readonly ChannelConfiguration? _channels;
    private readonly Dictionary<int, IReadOnlyList<Dependency>> _dependencies = [];
    private ILookup<int, (int Asking, Dependency Dependency)>? _dependents;

    /// <summary>Creates a tree; nothing is evaluated yet.</summary>
    /// <param name="graph">The packages, and which needs which.</param>
    /// <param name="owner">The environment or file that the rows name as their source.</param>
    /// <param name="channels">How channel names in dependencies are resolved; null for conda's defaults.</param>
    public DependencyTree(PackageGraph graph, TreeOwner owner, ChannelConfiguration? channels = null)
    {
        _graph = graph;
        _owner = owner;
        _channels = channels;
    }

    /// <summary>The rows of a query.</summary>
    /// <param name="query">The rows to return.</param>
    /// <param name="named">Indexes of the packages to start from; null if none were named.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="CondaEnvException">TreeTooLarge.</exception>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public IReadOnlyList<CondaPackageDependency> Rows(DependencyQuery query, IReadOnlyList<int>? named, CancellationToken cancellation = default) =>
        query.Leaf ? [.. Sorted(PackageLeaves.Places(_graph, reverse: false).Where(p => named?.Contains(p) != false)).Select(p => Start(p))]
        : query.Cycle ? Cycles(named, cancellation)
        : Walk(query, named ?? Starts(query.Reverse), cancellation);

    /// <summary>The numbers.</summary>
    /// <param name="named">Indexes of the packages to start from; null if none were named.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public CondaDependencySummary Summary(IReadOnlyList<int>? named, CancellationToken cancellation = default)
    {
        int[] distance = Distances(named ?? Starts(reverse: false), new DependencyQuery());
        bool[] explained = _graph.Closure(Requested());
        int[] places = [.. Enumerable.Range(0, distance.Length).Where(p => distance[p] >= 0)];
        int unmet = 0;
        int conflicts = 0;
        foreach (int place in places)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (Dependency dependency in Of(place).Where(static d => d.Kind != DependencyKind.Constrains))
            {
                unmet += dependency.State == DependencyState.Unmet ? 1 : 0;
                conflicts += dependency.State == DependencyState.Conflict ? 1 : 0;
            }
        }

        CondaPackage[] packages = [.. places.Select(p => _graph.Packages[p])];
        int requested = packages.Count(static p => p.Requested);
        int unexplained = places.Count(p => !explained[p]);
        return new CondaDependencySummary
        {
            PackageCount = packages.Length,
            PipPackageCount = packages.Count(static p => p.Manager == PackageManager.Pip),
            RequestedCount = requested,
            TransitiveCount = packages.Length - requested - unexplained,
            UnexplainedCount = unexplained,
            MaxDepth = distance.DefaultIfEmpty(0).Max() is var deepest and > 0 ? deepest : 0,
            CycleCount = PackageCycles.Of(_graph, cancellation).Count(c => distance[c[0]] >= 0),
            UnmetCount = unmet,
            ConflictCount = conflicts,
            Licenses = [.. packages.Select(static p => p.License).Where(static l => !string.IsNullOrEmpty(l)).GroupBy(static l => l!, StringComparer.Ordinal).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal).Select(static g => g.Key)],
            UnlicensedCount = packages.Count(static p => string.IsNullOrEmpty(p.License)),
            Size = packages.Any(static p => p.Size is not null) ? packages.Sum(static p => p.Size ?? 0) : null,
            EnvironmentName = _owner.EnvironmentName,
            Prefix = _owner.Prefix,
            ComputerName = _owner.ComputerName,
        };
    }

    /// <summary>The requested packages, then those that none of them needs; in reverse, the packages that need nothing.</summary>
    private int[] Starts(bool reverse)
    {
        if (reverse)
        {
            return [.. Sorted(PackageLeaves.Places(_graph, reverse: true))];
        }

        // A file that lists everything does not record which packages were requested.
        int[] requested = [.. Sorted(Requested().Where(p => Requests.IsByHand(_graph.Packages[p])))];
        bool[] explained = _graph.Closure(requested);
        return [.. requested, .. Sorted(PackageLeaves.Places(_graph, reverse: false).Where(p => !explained[p]))];
    }

    private IEnumerable<int> Requested() => Enumerable.Range(0, _graph.Packages.Count).Where(p => _graph.Packages[p].Requested);

    private IEnumerable<int> Sorted(IEnumerable<int> places) => places.OrderBy(p => _graph.Packages[p].Name, StringComparer.Ordinal).ThenBy(p => _graph.Packages[p].Manager);

    /// <summary>Steps from the nearest start to each package; -1 if it cannot be reached.</summary>
    private int[] Distances(IReadOnlyList<int> starts, DependencyQuery query)
    {
        int[] distance = new int[_graph.Packages.Count];
        for (int i = 0; i < distance.Length; i++)
        {
            distance[i] = -1;
        }

        Queue<int> open = new();
        foreach (int start in starts)
        {
            distance[start] = 0;
            open.Enqueue(start);
        }

        while (open.Count > 0)
        {
            int package = open.Dequeue();
            if (!GoesOn(package, distance[package], query))
            {
                continue;
            }

            PackageGraph.ReadOnlyPart next = query.Reverse ? _graph.DependentsOf(package) : _graph.NeedsOf(package);
            for (int i = 0; i < next.Count; i++)
            {
                if (distance[next[i]] < 0)
                {
                    distance[next[i]] = distance[package] + 1;
                    open.Enqueue(next[i]);
                }
            }
        }

        return distance;
    }

    /// <summary>A reverse tree ends at requested packages: they are the reason why the others are installed.</summary>
    private bool GoesOn(int package, int depth, DependencyQuery query) => !(query.Reverse && depth > 0 && Requests.IsByHand(_graph.Packages[package]));

    /// <summary>Depth first, with its own stack, because a chain of dependencies can be longer than the stack of the thread.</summary>
    private List<CondaPackageDependency> Walk(DependencyQuery query, IReadOnlyList<int> starts, CancellationToken cancellation)
    {
        int[] distance = Distances(starts, query);
        bool[] isShown = new bool[distance.Length];
        bool[] isOnPath = new bool[distance.Length];
        List<CondaPackageDependency> rows = [];
        Stack<(int Package, CondaPackageDependency Row, IReadOnlyList<Edge> Edges, int Next)> path = new();
        foreach (int start in starts.Distinct())
        {
            Enter(start, Start(start));
            while (path.Count > 0)
            {
                (int package, CondaPackageDependency row, IReadOnlyList<Edge> edges, int next) = path.Pop();
                if (next == edges.Count)
                {
                    isOnPath[package] = false;
                    continue;
                }

                path.Push((package, row, edges, next + 1));
                Edge edge = edges[next];
                int depth = row.Depth + 1;
                bool isHere = edge.IsWay && (query.All ? !isOnPath[edge.Place] : depth == distance[edge.Place] && !isShown[edge.Place]);
                bool isRepeated = edge.Place >= 0 && !isHere && distance[edge.Place] >= 0;
                CondaPackageDependency below = Row(edge, row, isRepeated, query.Reverse, isLast: next == edges.Count - 1);
                if (isHere)
                {
                    Enter(edge.Place, below);
                }
                else
                {
                    Add(below);
                }
            }
        }

        return rows;

        void Enter(int package, CondaPackageDependency row)
        {
            Add(row);
            isShown[package] = true;
            isOnPath[package] = true;
            bool isCut = row.Depth == query.Depth || !GoesOn(package, row.Depth, query);
            path.Push((package, row, isCut ? [] : query.Reverse ? Dependents(package, query) : Needs(package, query), 0));
        }

        void Add(CondaPackageDependency row)
        {
            if (query.All && rows.Count == MaxRows)
            {
                throw new CondaEnvException(
                    CondaErrorKind.TreeTooLarge,
                    $"The dependencies of '{_owner.EnvironmentName}' with all repetitions are more than {MaxRows.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} rows. Start from fewer packages, limit the depth, or do not repeat what several packages share.",
                    _owner.EnvironmentName);
            }

            if (rows.Count % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            rows.Add(row);
        }
    }

    /// <summary>The dependencies of a package, by name; virtual packages last.</summary>
    private IReadOnlyList<Edge> Needs(int package, DependencyQuery query)
    {
        List<Edge> edges = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Dependency dependency in Of(package))
        {
            // Records can list a dependency twice.
            if (IsWanted(dependency, query) && dependency.Place != package && seen.Add(dependency.Requirement))
            {
                bool isVirtual = dependency.State == DependencyState.Virtual;
                edges.Add(new Edge(dependency, isVirtual ? -1 : dependency.Place, isVirtual || dependency.Target is null ? dependency.Name : dependency.Target.Name));
            }
        }

        return Sort(edges);
    }

    /// <summary>The packages that need a package, or would with an extra, by name. All dependencies are evaluated once.</summary>
    private IReadOnlyList<Edge> Dependents(int package, DependencyQuery query)
    {
        _dependents ??= Enumerable.Range(0, _graph.Packages.Count)
            .SelectMany(asking => Of(asking).Where(d => d.Place >= 0 && d.Place != asking && d.State != DependencyState.Virtual).Select(dependency => (asking, dependency)))
            .ToLookup(static pair => pair.dependency.Place);
        List<Edge> edges = [];
        foreach ((int asking, Dependency dependency) in _dependents[package])
        {
            if (IsWanted(dependency, query))
            {
                edges.Add(new Edge(dependency, asking, _graph.Packages[asking].Name));
            }
        }

        return Sort(edges);
    }

    /// <summary>Constraints are limits, not dependencies.</summary>
    private static bool IsWanted(Dependency dependency, DependencyQuery query) => dependency.Kind != DependencyKind.Constrains && dependency.State switch
    {
        DependencyState.Excluded => query.IncludeOptional,
        DependencyState.Optional => query.IncludeOptional || dependency.Target is not null,
        _ => true,
    };

    /// <summary>Several dependencies on one package keep their recorded order.</summary>
    private static IReadOnlyList<Edge> Sort(List<Edge> edges) =>
        edges.Count < 2 ? edges : [.. edges.OrderBy(static e => e.Dependency.State == DependencyState.Virtual).ThenBy(static e => e.Name, StringComparer.Ordinal)];

    private List<CondaPackageDependency> Cycles(IReadOnlyList<int>? named, CancellationToken cancellation)
    {
        List<CondaPackageDependency> rows = [];
        foreach (int[] cycle in PackageCycles.Of(_graph, cancellation).Where(c => named is null || c.Any(named.Contains)))
        {
            CondaPackageDependency row = Start(cycle[0]);
            rows.Add(row);
            for (int i = 1; i <= cycle.Length; i++)
            {
                int place = cycle[i % cycle.Length];
                Dependency dependency = Of(cycle[i - 1]).First(d => d.Place == place && d.IsEdge);
                rows.Add(row = Row(new Edge(dependency, place, _graph.Packages[place].Name), row, isRepeated: i == cycle.Length, isReverse: false, isLast: true));
            }
        }

        return rows;
    }

    private IReadOnlyList<Dependency> Of(int package)
    {
        if (!_dependencies.TryGetValue(package, out IReadOnlyList<Dependency>? dependencies))
        {
            _dependencies.Add(package, dependencies = DependencyStates.Of(_graph, package, _channels));
        }

        return dependencies;
    }

    private CondaPackageDependency Start(int place)
    {
        CondaPackage package = _graph.Packages[place];
        return new CondaPackageDependency(null)
        {
            Name = package.Name,
            Version = package.Version,
            Manager = package.Manager,
            Requirement = package.RequestedSpec,
            State = DependencyStates.OfRequest(package),
            Requested = package.Requested,
            EnvironmentName = _owner.EnvironmentName,
            Prefix = _owner.Prefix,
            ComputerName = _owner.ComputerName,
            IsLast = true,
        };
    }

    private CondaPackageDependency Row(Edge edge, CondaPackageDependency above, bool isRepeated, bool isReverse, bool isLast)
    {
        CondaPackage? package = edge.Place < 0 ? null : _graph.Packages[edge.Place];
        return new CondaPackageDependency(above)
        {
            Name = edge.Name,
            Version = package?.Version,
            Manager = package?.Manager ?? (edge.Dependency.Kind == DependencyKind.RequiresDist ? PackageManager.Pip : PackageManager.Conda),
            Requirement = edge.Dependency.Requirement,
            State = edge.Dependency.State,
            Requested = package?.Requested ?? false,
            Repeated = isRepeated,
            EnvironmentName = _owner.EnvironmentName,
            Prefix = _owner.Prefix,
            ComputerName = _owner.ComputerName,
            IsLast = isLast,
            IsReverse = isReverse,
        };
    }

    /// <summary>A line below a package: the dependency and the package that it requires.</summary>
    /// <param name="Dependency">The dependency.</param>
    /// <param name="Place">Index of the package; -1 if it is not installed.</param>
    /// <param name="Name">Its name.</param>
    private readonly record struct Edge(Dependency Dependency, int Place, string Name)
    {
        /// <summary>Whether the tree goes on from here.</summary>
        public bool IsWay => Place >= 0 && Dependency.IsEdge;
    }
}
