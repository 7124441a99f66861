using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Specs.Names;

namespace CondaEnv.Prefixes;

/// <summary>What is installed where conda and pip share an environment: of two packages of one name, the one that pip installed.</summary>
internal static class PipOverConda
{
    /// <summary>Puts pip's packages in the place of the records that they overwrote; the records stay reachable.</summary>
    /// <param name="prefix">The environment.</param>
    /// <param name="records">The records by name; those that are overwritten are taken out.</param>
    /// <param name="pip">What pip installed.</param>
    /// <param name="clobbered">Records whose Python metadata is gone.</param>
    /// <param name="report">Takes the problems.</param>
    /// <param name="gone">Those of the clobbered records that nothing has taken the place of.</param>
    public static CondaPackage[] Merge(
        string prefix, Dictionary<string, CondaRecord> records, List<CondaPackage> pip, List<CondaRecord> clobbered,
        Action<CondaEnvException> report, out List<CondaPackage> gone)
    {
        foreach (CondaRecord record in clobbered)
        {
            records.Remove(record.Package.Name);
        }

        Dictionary<string, CondaPackage> pipByName = new(StringComparer.Ordinal);
        foreach (CondaPackage package in pip)
        {
            // Two distributions of one name: conda shows whichever comes last; the newer is what Python imports more likely.
            if (!pipByName.TryGetValue(package.Name, out CondaPackage? other) || other.Version.CompareTo(package.Version) < 0)
            {
                pipByName[package.Name] = package;
            }
        }

        gone = [];
        foreach (CondaRecord record in clobbered)
        {
            if (pipByName.TryGetValue(PipName.CondaSpelling(record.Package.Name), out CondaPackage? successor))
            {
                successor.Replaces = record.Package;
                continue;
            }

            gone.Add(record.Package);
            string path = Path.Combine(prefix, "conda-meta", record.FileName);
            report(new CondaEnvException(
                CondaErrorKind.RecordInvalid,
                $"The record '{path}' describes a package whose Python metadata is gone: pip has removed or renamed it. The package is left out; conda would delete the record.",
                path) { LeavesNothingOut = true });
        }

        foreach (CondaPackage package in pipByName.Values)
        {
            if (records.TryGetValue(package.Name, out CondaRecord? masked))
            {
                package.Replaces ??= masked.Package;
                records.Remove(package.Name);
            }
        }

        CondaPackage[] packages = new CondaPackage[records.Count + pipByName.Count];
        int at = 0;
        foreach (CondaRecord record in records.Values)
        {
            packages[at++] = record.Package;
        }

        pipByName.Values.CopyTo(packages, at);
        Array.Sort(packages, static (a, b) => a.Manager != b.Manager ? a.Manager.CompareTo(b.Manager) : string.CompareOrdinal(a.Name, b.Name));
        return packages;
    }
}
