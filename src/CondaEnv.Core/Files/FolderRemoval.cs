using System;
using System.IO;
using CondaEnv.Prefix;

namespace CondaEnv.Files;

/// <summary>Removes folders with all that is in them, read-only files too.</summary>
internal static class FolderRemoval
{
    /// <summary>Removes a folder. A link in it goes, what it points to stays.</summary>
    /// <returns>False where something of it is still there.</returns>
    public static bool TryDelete(string folder)
    {
        // A program that was just ended may hold a file for a moment yet, on Windows.
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

    /// <summary>Takes the mark of read-only off all that is in a folder, as far as that can be done.</summary>
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
            // The next attempt to remove it will tell.
        }
    }
}
