using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Specs.Names;

namespace CondaEnv.Prefixes;

/// <summary>
/// Determines the installed packages if both conda and pip installed a package of one name: pip's package counts.
/// </summary>
internal static class PipOverConda
{
    /// <summary>Replaces overwritten records with pip's packages; the records remain accessible.</summary>
    /// <param name="prefix">Path of the environment.</param>
    /// <param name="records">The records by name; overwritten ones are removed.</param>
    /// <param name="pip">The packages that pip installed.</param>
    /// <param name="clobbered">Records whose Python metadata is missing.</param>
    /// <param name="report">Called for problems.</param>
    /// <param name="gone">The clobbered records that no package has replaced.</param>
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
            // For two distributions of one name, conda shows the last one. Python more likely imports the newer one.
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
