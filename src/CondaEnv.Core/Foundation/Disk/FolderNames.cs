using System.Collections.Generic;
using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>Lists the names in a folder, in the system's order, without creating a path for each.</summary>
internal static class FolderNames
{
#if NET
    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    public static IEnumerable<string> In(string folder) =>
        new System.IO.Enumeration.FileSystemEnumerable<string>(
            folder, static (ref System.IO.Enumeration.FileSystemEntry entry) => entry.FileName.ToString(), s_all);
#else
    public static IEnumerable<string> In(string folder)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(folder))
        {
            yield return Path.GetFileName(path);
        }
    }
#endif
}
