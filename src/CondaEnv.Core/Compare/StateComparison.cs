using System;
using System.Collections.Generic;
using CondaEnv.Packages.Changes;
using CondaEnv.Specs.Names;

namespace CondaEnv.Compare;

/// <summary>Compares packages with packages.</summary>
internal static class StateComparison
{
    /// <summary>Compares.</summary>
    /// <param name="reference">The packages of the reference.</param>
    /// <param name="difference">The packages compared with them.</param>
    /// <param name="rows">Takes the differences.</param>
    public static void Compare(IEnumerable<CondaPackage> reference, IEnumerable<CondaPackage> difference, DifferenceRows rows)
    {
        Dictionary<PackageKey, CondaPackage> before = [];
        HashSet<PackageKey> seen = [];
        foreach (CondaPackage package in reference)
        {
            // Two of one name are one fault of the environment; Python finds the first.
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

        // What one manager gave up and the other took over is one change, not two.
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

    private static string Other(CondaPackage package) =>
        $"{(package.Manager == PackageManager.Conda ? PackageManager.Pip : PackageManager.Conda)}|{PipName.Normalize(package.Name)}";
}
