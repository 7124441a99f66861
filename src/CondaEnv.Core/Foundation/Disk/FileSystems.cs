using System;
using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>Properties of the file system of a folder that decide what its numbers mean.</summary>
internal static class FileSystems
{
    /// <summary>
    /// True if files can share blocks without being hard links (reflinks, clones, block cloning), as rattler and pixi
    /// make them where they can. Link counts do not show it. False if the type is unknown.
    /// </summary>
    public static bool CanShareBlocks(string folder) => CanShareBlocksOn(TypeOf(folder));

    /// <summary>As <see cref="CanShareBlocks"/>, for a type as <see cref="DriveInfo.DriveFormat"/> names it.</summary>
    internal static bool CanShareBlocksOn(string? type) => type?.ToLowerInvariant() is "apfs" or "bcachefs" or "btrfs" or "ocfs2" or "refs" or "xfs" or "zfs";

    /// <summary>True if the system keeps access times there, at least to the day (<c>relatime</c>).</summary>
    public static bool KeepsAccessTimes(string folder)
    {
        if (!UnixFile.IsUnix)
        {
            return WindowsFile.KeepsAccessTimes();
        }

        try
        {
            // macOS has no such file, and keeps access times unless told otherwise.
            return !File.Exists(Mounts) || KeepsAccessTimes(File.ReadAllText(Mounts), LinkTarget.Final(folder) ?? folder);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return false;
        }
    }

    private const string Mounts = "/proc/mounts";

    /// <summary>Whether the mount that contains a path keeps access times: not <c>noatime</c>, and not <c>ro</c>.</summary>
    /// <param name="mounts">Text of <c>/proc/mounts</c> (fstab(5)).</param>
    /// <param name="path">Full path without links.</param>
    internal static bool KeepsAccessTimes(string mounts, string path)
    {
        string options = "";
        int longest = -1;
        foreach (string line in mounts.Split('\n'))
        {
            string[] fields = line.Split(' ');
            if (fields.Length < 4)
            {
                continue;
            }

            string point = fields[1].Replace(@"\040", " ").Replace(@"\011", "\t").Replace(@"\012", "\n").Replace(@"\134", @"\");
            bool contains = point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);

            // Of several mounts at one place the last is on top.
            if (contains && point.Length >= longest)
            {
                (longest, options) = (point.Length, fields[3]);
            }
        }

        return longest >= 0 && Array.IndexOf(options.Split(','), "noatime") < 0 && Array.IndexOf(options.Split(','), "ro") < 0;
    }

    private static string? TypeOf(string folder)
    {
        try
        {
            string? place = UnixFile.IsUnix ? LinkTarget.Final(folder) ?? folder : Path.GetPathRoot(folder);
            return string.IsNullOrEmpty(place) ? null : new DriveInfo(place).DriveFormat;
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return null;
        }
    }
}
