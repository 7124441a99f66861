using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CondaEnv.Compare;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Matching;
using CondaEnv.Packages.Trees;

namespace CondaEnv;

/// <content>Dependency trees.</content>
internal sealed partial class EnvironmentService
{
    /// <summary>Names of the packages that a tree starts from; see <see cref="PackageNames"/>.</summary>
    /// <param name="names">Names, patterns, MatchSpecs.</param>
    /// <param name="pattern">Makes a test of a pattern: each front end has its own wildcards. Null for <c>*</c> and <c>?</c>.</param>
    /// <exception cref="CondaEnvException">SpecInvalid.</exception>
    public PackageNames Named(IEnumerable<string> names, Func<string, Func<string, bool>>? pattern = null) => new(names, Channels, pattern);

    /// <summary>
    /// Packages, for a tree that starts from them. Those of an environment of this machine stand for it, as it is now; others,
    /// such as the answer of another machine, are all that there is.
    /// </summary>
    /// <param name="packages">Packages of one environment.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="CondaEnvException">As <see cref="Locate(string)"/> and <see cref="Read"/>.</exception>
    public ComparedSide SideWith(IReadOnlyList<CondaPackage> packages, CancellationToken cancellation) =>
        packages.Count > 0 && packages[0].Prefix.Length > 0 && string.Equals(packages[0].ComputerName, _machine.ComputerName, StringComparison.OrdinalIgnoreCase)
            ? Side(Locate(packages[0].Prefix), cancellation)
            : ComparedSide.Of(packages);

    /// <summary>The rows of a dependency tree; see <see cref="DependencyTree"/>.</summary>
    /// <param name="side">An environment, a file or a list of packages.</param>
    /// <param name="query">The rows to return.</param>
    /// <param name="names">The packages to start from.</param>
    /// <param name="from">Piped packages, to start from if none is named; all packages of an environment mean the environment.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="CondaEnvException">TreeTooLarge, FormatUnsupported, LockEnvironmentRequired; SpecInvalid. Reported: PackageNotFound.</exception>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public IReadOnlyList<CondaPackageDependency> Dependencies(
        ComparedSide side, DependencyQuery query, PackageNames names, IReadOnlyList<CondaPackage>? from, CancellationToken cancellation)
    {
        (DependencyTree tree, IReadOnlyList<int>? starts) = Tree(side, names, from);
        return tree.Rows(query, starts, cancellation);
    }

    /// <summary>The numbers of a tree; null if none of the named packages is installed.</summary>
    /// <inheritdoc cref="Dependencies" path="/param[@name!='query']"/>
    /// <exception cref="CondaEnvException">FormatUnsupported, LockEnvironmentRequired; SpecInvalid. Reported: PackageNotFound.</exception>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public CondaDependencySummary? DependencySummary(ComparedSide side, PackageNames names, IReadOnlyList<CondaPackage>? from, CancellationToken cancellation)
    {
        (DependencyTree tree, IReadOnlyList<int>? starts) = Tree(side, names, from);
        return starts is { Count: 0 } ? null : tree.Summary(starts, cancellation);
    }

    private (DependencyTree Tree, IReadOnlyList<int>? Starts) Tree(ComparedSide side, PackageNames names, IReadOnlyList<CondaPackage>? from)
    {
        ComparedSide packages = side.For(side.OnlyPlatform);
        if (packages.Graph is not { } graph)
        {
            throw new CondaEnvException(
                CondaErrorKind.FormatUnsupported, $"'{side.Label}' lists what is requested, not what is installed. Use an environment, a lock file, a record or a list of packages.", side.Label);
        }

        if (graph.Packages.Count > 1 && graph.Packages.All(static p => PackageGraph.DependsOf(p).Count == 0 && p.Requires.Count == 0))
        {
            _warn?.Invoke($"'{side.Label}' does not record what its packages depend on. Use an environment, a lock file or a record.");
        }

        TreeOwner owner = new(side.Label, side.Prefix ?? "", side.ComputerName ?? "");
        return (new DependencyTree(graph, owner, side.Prefix is { Length: > 0 } prefix && side.File is null ? ChannelsFor(prefix) : Channels), Starts());

        IReadOnlyList<int>? Starts()
        {
            if (!names.IsEmpty)
            {
                return names.Find(graph.Packages, side.Label, _report);
            }

            if (from is null)
            {
                return null;
            }

            List<int> starts = [];
            foreach (CondaPackage package in from)
            {
                int place = graph.PlaceOf(package);
                if (place < 0)
                {
                    _report(PackageNames.NotFound(package.Name, graph.Packages, side.Label));
                }
                else
                {
                    starts.Add(place);
                }
            }

            return starts.Distinct().Count() == graph.Packages.Count ? null : starts;
        }
    }
}
