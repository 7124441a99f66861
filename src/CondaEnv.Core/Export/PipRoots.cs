using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Source;
using CondaEnv.Packages.Graph;

namespace CondaEnv.Export;

/// <summary>A pip package that a portable export lists, with its requested extras.</summary>
internal sealed record PipRoot(CondaPackage Package, IReadOnlyList<string> Extras);

/// <summary>
/// Chooses the pip packages of a portable export: requested ones (PEP 376, <c>REQUESTED</c>), and those that no
/// installed package requires.
/// </summary>
/// <remarks>
/// pip does not record extras. If only an extra of another package requires a package, that extra probably installed
/// it, and the other package is listed with it: <c>mkdocstrings[python]</c> for <c>mkdocstrings-python</c>.
/// </remarks>
internal sealed class PipRoots
{
    private readonly PackageGraph _graph;

    private PipRoots(PackageGraph graph) => _graph = graph;

    /// <summary>
    /// The pip packages that the export lists according to <see cref="ExportOptions.Pip"/>, with extras that account
    /// for other packages.
    /// </summary>
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

        // Smallest first, so that 'all' is not used for one of its parts. Packages are only removed from the set. An
        // explanation that no longer explains anything never will again, so each is considered once.
        foreach (Explanation best in chosen.Concat(unexplained).SelectMany(Explain)
                     .OrderBy(static e => e.Members.Count).ThenBy(e => _graph.Packages[e.Owner].Name, StringComparer.Ordinal).ThenBy(static e => e.Extra, StringComparer.Ordinal).ToArray())
        {
            if (!(chosen.Contains(best.Owner) || unexplained.Contains(best.Owner)) || !best.Members.Any(m => m != best.Owner && unexplained.Contains(m)))
            {
                continue;
            }

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

    /// <summary>
    /// The extras of a package whose requirements are all installed, and the packages that they require.
    /// </summary>
    private IEnumerable<Explanation> Explain(int owner)
    {
        Dictionary<string, (HashSet<int> Members, bool IsInstalled)> extras = new(StringComparer.Ordinal);
        foreach (PipRequirement requirement in _graph.Requirements.Of(owner))
        {
            // A condition may name any number of extras. Testing once with any extra avoids testing each one if none
            // can fulfil it.
            bool mayHold = requirement.Target != owner && requirement.HoldsWith(_graph.Markers, null) != false;
            foreach (string extra in requirement.OfExtras)
            {
                (HashSet<int> members, bool isInstalled) = extras.TryGetValue(extra, out (HashSet<int> Members, bool IsInstalled) known) ? known : ([], true);
                if (mayHold && requirement.HoldsWith(_graph.Markers, extra) is not false and var holds && requirement.HoldsWith(_graph.Markers) != true)
                {
                    // An undecidable condition may have been false on the machine that installed this.
                    isInstalled &= requirement.Target >= 0 || holds is null;
                    if (requirement.Target >= 0)
                    {
                        members.Add(requirement.Target);
                    }
                }

                extras[extra] = (members, isInstalled);
            }
        }

        return extras.Where(static e => e.Value.IsInstalled).Select(e => new Explanation(owner, e.Key, e.Value.Members));
    }

    private sealed record Explanation(int Owner, string Extra, HashSet<int> Members);
}
