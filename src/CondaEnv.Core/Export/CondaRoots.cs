using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Export;

/// <summary>A conda package that a portable export lists.</summary>
/// <param name="Package">The installed package.</param>
/// <param name="Spec">The user's request; null if there is none, or if it is not a valid spec.</param>
/// <param name="IsRequested">True if the user requested it by name.</param>
internal sealed record CondaRoot(CondaPackage Package, MatchSpec? Spec, bool IsRequested);

/// <summary>
/// Chooses the conda packages of a portable export: the requested ones (from the history, then from the records'
/// requested specs), or the leaves of the graph if there are no requests (explicit installs, clones, pixi, ArcGIS), or
/// both. Python is always included if it is installed.
/// </summary>
internal static class CondaRoots
{
    /// <summary>Written with its minor version if it was not requested; see <see cref="Choose"/>.</summary>
    public const string Python = "python";

    /// <summary>Chooses the packages, and reports the choice if the caller did not specify it.</summary>
    public static IReadOnlyList<CondaRoot> Choose(ExportSource source, LossReport losses)
    {
        List<CondaRoot> requested = Requested(source);
        List<CondaRoot> byHand = [.. requested.Where(static r => r.Spec is null || !Requests.IsFromExplicitFile(r.Spec, r.Package))];
        ExportRoots roots = source.Options.Roots
            ?? (requested.Count == 0 ? ExportRoots.Leaves : byHand.Count == requested.Count ? ExportRoots.History : ExportRoots.Both);
        if (source.Options.Roots is null)
        {
            losses.RootsChosen(roots, requested.Count, requested.Count - byHand.Count);
        }

        // If only the history was requested, all of it is used, whatever created it.
        List<CondaRoot> chosen = roots == ExportRoots.Leaves ? [] : source.Options.Roots == ExportRoots.History ? requested : byHand;
        HashSet<string> names = new(chosen.Select(static r => r.Package.Name), StringComparer.Ordinal);
        if (roots != ExportRoots.History)
        {
            Dictionary<string, CondaRoot> wanted = byHand.ToDictionary(static r => r.Package.Name, StringComparer.Ordinal);
            foreach (CondaPackage leaf in PackageLeaves.Of(new PackageGraph(source.CondaPackages)))
            {
                if (names.Contains(leaf.Name))
                {
                    continue;
                }

                CondaRoot root = wanted.TryGetValue(leaf.Name, out CondaRoot? asked) ? asked : new CondaRoot(leaf, null, IsRequested: false);
                if (!root.IsRequested && PlatformBound.FamilyOf(leaf) is { } family)
                {
                    losses.PlatformBoundOmitted(leaf, family);
                    continue;
                }

                names.Add(leaf.Name);
                chosen.Add(root);
            }
        }

        // Python is never a leaf and rarely requested, but determines most other versions.
        if (source.CondaPackages.FirstOrDefault(static p => p.Name == Python) is { } python && names.Add(Python))
        {
            chosen.Add(new CondaRoot(python, null, IsRequested: false));
        }

        // A package that is pinned by name should be listed.
        foreach (KeyValuePair<string, PinPrecision> pin in source.Options.PinPackages)
        {
            CondaPackage? named = source.CondaPackages.FirstOrDefault(p => string.Equals(p.Name, pin.Key, StringComparison.OrdinalIgnoreCase));
            if (named is not null && names.Add(named.Name))
            {
                chosen.Add(new CondaRoot(named, null, IsRequested: false));
            }
        }

        return chosen;
    }

    private static List<CondaRoot> Requested(ExportSource source)
    {
        // A record that pip has overwritten was still requested; the pip section of the file then contains pip's
        // package.
        Dictionary<string, CondaPackage> installed = source.CondaPackages
            .Concat(source.PythonPackages.Select(static p => p.Replaces).OfType<CondaPackage>())
            .GroupBy(static p => p.Name, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);
        List<CondaRoot> requested = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, MatchSpec> entry in source.Contents.RequestedSpecs)
        {
            if (installed.TryGetValue(entry.Key, out CondaPackage? package) && names.Add(entry.Key))
            {
                requested.Add(new CondaRoot(package, entry.Value, IsRequested: true));
            }
        }

        requested.AddRange(source.CondaPackages
            .Where(p => p.Requested && names.Add(p.Name))
            .Select(static p => new CondaRoot(p, p.RequestedSpecSource as MatchSpec, IsRequested: true)));
        return requested;
    }
}
