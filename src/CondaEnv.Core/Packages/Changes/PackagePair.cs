using System;
using System.Collections.Generic;

namespace CondaEnv.Packages.Changes;

/// <summary>The states of one package before and after a change; one of the two may be missing.</summary>
internal readonly struct PackagePair
{
    private PackagePair(string name, CondaPackage? reference, CondaPackage? difference)
    {
        Name = name;
        Reference = reference;
        Difference = difference;
    }

    /// <summary>Name of the package, in lower case.</summary>
    public string Name { get; }

    /// <summary>The package before; null if it was not installed.</summary>
    public CondaPackage? Reference { get; }

    /// <summary>The package after; null if it is no longer installed.</summary>
    public CondaPackage? Difference { get; }

    /// <summary>Pairs two lists of conda packages by name, sorted by name.</summary>
    public static IEnumerable<PackagePair> Join(IReadOnlyList<CondaPackage> reference, IReadOnlyList<CondaPackage> difference)
    {
        SortedDictionary<string, PackagePair> pairs = new(StringComparer.Ordinal);
        foreach (CondaPackage package in reference)
        {
            string name = package.Name.ToLowerInvariant();
            pairs[name] = new PackagePair(name, package, null);
        }

        foreach (CondaPackage package in difference)
        {
            string name = package.Name.ToLowerInvariant();
            pairs.TryGetValue(name, out PackagePair pair);
            pairs[name] = new PackagePair(name, pair.Reference, package);
        }

        return pairs.Values;
    }
}
