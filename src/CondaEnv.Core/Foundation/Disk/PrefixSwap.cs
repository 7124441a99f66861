using System;
using System.Collections.Generic;
using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Replaces an environment with a new one. Environments cannot be moved, so the old one is renamed, the new one is
/// created at its final location, and the old one is then deleted on success or restored on failure.
/// </summary>
/// <remarks>
/// <c>prefix.condaenv-old-id</c> is the old environment; <c>prefix.condaenv-failed-id</c> is the result of a failed
/// attempt. All are next to the prefix, so that a rename is sufficient.
/// </remarks>
internal sealed class PrefixSwap
{
    private const string OldMark = ".condaenv-old-";
    private const string FailedMark = ".condaenv-failed-";

    private readonly string _id = Guid.NewGuid().ToString("N").Substring(0, 8);
    private readonly string _prefix;
    private readonly string? _old;

    private PrefixSwap(string prefix, bool isOccupied)
    {
        _prefix = prefix;
        _old = isOccupied ? prefix + OldMark + _id : null;
    }

    /// <summary>Path of the renamed old environment; null if there was none.</summary>
    public string? Old => _old;

    /// <summary>Folders that earlier interrupted runs left next to a prefix.</summary>
    public static IReadOnlyList<string> Leftovers(string prefix)
    {
        string? parent = Path.GetDirectoryName(prefix);
        List<string> found = [];
        if (parent is null || !Directory.Exists(parent))
        {
            return found;
        }

        string name = Path.GetFileName(prefix);
        try
        {
            foreach (string folder in Directory.GetDirectories(parent))
            {
                string other = Path.GetFileName(folder);
                if (other.StartsWith(name + OldMark, StringComparison.Ordinal) || other.StartsWith(name + FailedMark, StringComparison.Ordinal))
                {
                    found.Add(folder);
                }
            }
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            // If the folder cannot be listed, the error is reported when something is created in it.
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>Description of a leftover, for a warning.</summary>
    public static string Describe(string leftover, string prefix) => Path.GetFileName(leftover).StartsWith(Path.GetFileName(prefix) + OldMark, StringComparison.Ordinal)
        ? $"'{leftover}' is the environment that was at '{prefix}' before an interrupted run. Rename it back if you want it, or remove it."
        : $"'{leftover}' is left over from a failed run that made an environment for '{prefix}'. Remove it if you do not want it.";

    /// <summary>Renames the existing environment at the prefix.</summary>
    /// <exception cref="CondaEnvException">AccessDenied or FileWriteFailed if it cannot be renamed.</exception>
    public static PrefixSwap Begin(string prefix)
    {
        // An empty folder is not an environment, and the tools accept it.
        PrefixSwap swap = new(prefix, Directory.Exists(prefix) && !IsEmpty(prefix));
        if (swap._old is { } old)
        {
            Change(prefix, () => Directory.Move(prefix, old), "could not be renamed");
        }

        return swap;
    }

    /// <summary>Completes the replacement: deletes the old environment.</summary>
    /// <returns>Path of the old environment if it could not be deleted; otherwise null.</returns>
    public string? Commit()
    {
        if (_old is null || FolderRemoval.TryDelete(_old))
        {
            return null;
        }

        return _old;
    }

    /// <summary>Reverts the replacement: removes the incomplete new environment and restores the old one.</summary>
    /// <param name="keep">True to keep the incomplete environment for inspection.</param>
    /// <returns>Path of the incomplete environment if it was kept or could not be deleted; null if it was
    /// deleted.</returns>
    /// <exception cref="CondaEnvException">AccessDenied or FileWriteFailed if the old environment could not be
    /// restored; the message contains its path.</exception>
    public string? Undo(bool keep)
    {
        string? failed = null;
        if (Directory.Exists(_prefix) && (_old is not null || !keep))
        {
            // A rename is immediate, whereas deleting a hundred thousand files takes time and may fail halfway.
            failed = _prefix + FailedMark + _id;
            try
            {
                Directory.Move(_prefix, failed);
            }
            catch (Exception e) when (ReadOnlyFile.IsFileError(e))
            {
                failed = _prefix;
            }
        }

        if (_old is { } old)
        {
            if (failed == _prefix && FolderRemoval.TryDelete(_prefix))
            {
                failed = null;
            }

            Change(old, () => Directory.Move(old, _prefix), $"is the environment that was at '{_prefix}', and could not be renamed back");
        }

        if (keep)
        {
            return failed ?? (Directory.Exists(_prefix) && _old is null ? _prefix : null);
        }

        return failed is null || FolderRemoval.TryDelete(failed) ? null : failed;
    }

    private static bool IsEmpty(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder).Length == 0;
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return false;
        }
    }

    private static void Change(string path, Action change, string what)
    {
        try
        {
            change();
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            CondaErrorKind kind = e is UnauthorizedAccessException or System.Security.SecurityException ? CondaErrorKind.AccessDenied : CondaErrorKind.FileWriteFailed;
            throw new CondaEnvException(kind, $"'{path}' {what}: {e.Message.TrimEnd('.')}.", path, e);
        }
    }
}
