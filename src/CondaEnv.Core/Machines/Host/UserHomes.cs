using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Disk;
using System.Linq;

namespace CondaEnv.Machines.Host;

/// <summary>The homes of the machine's users; this user's is first.</summary>
internal static class UserHomes
{
    /// <summary>The existing homes, each once.</summary>
    /// <remarks>
    /// conda reads the password database, and on Windows lists the folders next to the user's own
    /// (list_all_known_prefixes). Some of those are links that are not a home: <c>All Users</c> refers to ProgramData,
    /// and <c>Default User</c> to the template next to it. A link to a home on another drive counts.
    /// </remarks>
    public static IReadOnlyList<string> All(Machine machine, LinkResolver links)
    {
        List<string> homes = [];
        HashSet<string> seen = new(machine.PathComparer);
        if (machine.IsWindows)
        {
            seen.Add(links.Resolve(MachinePaths.Trim(machine.ProgramData)));
        }

        string own = MachinePaths.Trim(machine.HomeDirectory);
        foreach (string home in Candidates(machine).Select(MachinePaths.Trim).Where(ReadOnlyDisk.IsFolder).OrderBy(home => !machine.PathComparer.Equals(home, own) && links.IsLink(home)))
        {
            if (seen.Add(links.Resolve(home)))
            {
                homes.Add(home);
            }
        }

        return homes;
    }

    private static IEnumerable<string> Candidates(Machine machine)
    {
        yield return machine.HomeDirectory;
        string? beside = machine.IsWindows ? MachinePaths.Parent(machine.HomeDirectory) : machine.SystemPath(machine.IsMacOS ? "/Users" : "/home");
        foreach (string home in beside is null ? [] : Folders(beside))
        {
            yield return home;
        }

        if (machine.IsWindows)
        {
            yield break;
        }

        // Homes in other locations. Service accounts use '/', '/nonexistent' and similar folders, which are not homes
        // of users.
        foreach (string line in Lines(machine.SystemPath("/etc/passwd")))
        {
            string[] fields = line.Split(':');
            if (fields.Length >= 7 && fields[5].Length > 1 && fields[5][0] == '/' && !IsOfTheSystem(fields[5]))
            {
                yield return machine.SystemPath(fields[5]);
            }
        }
    }

    private static bool IsOfTheSystem(string home) =>
        home.StartsWith("/bin", StringComparison.Ordinal) || home.StartsWith("/dev", StringComparison.Ordinal) || home.StartsWith("/proc", StringComparison.Ordinal);

    private static IReadOnlyList<string> Folders(string path)
    {
        try
        {
            return ReadOnlyDisk.Folders(path);
        }
        catch (CondaEnvException)
        {
            return [];
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return ReadOnlyDisk.ReadText(path, ReadRule.Record).Split('\n');
        }
        catch (CondaEnvException)
        {
            return [];
        }
    }
}
