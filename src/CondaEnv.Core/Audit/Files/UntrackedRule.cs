using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>UntrackedFile: files that no package owns, except compiled Python and what conda itself keeps.</summary>
internal sealed class UntrackedRule : IFolderVisitor
{
    private static readonly byte[] s_cache = Encoding.ASCII.GetBytes("__pycache__");

    private readonly FilePlaces _places;
    private readonly HashSet<ulong> _lists = [];
    private readonly List<string> _found = [];

    private UntrackedRule(FileCheck audit)
    {
        _places = audit.Places;
        foreach (CondaPackage package in audit.Files.Owners)
        {
            // pip's list of files does not have to list itself.
            if (package is { Manager: PackageManager.Pip, RecordFile: { } list } && audit.Environment.Relative(list) is { } path)
            {
                byte[] text = Encoding.UTF8.GetBytes(path);
                _lists.Add(_places.HashOf(text, 0, text.Length));
            }
        }
    }

    /// <summary>Finds the files, sorted by path. All packages must have been checked for their files before.</summary>
    public static IEnumerable<CondaEnvIssue> Check(FileCheck audit)
    {
        UntrackedRule rule = new(audit);
        FolderTree.Walk(audit.Environment.Contents.Prefix, rule, audit.Cancellation);
        rule._found.Sort(StringComparer.Ordinal);
        foreach (string file in rule._found)
        {
            audit.ThrowIfStopped();
            yield return audit.Environment.Issue(AuditRules.OnRequest, $"'{file}' belongs to no package.", file: file);
        }
    }

    /// <inheritdoc/>
    public bool See(byte[] path, int length, DiskItem item)
    {
        if (item == DiskItem.Folder)
        {
            return !FilePlaces.IsSkipped(path, length) && !EndsWithCache(path, length);
        }

        ulong hash = _places.HashOf(path, 0, length);
        if (!RecordedFile.IsCompiled(path, 0, length) && !_places.IsOwned(hash) && !_lists.Contains(hash))
        {
            _found.Add(Encoding.UTF8.GetString(path, 0, length));
        }

        return false;
    }

    private static bool EndsWithCache(byte[] path, int length)
    {
        int start = length - s_cache.Length;
        for (int i = 0; i < s_cache.Length; i++)
        {
            if (start < 0 || path[start + i] != s_cache[i])
            {
                return false;
            }
        }

        return start == 0 || path[start - 1] == (byte)'/';
    }
}
