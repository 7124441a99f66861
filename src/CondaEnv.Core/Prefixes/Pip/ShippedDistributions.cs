using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Specs.Names;

namespace CondaEnv.Prefixes.Pip;

/// <summary>
/// Python distributions that conda records ship under other names than their own. conda takes one of a record's anchors for
/// the package itself, and lists the others as pip's; what the record owns is conda's all the same.
/// </summary>
internal sealed class ShippedDistributions
{
    private readonly List<(CondaPackage Package, CondaRecord Owner)> _taken = [];
    private Dictionary<string, CondaRecord> _owners = new(StringComparer.Ordinal);

    /// <summary>Finds who ships what, and tells the packages what they provide.</summary>
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

    /// <summary>Takes the distribution of an anchor that a record ships; false for any other.</summary>
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
    /// What is conda's of that, by name. A record that is set aside ships nothing any more, and of a name that another record
    /// has, conda shows the distribution instead of the record: these are pip's.
    /// </summary>
    /// <param name="names">Names of all records.</param>
    /// <param name="pip">Takes what is pip's.</param>
    /// <param name="clobbered">The records that are set aside.</param>
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
