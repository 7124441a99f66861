using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Machines.Environments;

/// <summary>
/// conda's list of the environments that it made (conda/core/envs_manager.py): a path a line. conda drops stale lines
/// when it lists; this only reads.
/// </summary>
internal static class EnvironmentsTxt
{
    /// <summary>The file in a user's home.</summary>
    public static string PathIn(string home) => Path.Combine(home, ".conda", "environments.txt");

    /// <summary>The lines of a user's file; none where there is no file.</summary>
    /// <param name="home">The user's home.</param>
    /// <param name="onProblem">Hears of a file that cannot be read.</param>
    public static IReadOnlyList<string> Read(string home, Action<CondaEnvException> onProblem)
    {
        string path = PathIn(home);
        try
        {
            if (!ReadOnlyDisk.IsFile(path))
            {
                return [];
            }

            List<string> lines = [];
            foreach (string line in ReadOnlyDisk.ReadText(path).Split('\n'))
            {
                if (line.Trim() is { Length: > 0 } entry && entry[0] != '#')
                {
                    lines.Add(entry);
                }
            }

            return lines;
        }
        catch (CondaEnvException problem)
        {
            onProblem(problem);
            return [];
        }
    }
}
