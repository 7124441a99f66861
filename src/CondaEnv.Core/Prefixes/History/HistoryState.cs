using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Prefixes.Conda;

namespace CondaEnv.Prefixes.History;

/// <summary>
/// Replays the history block by block (history.py, construct_states) to determine the installed packages after each.
/// </summary>
/// <remarks>
/// It avoids errors of conda's replay. A block of comments changes nothing (in conda, the state is empty after it). An
/// environment contains each package name once. A package that is written in a different form later
/// (<c>numpy-1.8-0</c>, <c>defaults::numpy-1.8-0</c>) is the same package.
/// </remarks>
internal sealed class HistoryState
{
    private readonly Dictionary<string, CondaPackage> _packages = new(StringComparer.Ordinal);
    private readonly RecordOwner _owner;
    private readonly string _path;
    private readonly Action<CondaEnvException> _report;

    /// <summary>Starts with an empty environment.</summary>
    /// <param name="owner">Values that all packages share.</param>
    /// <param name="path">Path of the history, for messages.</param>
    /// <param name="report">Called with one HistoryInvalid for each line that cannot be interpreted.</param>
    public HistoryState(RecordOwner owner, string path, Action<CondaEnvException> report)
    {
        _owner = owner;
        _path = path;
        _report = report;
    }

    public int Count => _packages.Count;

    /// <summary>The installed packages, sorted by name.</summary>
    public IReadOnlyList<CondaPackage> Packages => Sorted(_packages);

    /// <summary>Applies one block.</summary>
    public BlockChanges Apply(HistoryBlock block)
    {
        Dictionary<string, CondaPackage> added = new(StringComparer.Ordinal);
        Dictionary<string, CondaPackage> removed = new(StringComparer.Ordinal);
        if (!IsDiff(block))
        {
            if (block.Lines.Count > 0)
            {
                Replace(block, added, removed);
            }

            return new BlockChanges(Sorted(added), Sorted(removed));
        }

        foreach (HistoryLine line in block.Lines)
        {
            char sign = line.Text[0];
            if (sign is not ('+' or '-'))
            {
                Report(line);
            }
            else if (Parse(line, line.Text.Substring(1).TrimStart()) is { } package)
            {
                (sign == '+' ? added : removed)[package.Name] = package;
            }
        }

        // The order of lines within a block has no meaning: conda reads them into a set.
        foreach (CondaPackage package in removed.Values)
        {
            if (_packages.TryGetValue(package.Name, out CondaPackage? held) && held.Version.Text == package.Version.Text && held.Build == package.Build)
            {
                _packages.Remove(package.Name);
            }
        }

        foreach (CondaPackage package in added.Values)
        {
            if (_packages.TryGetValue(package.Name, out CondaPackage? held) && !removed.ContainsKey(package.Name))
            {
                removed[package.Name] = held;
            }

            _packages[package.Name] = package;
        }

        return new BlockChanges(Sorted(added), Sorted(removed));
    }

    private static bool IsDiff(HistoryBlock block)
    {
        foreach (HistoryLine line in block.Lines)
        {
            if (line.Text[0] is '+' or '-')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Applies a block in the oldest form, which lists all installed packages.</summary>
    private void Replace(HistoryBlock block, Dictionary<string, CondaPackage> added, Dictionary<string, CondaPackage> removed)
    {
        foreach (KeyValuePair<string, CondaPackage> entry in _packages)
        {
            removed[entry.Key] = entry.Value;
        }

        _packages.Clear();
        foreach (HistoryLine line in block.Lines)
        {
            if (Parse(line, line.Text) is { } package)
            {
                _packages[package.Name] = package;
            }
        }

        foreach (KeyValuePair<string, CondaPackage> entry in _packages)
        {
            added[entry.Key] = entry.Value;
        }
    }

    private CondaPackage? Parse(HistoryLine line, string dist)
    {
        // Features of conda before 4.4 are listed among the packages, but are not packages.
        if (dist.EndsWith("@", StringComparison.Ordinal))
        {
            return null;
        }

        if (DistString.Parse(dist, _owner) is { } package)
        {
            return package;
        }

        Report(line);
        return null;
    }

    private void Report(HistoryLine line) => _report(new CondaEnvException(
        CondaErrorKind.HistoryInvalid,
        $"'{_path}', line {line.Number}: '{SecretRedactor.Redact(line.Text)}' does not name a package; the line is ignored.",
        _path) { Line = line.Number });

    private static IReadOnlyList<CondaPackage> Sorted(Dictionary<string, CondaPackage> packages)
    {
        CondaPackage[] sorted = [.. packages.Values];
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return sorted;
    }
}

/// <summary>Changes of one block; a changed package is in both lists.</summary>
/// <param name="Added">Packages that were added, sorted by name.</param>
/// <param name="Removed">Packages that were removed, sorted by name.</param>
internal readonly record struct BlockChanges(IReadOnlyList<CondaPackage> Added, IReadOnlyList<CondaPackage> Removed);
