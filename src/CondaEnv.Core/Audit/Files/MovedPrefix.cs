using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>
/// PrefixMoved: one finding for all files that contain the path at which the environment was created. After a move the
/// files are still as recorded, so that only the path in them tells.
/// </summary>
internal sealed class MovedPrefix
{
    private const int MostKept = 1000;
    private const int MostExamined = 16;
    private const long LargestExamined = 512 * 1024;

    private readonly FileCheck _audit;
    private readonly string _prefix;
    private readonly List<(string Path, string? Placeholder, Sha256Value Original, bool IsBinary)> _files = [];
    private int _others;
    private int _adapted;

    public MovedPrefix(FileCheck audit)
    {
        _audit = audit;
        _prefix = audit.Environment.Contents.Prefix;
    }

    /// <summary>Adds a file without the current prefix, or one that was adapted to it.</summary>
    public void Add(FileTask task)
    {
        if (task.Outcome == FileOutcome.Adapted)
        {
            _adapted++;
        }
        else if (_files.Count < MostKept)
        {
            _files.Add((task.Path, task.Placeholder, task.Original!.Value, task.IsBinary));
        }
        else
        {
            _others++;
        }
    }

    /// <summary>The finding, if the environment was moved.</summary>
    public IEnumerable<CondaEnvIssue> Report()
    {
        // A Windows environment that is read elsewhere is mounted or copied anyway.
        if (_audit.Environment.IsWindows && UnixFile.IsUnix)
        {
            yield break;
        }

        if (FindOld() is { } old && !IsCurrent(old.Prefix))
        {
            int count = Count(old.Prefix) + _others;
            yield return _audit.Environment.Issue(
                "PrefixMoved", $"The environment was moved or copied: {Quantity.Of(count, "file")}, such as '{old.File}', {(count == 1 ? "contains" : "contain")} the path '{old.Prefix}'.", null, old.File,
                _prefix, old.Prefix, "Move it back, or create it again from an export: conda environments work only at the path at which they were created.");
        }
        else if (_adapted > 0)
        {
            yield return _audit.Environment.Issue(
                "PrefixMoved", $"The environment was moved, and {Quantity.Of(_adapted, "file")} {(_adapted == 1 ? "was" : "were")} adapted to its path, as conda-unpack does. conda's records still describe the old ones.",
                expected: null, actual: _prefix, severity: IssueSeverity.Information);
        }
    }

    private (string Prefix, string File)? FindOld()
    {
        int examined = 0;
        int guessed = 0;
        Dictionary<string, (int Count, string File)> likely = new(StringComparer.Ordinal);
        foreach ((string path, string? placeholder, Sha256Value original, bool isBinary) in _files)
        {
            if (examined >= MostExamined)
            {
                break;
            }

            if (Read(path) is not { } data)
            {
                continue;
            }

            examined++;
            if (placeholder is null)
            {
                // What was replaced is not recorded, so nothing can be undone; the path that most files have is the old one.
                guessed++;
                foreach (string text in PrefixText.LikelyPrefixes(data))
                {
                    likely[text] = likely.TryGetValue(text, out (int Count, string File) known) ? (known.Count + 1, known.File) : (1, path);
                }

                continue;
            }

            byte[] holder = Encoding.UTF8.GetBytes(placeholder);
            if (ByteScan.IndexOf(data, 0, data.Length, holder) >= 0)
            {
                return (placeholder, path);
            }

            if (PrefixText.FindPrefix(data, data.Length, holder, isBinary, original) is { } old)
            {
                return (old, path);
            }
        }

        KeyValuePair<string, (int Count, string File)> best = likely.OrderByDescending(static l => l.Value.Count).ThenBy(static l => l.Key, StringComparer.Ordinal).FirstOrDefault();
        return best.Key is null || best.Value.Count * 2 < guessed ? null : (best.Key, best.Value.File);
    }

    /// <summary>True if the old path is another name of the current one, such as one with a link in it.</summary>
    private bool IsCurrent(string old)
    {
        StringComparison comparison = UnixFile.IsUnix ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return string.Equals(Final(old), Final(_prefix), comparison);
    }

    private static string Final(string path) => (LinkTarget.Final(path) ?? path).Replace('\\', '/').TrimEnd('/');

    private int Count(string old)
    {
        byte[] needle = Encoding.UTF8.GetBytes(old);
        int count = 0;
        foreach ((string path, _, _, _) in _files)
        {
            // A large file was not examined, but nothing else explains that the current path is not in it.
            count += Read(path) is not { } data || ByteScan.IndexOf(data, 0, data.Length, needle) >= 0 ? 1 : 0;
        }

        return count;
    }

    private byte[]? Read(string path)
    {
        try
        {
            string full = Path.Combine(_prefix, path);
            return new FileInfo(full).Length > LargestExamined ? null : ReadOnlyFile.ReadAll(full, ReadRule.Payload.In(_prefix));
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return null;
        }
    }
}
