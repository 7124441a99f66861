using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Changes;
using CondaEnv.Specs.Names;

namespace CondaEnv.Compare;

/// <summary>Compares lists of packages.</summary>
internal static class StateComparison
{
    /// <summary>
    /// Pairs packages by manager and name. A pair that differs in version, build, channel or source is a row, and so is
    /// a package without a counterpart.
    /// </summary>
    /// <param name="reference">The packages of the reference side.</param>
    /// <param name="difference">The packages of the difference side.</param>
    /// <param name="rows">Receives the differences.</param>
    public static void Compare(IReadOnlyCollection<CondaPackage> reference, IReadOnlyCollection<CondaPackage> difference, DifferenceRows rows)
    {
        Dictionary<PackageKey, CondaPackage> before = [];
        HashSet<PackageKey> seen = [];
        foreach (CondaPackage package in reference)
        {
            // Two packages of one name are a single defect of the environment; Python uses the first.
            PackageKey key = PackageKey.Of(package);
            if (seen.Add(key))
            {
                before.Add(key, package);
            }
        }

        List<CondaPackage> added = [];
        seen.Clear();
        foreach (CondaPackage package in difference)
        {
            PackageKey key = PackageKey.Of(package);
            if (!seen.Add(key))
            {
                continue;
            }

            if (before.TryGetValue(key, out CondaPackage? old))
            {
                before.Remove(key);
                (PackageChange change, ChangeLevel? level) = PackageStep.Between(old, package);
                rows.Add(old, package, change, level);
            }
            else
            {
                added.Add(package);
            }
        }

        MatchProvided(before, added, reference, difference, rows);

        // A package that moved from one manager to the other is one change, not two.
        Dictionary<string, CondaPackage> gone = new(StringComparer.Ordinal);
        foreach (CondaPackage package in before.Values)
        {
            gone[Other(package)] = package;
        }

        foreach (CondaPackage package in added)
        {
            string key = $"{package.Manager}|{PipName.Normalize(package.Name)}";
            if (gone.TryGetValue(key, out CondaPackage? old))
            {
                gone.Remove(key);
                before.Remove(PackageKey.Of(old));
                (PackageChange change, ChangeLevel? level) = PackageStep.Between(old, package);
                rows.Add(old, package, change, level, $"{old.Manager.ToString().ToLowerInvariant()} -> {package.Manager.ToString().ToLowerInvariant()}");
            }
            else
            {
                rows.Add(null, package, PackageChange.Added);
            }
        }

        foreach (CondaPackage package in before.Values)
        {
            rows.Add(package, null, PackageChange.Removed);
        }
    }

    /// <summary>
    /// conda lists projects that its packages provide as pip packages; if the other side has the providing package,
    /// that is not a difference.
    /// </summary>
    private static void MatchProvided(
        Dictionary<PackageKey, CondaPackage> before, List<CondaPackage> added,
        IReadOnlyCollection<CondaPackage> reference, IReadOnlyCollection<CondaPackage> difference, DifferenceRows rows)
    {
        foreach (CondaPackage old in before.Values.ToArray())
        {
            if (Provided(difference, old) is { } now)
            {
                before.Remove(PackageKey.Of(old));
                AddStep(old, now, rows);
            }
        }

        foreach (CondaPackage now in added.ToArray())
        {
            if (Provided(reference, now) is { } old)
            {
                added.Remove(now);
                AddStep(old, now, rows);
            }
        }
    }

    private static CondaPackage? Provided(IEnumerable<CondaPackage> packages, CondaPackage package) => package.Manager != PackageManager.Pip
        ? null
        : packages.Where(static p => p.Provides.Count > 0).Select(p => p.Provided(package.Name)).FirstOrDefault(static p => p is not null);

    private static void AddStep(CondaPackage old, CondaPackage now, DifferenceRows rows)
    {
        (PackageChange change, ChangeLevel? level) = PackageStep.Between(old, now);
        rows.Add(old, now, change, level);
    }

    private static string Other(CondaPackage package) =>
        $"{(package.Manager == PackageManager.Conda ? PackageManager.Pip : PackageManager.Conda)}|{PipName.Normalize(package.Name)}";
}
