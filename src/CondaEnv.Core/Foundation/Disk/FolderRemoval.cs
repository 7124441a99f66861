using System;
using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>Deletes folders with their contents, including read-only files.</summary>
internal static class FolderRemoval
{
    /// <summary>Deletes a folder. A link in it is deleted, but its target is kept.</summary>
    /// <returns>False if some of it still exists.</returns>
    public static bool TryDelete(string folder)
    {
        // On Windows, a program that was just stopped may still hold a file for a moment.
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }

                return true;
            }
            catch (Exception e) when (ReadOnlyFile.IsFileError(e))
            {
                if (attempt == 3)
                {
                    return false;
                }

                AllowDeletion(folder);
                System.Threading.Thread.Sleep(50 * attempt);
            }
        }
    }

    /// <summary>Removes the read-only attribute from the contents of a folder, as far as possible.</summary>
    private static void AllowDeletion(string folder)
    {
        try
        {
            foreach (string entry in Directory.GetFileSystemEntries(folder))
            {
                FileAttributes attributes = File.GetAttributes(entry);
                if (attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    continue;
                }

                if (attributes.HasFlag(FileAttributes.ReadOnly))
                {
                    File.SetAttributes(entry, attributes & ~FileAttributes.ReadOnly);
                }

                if (attributes.HasFlag(FileAttributes.Directory))
                {
                    AllowDeletion(entry);
                }
            }
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            // The next attempt to delete it will fail if this mattered.
        }
    }
}
