using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Source;
using CondaEnv.Packages.Graph;

namespace CondaEnv.Export;

/// <summary>A pip package that a portable export names, with the extras that were asked for.</summary>
internal sealed record PipRoot(CondaPackage Package, IReadOnlyList<string> Extras);

/// <summary>
/// Chooses the pip packages that a portable export names: those that were asked for (PEP 376, <c>REQUESTED</c>) and
/// those that nothing installed requires.
/// </summary>
/// <remarks>
/// pip does not write down extras. A package that only an extra of another requires is what that extra installed, and
/// the other is then named with it: <c>mkdocstrings[python]</c> for <c>mkdocstrings-python</c>.
/// </remarks>
internal sealed class PipRoots
{
    private readonly PackageGraph _graph;

    private PipRoots(PackageGraph graph) => _graph = graph;

    /// <summary>Chooses.</summary>
    public static IReadOnlyList<PipRoot> Choose(ExportSource source)
    {
        PackageGraph graph = source.Contents.Graph;
        int[] packages = [.. source.PipPackages.Where(static p => p.Name != "pip").Select(graph.PlaceOf)];
        Dictionary<int, List<string>> extras = [];
        HashSet<int> chosen = new PipRoots(graph).TopLevel(packages, extras);
        return source.Options.Pip switch
        {
            PipSelection.None => [],
            PipSelection.All => [.. packages.Select(Root)],
            _ => [.. packages.Where(chosen.Contains).Select(Root)],
        };

        PipRoot Root(int package) =>
            new(graph.Packages[package], extras.TryGetValue(package, out List<string>? names) ? [.. names.OrderBy(static n => n, StringComparer.Ordinal)] : []);
    }

    private HashSet<int> TopLevel(int[] packages, Dictionary<int, List<string>> extras)
    {
        HashSet<int> chosen = [.. packages.Where(p => _graph.Packages[p].Requested || _graph.Packages[p].Editable)];
        HashSet<int> unexplained = [.. packages.Where(p => !chosen.Contains(p) && _graph.DependentsOf(p).Count == 0)];
        while (Best(chosen.Concat(unexplained), unexplained) is { } best)
        {
            if (!extras.TryGetValue(best.Owner, out List<string>? names))
            {
                extras.Add(best.Owner, names = []);
            }

            names.Add(best.Extra);
            unexplained.ExceptWith(best.Members);
        }

        chosen.UnionWith(unexplained);
        return chosen;
    }

    /// <summary>The extra whose requirements are all installed and that explains a package; the smallest one, so that <c>all</c> is not named for one of its parts.</summary>
    private Explanation? Best(IEnumerable<int> owners, HashSet<int> unexplained) => owners
        .SelectMany(owner => _graph.Requirements.Of(owner).SelectMany(static r => r.OfExtras).Distinct(StringComparer.Ordinal).Select(extra => Explain(owner, extra)))
        .Where(e => e.IsInstalled && e.Members.Any(m => m != e.Owner && unexplained.Contains(m)))
        .OrderBy(static e => e.Members.Count)
        .ThenBy(e => _graph.Packages[e.Owner].Name, StringComparer.Ordinal)
        .ThenBy(static e => e.Extra, StringComparer.Ordinal)
        .FirstOrDefault();

    private Explanation Explain(int owner, string extra)
    {
        PipRequirement[] wanted = [.. _graph.Requirements.Of(owner).Where(r =>
            r.OfExtras.Contains(extra) && r.Target != owner && r.HoldsWith(_graph.Markers, extra) != false && r.HoldsWith(_graph.Markers) != true)];

        // A condition that nobody can decide may not have been met where this was installed.
        bool installed = wanted.All(r => r.Target >= 0 || r.HoldsWith(_graph.Markers, extra) is null);
        return new Explanation(owner, extra, [.. wanted.Where(static r => r.Target >= 0).Select(static r => r.Target)], installed);
    }

    private sealed record Explanation(int Owner, string Extra, HashSet<int> Members, bool IsInstalled);
}
