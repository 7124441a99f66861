using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>
/// The rules for paths that several packages own: ClobberedFile, AlteredByPip, and CaseCollision for paths that are one
/// on Windows only. There are few of them, so they are kept in memory.
/// </summary>
internal sealed class SharedFileRules
{
    private readonly FileCheck _audit;
    private readonly AuditedEnvironment _environment;

    private SharedFileRules(FileCheck audit)
    {
        _audit = audit;
        _environment = audit.Environment;
    }

    /// <summary>Checks the shared paths, sorted. The packages must have been checked for their presence before.</summary>
    public static IEnumerable<CondaEnvIssue> Check(FileCheck audit) => audit.Sharing.Count == 0 ? [] : new SharedFileRules(audit).Check();

    private IEnumerable<CondaEnvIssue> Check()
    {
        using FileHasher hasher = new(_environment.Contents.Prefix, _audit.Places, static _ => { }, _audit.Cancellation);
        foreach (List<Claim> claims in Collect().Values.OrderBy(static c => c[0].Path, StringComparer.Ordinal))
        {
            _audit.ThrowIfStopped();
            if (claims.Select(static c => c.Path).Distinct(StringComparer.Ordinal).ElementAtOrDefault(1) is { } other)
            {
                Claim second = claims.First(c => c.Path == other);
                yield return _environment.Issue(
                    "CaseCollision", $"'{claims[0].Path}' of {Name(claims[0])} and '{other}' of {Name(second)} are the same file on Windows: they differ in upper and lower case only.",
                    Name(second), other, suggestion: "Remove one of the packages, or use builds of them for Windows.");
            }
            else if (claims.Select(static c => c.Package).Distinct().Count() > 1 && Judge(claims, hasher) is { } issue)
            {
                yield return issue;
            }
        }
    }

    /// <summary>Who claims each shared path, in the order of packages.</summary>
    private Dictionary<ulong, List<Claim>> Collect()
    {
        Dictionary<ulong, List<Claim>> all = [];
        foreach (int number in _audit.Sharing)
        {
            CondaPackage package = _audit.Files.Owners[number];
            if (_audit.Files.IsReplaced(package) || _audit.Files.Open(package) is not null)
            {
                continue;
            }

            while (_audit.Files.Read())
            {
                RecordedFile file = _audit.Files.File;
                if (file.Type is PackageFileType.Compiled or PackageFileType.Folder)
                {
                    continue;
                }

                ulong hash = _audit.Places.HashOf(file.Text, file.Start, file.Length);
                if (_audit.Places.IsShared(hash))
                {
                    Add(all, hash, new Claim(package, file.Path, file.Expected, IsMoved: false, file.Type == PackageFileType.Link));
                }

                if (file.OriginalPath is { Length: > 0 } original)
                {
                    byte[] text = Encoding.UTF8.GetBytes(original);
                    Add(all, _audit.Places.HashOf(text, 0, text.Length), new Claim(package, original, file.Expected, IsMoved: true, IsLink: false));
                }
            }
        }

        return all;
    }

    private static void Add(Dictionary<ulong, List<Claim>> all, ulong hash, Claim claim)
    {
        if (!all.TryGetValue(hash, out List<Claim>? claims))
        {
            all[hash] = claims = [];
        }

        claims.Add(claim);
    }

    private CondaEnvIssue? Judge(List<Claim> claims, FileHasher hasher)
    {
        string path = claims[0].Path;
        DiskItem item = _audit.Places.Look(path, out string? danger);
        if (danger is not null || item is not (DiskItem.File or DiskItem.Link))
        {
            // Other rules report that.
            return null;
        }

        string owners = List(claims.Select(Name).Distinct(StringComparer.Ordinal));
        if (claims.Exists(static c => c.IsLink))
        {
            return Clobbered(claims[0], $"'{path}' belongs to {owners}, and is a symbolic link of one of them.", null, null);
        }

        if (ActualOf(path, claims, hasher) is not { } actual)
        {
            return _environment.Issue("UnreadableFile", $"'{path}', which belongs to {owners}, could not be read.", Name(claims[0]), path);
        }

        // Without a hash, a package's file can be any.
        List<Claim> there = [.. claims.Where(c => !c.IsMoved && c.Expected is { } expected && expected.Equals(actual))];
        List<Claim> gone = [.. claims.Where(c => c.IsMoved || (c.Expected is { } expected && !expected.Equals(actual)))];
        List<Claim> pip = [.. claims.Where(static c => c.Package.Manager == PackageManager.Pip)];
        if (gone.Find(static c => c.Package.Manager == PackageManager.Conda && !c.IsMoved) is { } lost && pip.Find(c => c.Expected is not { } expected || expected.Equals(actual)) is { } byPip
            && !there.Exists(static c => c.Package.Manager == PackageManager.Conda))
        {
            return _environment.Issue(
                "AlteredByPip", $"'{path}' of the conda package {Name(lost)} was replaced when pip installed {Name(byPip)}.", Name(lost), path, lost.Expected?.ToString(), actual.ToString(),
                "Use either the conda package or the pip package, not both.");
        }

        Claim loser = gone.Count > 0 ? gone[0] : claims[0];
        return gone.Count == 0
            ? Clobbered(loser, $"'{path}' belongs to {owners}; the content is that of all of them.", actual, IssueSeverity.Information)
            : there.Count > 0
                ? Clobbered(loser, $"'{path}' belongs to {owners}; its content is that of {List(there.Select(Name).Distinct(StringComparer.Ordinal))}.", actual, null)
                : gone.Count == claims.Count
                    ? Clobbered(loser, $"'{path}' belongs to {owners}; its content is that of none of them.", actual, IssueSeverity.Error)
                    : Clobbered(loser, $"'{path}' belongs to {owners}; its content is not that of {List(gone.Select(Name).Distinct(StringComparer.Ordinal))}.", actual, null);
    }

    private static Sha256Value? ActualOf(string path, List<Claim> claims, FileHasher hasher)
    {
        RecordedFile file = new() { Text = Encoding.UTF8.GetBytes(path) };
        file.Length = file.Text.Length;
        FileTask task = new();
        task.Set([], file, claims.Find(static c => c.Expected is not null)?.Expected ?? default, 0, isIndirect: true);
        hasher.Run(task);
        return task.Outcome == FileOutcome.Unreadable ? null : task.Actual;
    }

    private CondaEnvIssue Clobbered(Claim loser, string message, Sha256Value? actual, IssueSeverity? severity) => _environment.Issue(
        "ClobberedFile", message, Name(loser), loser.Path, loser.Expected?.ToString(), actual?.ToString(),
        severity == IssueSeverity.Information ? "Removing one of the packages removes the file of the others." : "Remove the packages that you do not need, and reinstall the others.", severity);

    private static string Name(Claim claim) => FileCheck.NameOf(claim.Package);

    private static string List(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length < 2 ? string.Concat(all) : string.Join(", ", all, 0, all.Length - 1) + " and " + all[all.Length - 1];
    }

    /// <summary>A package that owns a path.</summary>
    /// <param name="Package">The package.</param>
    /// <param name="Path">The path as the package has it.</param>
    /// <param name="Expected">The hash that the package's file has; null if it is not known.</param>
    /// <param name="IsMoved">True if the package's file is elsewhere, because another one had the path.</param>
    /// <param name="IsLink">True if the package's file is a symbolic link.</param>
    private sealed record Claim(CondaPackage Package, string Path, Sha256Value? Expected, bool IsMoved, bool IsLink);
}
