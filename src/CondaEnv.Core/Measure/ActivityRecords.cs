using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Measure;

/// <summary>
/// What Windows records of the programs that each user has run: the Background Activity Moderator (BAM) of Windows 10, version 1809,
/// and later keeps the full path of a program and the time of its last run. Only administrators may read it, and not every
/// program appears.
/// </summary>
internal static class ActivityRecords
{
    private const string Users = @"SYSTEM\CurrentControlSet\Services\bam\State\UserSettings";

    /// <summary>When a program of the environment last ran, in ticks (UTC); 0 if nothing is known.</summary>
    /// <param name="prefix">Path of the environment, on a drive.</param>
    /// <param name="root">Root key of the registry.</param>
    /// <param name="users">The key with a key for each user.</param>
    public static long LastRun(string prefix, int root = WindowsRegistry.LocalMachine, string users = Users)
    {
        if (UnixFile.IsUnix || prefix.Length < 3 || prefix[1] != ':' || WindowsRegistry.DeviceOf(prefix.Substring(0, 2)) is not { } device)
        {
            return 0;
        }

        string folder = device + prefix.Substring(2).Replace('/', '\\').TrimEnd('\\') + "\\";
        long newest = 0;
        foreach (string user in WindowsRegistry.Keys(root, users))
        {
            foreach (KeyValuePair<string, byte[]> program in WindowsRegistry.Values(root, users + "\\" + user))
            {
                // A FILETIME; what follows is not documented.
                if (program.Value.Length >= sizeof(long) && program.Key.StartsWith(folder, StringComparison.OrdinalIgnoreCase)
                    && BitConverter.ToInt64(program.Value, 0) is > 0 and < MostTime and var time)
                {
                    newest = Math.Max(newest, DateTime.FromFileTimeUtc(time).Ticks);
                }
            }
        }

        return newest;
    }

    /// <summary>The last FILETIME that a DateTime can hold.</summary>
    private const long MostTime = 2650467743999999999;
}
