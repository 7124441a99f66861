using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>
/// The rules that need the content of every file: AlteredFile, UnreadableFile and PrefixMoved. Several threads hash;
/// findings and progress come on the caller's thread, in the order of packages and of their files.
/// </summary>
internal sealed class ContentRules
{
    private const int ProgressInterval = 100;

    private readonly FileCheck _audit;
    private readonly AuditedEnvironment _environment;
    private readonly MovedPrefix _moved;
    private readonly Dictionary<int, int> _signed = [];
    private readonly Stopwatch _sinceProgress = Stopwatch.StartNew();

    private ContentRules(FileCheck audit)
    {
        _audit = audit;
        _environment = audit.Environment;
        _moved = new MovedPrefix(audit);
    }

    /// <summary>Checks all files. The packages must have been checked for their presence before.</summary>
    public static IEnumerable<CondaEnvIssue> Check(FileCheck audit) => new ContentRules(audit).Check();

    private IEnumerable<CondaEnvIssue> Check()
    {
        using HashPool pool = new(_audit);
        FileBatch batch = pool.Rent();
        byte[] prefix = Encoding.UTF8.GetBytes(_environment.Contents.Prefix.TrimEnd('/', '\\') + "/");
        for (int owner = 0; owner < _audit.Files.Owners.Count; owner++)
        {
            CondaPackage package = _audit.Files.Owners[owner];
            if (_audit.Files.IsReplaced(package) || _audit.Files.Open(package) is not null)
            {
                continue;
            }

            while (_audit.Files.Read())
            {
                _audit.ThrowIfStopped();
                if (!TryAdd(batch, owner, prefix) || !batch.IsFull)
                {
                    continue;
                }

                pool.Add(batch);
                while (pool.IsFull)
                {
                    foreach (CondaEnvIssue issue in TakeDone(pool, ProgressInterval))
                    {
                        yield return issue;
                    }
                }

                batch = pool.Rent();
            }
        }

        pool.Add(batch);
        while (!pool.IsEmpty)
        {
            foreach (CondaEnvIssue issue in TakeDone(pool, ProgressInterval))
            {
                yield return issue;
            }
        }

        foreach (KeyValuePair<int, int> signed in _signed)
        {
            string name = FileCheck.NameOf(_audit.Files.Owners[signed.Key]);
            yield return _environment.Issue(
                "UnverifiableFile", $"{Quantity.Of(signed.Value, "program")} of {name} cannot be verified: some versions of conda recorded the hash before the program was signed.", name);
        }

        foreach (CondaEnvIssue issue in _moved.Report())
        {
            yield return issue;
        }

        _audit.Request.Progress?.Invoke(Math.Max(pool.Bytes, _audit.Bytes), Math.Max(pool.Bytes, _audit.Bytes));
    }

    /// <summary>Adds the current file to the batch, if its content can be checked.</summary>
    private bool TryAdd(FileBatch batch, int owner, byte[] prefix)
    {
        RecordedFile file = _audit.Files.File;
        if (file.Type is not (PackageFileType.File or PackageFileType.EntryPoint) || file.Expected is not { } expected)
        {
            return false;
        }

        ulong hash = _audit.Places.HashOf(file.Text, file.Start, file.Length);
        if (_audit.Places.IsShared(hash))
        {
            return false;
        }

        DiskItem item = _audit.Places.ItemAt(hash);
        bool isIndirect = item != DiskItem.File || _environment.IsWindows;
        if (item == DiskItem.Absent)
        {
            item = _audit.Places.Look(file.Path, out _);
        }

        if (item is not (DiskItem.File or DiskItem.Link) || (item == DiskItem.Link && LinkTarget.Final(_audit.FullPath(file.Path)) is null))
        {
            return false;
        }

        batch.Add(file.Size).Set(prefix, file, expected, owner, isIndirect);
        return true;
    }

    private IEnumerable<CondaEnvIssue> TakeDone(HashPool pool, int wait)
    {
        _audit.ThrowIfStopped();
        if (_sinceProgress.ElapsedMilliseconds >= ProgressInterval)
        {
            // Sizes are not recorded of all files.
            _audit.Request.Progress?.Invoke(pool.Bytes, Math.Max(pool.Bytes, _audit.Bytes));
            _sinceProgress.Restart();
        }

        if (pool.Take(wait) is not { } batch)
        {
            yield break;
        }

        for (int i = 0; i < batch.Count; i++)
        {
            if (Judge(batch[i]) is { } issue)
            {
                yield return issue;
            }
        }

        pool.Return(batch);
    }

    /// <summary>Whether conda runs a script of the package after it has installed the files.</summary>
    private bool HasPostLink(CondaPackage package)
    {
        byte[] script = Encoding.UTF8.GetBytes(_environment.IsWindows ? $"Scripts/.{package.RawName}-post-link.bat" : $"bin/.{package.RawName}-post-link.sh");
        return package.Manager == PackageManager.Conda && _audit.Places.ItemAt(_audit.Places.HashOf(script, 0, script.Length)) != DiskItem.Absent;
    }

    private CondaEnvIssue? Judge(FileTask task)
    {
        switch (task.Outcome)
        {
            case FileOutcome.Altered when task is { Placeholder: not null, IsBinary: true } && _environment.Contents.Platform == "osx-arm64":
                _signed.TryGetValue(task.Owner, out int count);
                _signed[task.Owner] = count + 1;
                return null;
            case FileOutcome.Altered:
                CondaPackage package = _audit.Files.Owners[task.Owner];
                string name = FileCheck.NameOf(package);
                // Hashes are recorded before the script runs.
                return HasPostLink(package)
                    ? _environment.Issue(
                        "AlteredFile", $"'{task.Path}' of {name} is not the file that was installed, but the package has a script that may have changed it during the installation.", name, task.Path,
                        task.Expected.ToString(), task.Actual.ToString(), FileCheck.Reinstall(package), IssueSeverity.Warning)
                    : _environment.Issue(
                        "AlteredFile", $"'{task.Path}' of {name} is not the file that was installed: its SHA-256 differs.", name, task.Path,
                        task.Expected.ToString(), task.Actual.ToString(), FileCheck.Reinstall(package));
            case FileOutcome.Unreadable:
                string owner = FileCheck.NameOf(_audit.Files.Owners[task.Owner]);
                return _environment.Issue("UnreadableFile", $"'{task.Path}' of {owner} could not be checked: {task.Problem}.", owner, task.Path);
            case FileOutcome.OfOtherPrefix or FileOutcome.Adapted:
                _moved.Add(task);
                return null;
            default:
                return null;
        }
    }
}
