using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Environments;

/// <summary>
/// conda's list of the environments that it created (conda/core/envs_manager.py): one path per line. conda removes
/// stale lines when it lists environments; this class only reads.
/// </summary>
internal static class EnvironmentsTxt
{
    /// <summary>Path of the file in a user's home.</summary>
    public static string PathIn(string home) => Path.Combine(home, ".conda", "environments.txt");

    /// <summary>The lines of this user's file; empty if it does not exist.</summary>
    /// <param name="home">The user's home.</param>
    /// <param name="onProblem">Called for a file that cannot be read.</param>
    public static IReadOnlyList<string> Read(string home, Action<CondaEnvException> onProblem)
    {
        string path = PathIn(home);
        try
        {
            return ReadOnlyDisk.IsFile(path) ? Lines(ReadOnlyDisk.ReadText(path, ReadRule.Small)) : [];
        }
        catch (CondaEnvException problem)
        {
            onProblem(problem);
            return [];
        }
    }

    /// <summary>
    /// The lines of another user's file. The reader may be an administrator, and the other user controls the content.
    /// It is therefore accepted only if it is a regular file of plausible size in that home, owned by that user.
    /// </summary>
    /// <param name="home">The user's home.</param>
    /// <param name="links">Resolves links.</param>
    /// <param name="onWarning">Called for a file that is not read.</param>
    public static IReadOnlyList<string> ReadOfAnother(string home, LinkResolver links, Action<string> onWarning)
    {
        string path = PathIn(home);
        if (!ReadOnlyDisk.IsFile(path))
        {
            return [];
        }

        try
        {
            string own = links.Resolve(home);
            string real = links.Resolve(path);
            if (!real.StartsWith(own + Path.DirectorySeparatorChar, UnixFile.IsUnix ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
            {
                onWarning($"'{path}' is ignored: it is a link to a place outside the user's home.");
                return [];
            }

            return Lines(ReadOnlyDisk.ReadOwnedText(real, UnixFile.IsUnix ? UnixFile.StatusOf(own)?.Owner : null));
        }
        catch (CondaEnvException problem)
        {
            onWarning($"'{path}' is ignored. {problem.Message}");
            return [];
        }
    }

    private static List<string> Lines(string text)
    {
        List<string> lines = [];
        foreach (string line in text.Split('\n'))
        {
            if (line.Trim() is { Length: > 0 } entry && entry[0] != '#')
            {
                lines.Add(entry);
            }
        }

        return lines;
    }
}
