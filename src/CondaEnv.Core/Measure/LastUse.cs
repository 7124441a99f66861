using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Measure;

/// <summary>
/// Estimates when an environment was last used. Activation writes nothing, so only traces remain; the newest counts.
/// </summary>
internal static class LastUse
{
    /// <summary>Where programs of an environment are that run whatever it is used for: Python, and R.</summary>
    private static readonly string[][] s_interpreters =
    [
        ["bin", "python"], ["python.exe"], ["Scripts", "python.exe"], ["lib", "R", "bin", "exec", "R"], ["Lib", "R", "bin", "x64", "R.exe"],
    ];

    /// <summary>The newest trace; null if there is none.</summary>
    /// <param name="prefix">Path of the environment.</param>
    /// <param name="footprint">What the environment takes on disk.</param>
    /// <param name="history">When its history was last written, in local time; null if it has none.</param>
    /// <param name="keepsAccessTimes">False to ignore access times, because the file system does not update them.</param>
    public static (DateTime Time, UseEvidence Evidence)? Of(string prefix, Footprint footprint, DateTime? history, bool keepsAccessTimes)
    {
        (DateTime Time, UseEvidence Evidence)? newest = null;
        void Add(long ticks, UseEvidence evidence)
        {
            if (ticks > 0 && new DateTime(ticks, DateTimeKind.Utc).ToLocalTime() is var time && (newest is not { } before || time > before.Time))
            {
                newest = (time, evidence);
            }
        }

        Add(history?.ToUniversalTime().Ticks ?? 0, UseEvidence.History);
        Add(footprint.SitePackagesChanged, UseEvidence.SitePackages);
        Add(footprint.BytecodeChanged, UseEvidence.Bytecode);
        Add(ActivityRecords.LastRun(prefix), UseEvidence.Activity);
        foreach (long accessed in keepsAccessTimes ? Accesses(prefix, footprint) : [])
        {
            Add(accessed, UseEvidence.Interpreter);
        }

        return newest;
    }

    private static IEnumerable<long> Accesses(string prefix, Footprint footprint)
    {
        foreach (string[] interpreter in s_interpreters)
        {
            string path = Path.Combine([prefix, .. interpreter]);

            // A venv links to the Python of another environment. A hard link in another one would tell of its use, too.
            if (File.Exists(path) && LinkTarget.Final(path) is { } real && LinkTarget.IsInside(real, prefix)
                && DiskStatus.Of(real) is { } item && item.Accessed > item.Modified && (item.Links <= 1 || footprint.LinksTo(item.Id) >= item.Links))
            {
                yield return item.Accessed;
            }
        }
    }
}
