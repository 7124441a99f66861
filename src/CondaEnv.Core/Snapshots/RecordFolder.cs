using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Formats.Record;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Snapshots;

/// <summary>
/// Writes the folder of a record completely or not at all: next to the old folder, followed by two renames. The next
/// run completes or reverts an interrupted run. The old folder is renamed only after the new one is complete.
/// </summary>
/// <remarks>
/// <c>name.new~</c> is being written, or is complete if <c>name</c> does not exist; <c>name.old~</c> is the previous
/// <c>name</c>. Files that others have added to the folder are moved too.
/// </remarks>
internal static class RecordFolder
{
    private const string New = ".new~";
    private const string Old = ".old~";

    /// <summary>True if there was no interrupted run.</summary>
    public static bool IsSettled(string folder) => !Directory.Exists(folder + New) && !Directory.Exists(folder + Old);

    /// <summary>Completes or reverts an interrupted run.</summary>
    public static void Recover(string folder)
    {
        if (!Directory.Exists(folder) && Directory.Exists(folder + Old))
        {
            Directory.Move(Directory.Exists(folder + New) ? folder + New : folder + Old, folder);
        }

        Delete(folder + New);
        if (Directory.Exists(folder) && Directory.Exists(folder + Old))
        {
            KeepForeign(folder + Old, folder);

            // The record itself is complete; the next run removes old files that another program still holds.
            FolderRemoval.TryDelete(folder + Old);
        }
    }

    /// <summary>
    /// Whether the folder contains exactly these files with the same bytes, and no other file of a record.
    /// </summary>
    public static bool Holds(string folder, IReadOnlyList<RecordFile> files) =>
        files.All(f => File.Exists(Path.Combine(folder, f.Name)) && ReadOnlyFile.ReadAll(Path.Combine(folder, f.Name), ReadRule.Named).SequenceEqual(Encoding.UTF8.GetBytes(f.Text)))
        && s_ours.All(name => files.Any(f => f.Name == name) || !File.Exists(Path.Combine(folder, name)));

    /// <summary>Whether the folder contains any file of a record.</summary>
    public static bool HoldsAny(string folder) => s_ours.Any(name => File.Exists(Path.Combine(folder, name)));

    /// <summary>Replaces the files in a folder; if that fails, the existing files are kept.</summary>
    /// <param name="folder">Path of the folder, which must not be a link.</param>
    /// <param name="files">The files to write.</param>
    /// <param name="isPrivate">True if only the user may read a new record.</param>
    public static void Write(string folder, IReadOnlyList<RecordFile> files, bool isPrivate)
    {
        string fresh = folder + New;
        try
        {
            NewFile.CreateFolder(fresh, folder, isPrivate);
            foreach (RecordFile file in files)
            {
                NewFile.Write(Path.Combine(fresh, file.Name), Encoding.UTF8.GetBytes(file.Text), Path.Combine(folder, file.Name), isPrivate);
            }

            if (Directory.Exists(folder))
            {
                Delete(folder + Old);
                Directory.Move(folder, folder + Old);
            }

            Directory.Move(fresh, folder);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            Undo(folder);
            throw;
        }

        Recover(folder);
    }

    private static readonly string[] s_ours = ["environment.yml", "environment.full.yml", "explicit.txt", "requirements.txt", "packages.csv", CondaEnvRecord.FileName];

    private static void KeepForeign(string from, string to)
    {
        foreach (string path in Directory.GetFileSystemEntries(from))
        {
            string name = Path.GetFileName(path);
            string target = Path.Combine(to, name);
            if (Array.IndexOf(s_ours, name) < 0 && !File.Exists(target) && !Directory.Exists(target))
            {
                Directory.Move(path, target);
            }
        }
    }

    private static void Undo(string folder)
    {
        try
        {
            if (!Directory.Exists(folder) && Directory.Exists(folder + Old))
            {
                Directory.Move(folder + Old, folder);
            }

            Delete(folder + New);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            // The first error is reported; the next run does the rest.
        }
    }

    private static void Delete(string folder)
    {
        if (!FolderRemoval.TryDelete(folder))
        {
            throw new IOException($"'{folder}', which an earlier run left, cannot be removed");
        }
    }
}
