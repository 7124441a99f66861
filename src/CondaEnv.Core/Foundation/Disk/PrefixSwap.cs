using System;
using System.Collections.Generic;
using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Makes room for a new environment where there is one: environments cannot be moved, so the old one is renamed aside,
/// the new one is made at its final place, and the old one goes when the new one stands, or comes back when it does not.
/// </summary>
/// <remarks>
/// <c>prefix.condaenv-old-id</c> is what was there; <c>prefix.condaenv-failed-id</c> is what came of an attempt that failed.
/// All lie beside the prefix, so that a rename is enough.
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

    /// <summary>Where the old environment waits; null where there was none.</summary>
    public string? Old => _old;

    /// <summary>What former runs that were cut off have left beside a prefix.</summary>
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
            // Whoever may not list the folder will be told so when something is made in it.
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>What a leftover is, for a warning.</summary>
    public static string Describe(string leftover, string prefix) => Path.GetFileName(leftover).StartsWith(Path.GetFileName(prefix) + OldMark, StringComparison.Ordinal)
        ? $"'{leftover}' is the environment that was at '{prefix}' before an interrupted run. Rename it back if you want it, or remove it."
        : $"'{leftover}' is left over from a failed run that made an environment for '{prefix}'. Remove it if you do not want it.";

    /// <summary>Puts what is at the prefix aside.</summary>
    /// <exception cref="CondaEnvException">AccessDenied, FileWriteFailed.</exception>
    public static PrefixSwap Begin(string prefix)
    {
        // An empty folder is nobody's environment, and the tools take it as it is.
        PrefixSwap swap = new(prefix, Directory.Exists(prefix) && !IsEmpty(prefix));
        if (swap._old is { } old)
        {
            Change(prefix, () => Directory.Move(prefix, old), "could not be renamed");
        }

        return swap;
    }

    /// <summary>The new environment stands: the old one goes.</summary>
    /// <returns>Null, or where the old one still is, since it could not be removed.</returns>
    public string? Commit()
    {
        if (_old is null || FolderRemoval.TryDelete(_old))
        {
            return null;
        }

        return _old;
    }

    /// <summary>The new environment does not stand: what there is of it goes, and the old one comes back.</summary>
    /// <param name="keep">Keep what there is of it, for who wants to look.</param>
    /// <returns>Where what there is of it was kept, or had to stay; null where it is gone.</returns>
    /// <exception cref="CondaEnvException">AccessDenied, FileWriteFailed: the old one could not be renamed back; the message says where it is.</exception>
    public string? Undo(bool keep)
    {
        string? failed = null;
        if (Directory.Exists(_prefix) && (_old is not null || !keep))
        {
            // A rename is done at once, a removal of a hundred thousand files is not, and may fail half-way.
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
