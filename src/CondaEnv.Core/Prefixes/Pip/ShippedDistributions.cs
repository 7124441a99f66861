using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Specs.Names;

namespace CondaEnv.Prefixes.Pip;

/// <summary>
/// Python distributions that conda records contain under names other than their own. conda treats one anchor of a
/// record as the package itself and lists the others as pip packages, although everything that the record owns belongs
/// to conda.
/// </summary>
internal sealed class ShippedDistributions
{
    private readonly List<(CondaPackage Package, CondaRecord Owner)> _taken = [];
    private Dictionary<string, CondaRecord> _owners = new(StringComparer.Ordinal);

    /// <summary>
    /// Finds the distributions that records contain, and sets <see cref="CondaPackage.Provides"/> of the packages.
    /// </summary>
    public static ShippedDistributions Find(IEnumerable<CondaRecord> records, SitePackages site)
    {
        HashSet<string> present = new(site.Anchors, site.Comparer);
        Dictionary<string, CondaRecord> owners = new(site.Comparer);
        foreach (CondaRecord record in records)
        {
            string own = PipName.Normalize(record.Package.Name);
            List<string> provides = [];
            foreach (string anchor in site.AnchorsOf(record.Anchors))
            {
                (string name, string? version) = SitePackages.NameOf(anchor);
                if (present.Contains(anchor) && PipName.Normalize(name) != own)
                {
                    owners[anchor] = record;
                    provides.Add(version is null ? name : name + "==" + version);
                }
            }

            provides.Sort(StringComparer.OrdinalIgnoreCase);
            record.Package.Provides = provides;
        }

        return new ShippedDistributions { _owners = owners };
    }

    /// <summary>Stores the distribution of an anchor that a record owns; false for any other anchor.</summary>
    public bool Take(string anchor, CondaPackage package)
    {
        if (!_owners.TryGetValue(anchor, out CondaRecord? owner))
        {
            return false;
        }

        _taken.Add((package, owner));
        return true;
    }

    /// <summary>
    /// Returns the distributions that belong to conda, sorted by name. Two groups belong to pip instead: those of a
    /// record that was set aside, and those with the name of another record, because conda shows the distribution
    /// instead of that record.
    /// </summary>
    /// <param name="names">Names of all records.</param>
    /// <param name="pip">Receives the distributions that belong to pip.</param>
    /// <param name="clobbered">The records that were set aside.</param>
    public IReadOnlyList<CondaPackage> Divide(IEnumerable<string> names, List<CondaPackage> pip, List<CondaRecord> clobbered)
    {
        HashSet<string> taken = new(names.Select(PipName.Normalize), StringComparer.Ordinal);
        List<CondaPackage> provided = [];
        foreach ((CondaPackage package, CondaRecord owner) in _taken)
        {
            (clobbered.Contains(owner) || taken.Contains(PipName.Normalize(package.Name)) ? pip : provided).Add(package);
        }

        provided.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return provided;
    }
}
