using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>The files of packages as rows, and whether each is as it was installed.</summary>
internal sealed class FileListing
{
    private const int ProgressInterval = 100;

    private readonly FileCheck _check;
    private readonly Action<CondaEnvException> _report;
    private readonly Stopwatch _sinceProgress = Stopwatch.StartNew();
    private readonly HashSet<(string Package, string File)> _brokenLinks = [];

    private FileListing(FileCheck check, Action<CondaEnvException> report)
    {
        _check = check;
        _report = report;
    }

    /// <summary>Lists the files in the order of packages and of their records.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="wanted">Selects packages.</param>
    /// <param name="report">Called for a list that cannot be read.</param>
    /// <param name="cancellation">Cancels between two files.</param>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public static IEnumerable<CondaPackageFile> List(AuditedEnvironment environment, Func<CondaPackage, bool> wanted, Action<CondaEnvException> report, CancellationToken cancellation)
    {
        using PackageFiles files = new(environment.Contents, environment.IsWindows);
        foreach (CondaPackage package in files.Owners.Where(p => !files.IsReplaced(p) && wanted(p)))
        {
            if (files.Open(package) is { } problem)
            {
                report(problem);
                continue;
            }

            while (files.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                yield return Row(environment, package, files.File);
            }
        }
    }

    /// <summary>As <see cref="List"/>, with the state of each file.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="wanted">Selects packages.</param>
    /// <param name="report">Called for a list that cannot be read.</param>
    /// <param name="request">Workers and progress.</param>
    /// <param name="cancellation">Cancels within the time that it takes to read a piece of a file.</param>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public static IEnumerable<CondaPackageFile> Verify(
        AuditedEnvironment environment, Func<CondaPackage, bool> wanted, Action<CondaEnvException> report, AuditRequest request, CancellationToken cancellation)
    {
        FilePlaces places = FilePlaces.Find(environment.Contents.Prefix, environment.IsWindows, cancellation);
        using FileCheck check = new(environment, request, places, cancellation);
        foreach (CondaPackageFile row in new FileListing(check, report).Verify([.. check.Files.Owners.Where(p => !check.Files.IsReplaced(p) && wanted(p))]))
        {
            yield return row;
        }
    }

    private static CondaPackageFile Row(AuditedEnvironment environment, CondaPackage package, RecordedFile file) => new()
    {
        File = file.Path,
        Package = package.Name,
        Manager = package.Manager,
        Size = file.Size < 0 ? null : file.Size,
        Type = file.Type,
        Sha256 = file.Type is PackageFileType.Link or PackageFileType.Folder ? null : file.Expected?.ToString(),
        EnvironmentName = environment.Environment.Name,
        Prefix = environment.Environment.Prefix,
        ComputerName = environment.Environment.ComputerName,
    };

    private IEnumerable<CondaPackageFile> Verify(IReadOnlyList<CondaPackage> packages)
    {
        FindBrokenLinks(packages);
        using HashPool pool = new(_check);
        Queue<CondaPackageFile> rows = new();
        FileBatch batch = pool.Rent();
        byte[] prefix = Encoding.UTF8.GetBytes(_check.Environment.Contents.Prefix.TrimEnd('/', '\\') + "/");
        foreach (CondaPackage package in packages)
        {
            if (_check.Files.Open(package) is { } problem)
            {
                _report(problem);
                continue;
            }

            while (_check.Files.Read())
            {
                _check.ThrowIfStopped();
                CondaPackageFile row = Row(_check.Environment, package, _check.Files.File);
                rows.Enqueue(row);
                row.State = StateOf(package, _check.Files.File, out bool isIndirect);
                if (row.State is null)
                {
                    FileTask task = batch.Add(row.Size ?? 0);
                    task.Set(prefix, _check.Files.File, _check.Files.File.Expected.GetValueOrDefault(), 0, isIndirect);
                    task.Row = row;
                }

                if (batch.IsFull)
                {
                    pool.Add(batch);
                    while (pool.IsFull)
                    {
                        Take(pool);
                    }

                    batch = pool.Rent();
                }

                while (rows.Count > 0 && rows.Peek().State is not null)
                {
                    yield return rows.Dequeue();
                }
            }
        }

        pool.Add(batch);
        while (!pool.IsEmpty)
        {
            Take(pool);
        }

        foreach (CondaPackageFile row in rows)
        {
            yield return row;
        }
    }

    private void Take(HashPool pool)
    {
        _check.ThrowIfStopped();
        if (_sinceProgress.ElapsedMilliseconds >= ProgressInterval)
        {
            _check.Request.Progress?.Invoke(pool.Bytes, 0);
            _sinceProgress.Restart();
        }

        if (pool.Take(ProgressInterval) is not { } batch)
        {
            return;
        }

        for (int i = 0; i < batch.Count; i++)
        {
            batch[i].Row!.State = batch[i].Outcome switch
            {
                FileOutcome.Altered => PackageFileState.Altered,
                FileOutcome.Unreadable => PackageFileState.Unreadable,
                _ => PackageFileState.Ok,
            };
        }

        pool.Return(batch);
    }

    /// <summary>Asks the rule for links, so that a link has the state that the rule has a finding for.</summary>
    private void FindBrokenLinks(IReadOnlyList<CondaPackage> packages)
    {
        HashSet<CondaPackage> wanted = [.. packages];
        for (int i = 0; i < _check.Files.Owners.Count; i++)
        {
            CondaPackage package = _check.Files.Owners[i];
            if (_check.Files.IsReplaced(package) || _check.Files.Open(package) is not null)
            {
                continue;
            }

            while (_check.Files.Read())
            {
                _check.ThrowIfStopped();
                RecordedFile file = _check.Files.File;
                if (file.Type is not (PackageFileType.Compiled or PackageFileType.Folder)
                    && _check.Places.Own(_check.Places.HashOf(file.Text, file.Start, file.Length), i, file).Item == DiskItem.Link
                    && file.Type == PackageFileType.Link && wanted.Contains(package))
                {
                    _check.Links.Add(RecordedLink.Of(i, file));
                }
            }
        }

        foreach (CondaEnvIssue issue in LinkRules.Check(_check))
        {
            _brokenLinks.Add((issue.Package!, issue.File!));
        }
    }

    /// <summary>The state of a file; null if that depends on its content.</summary>
    private PackageFileState? StateOf(CondaPackage package, RecordedFile file, out bool isIndirect)
    {
        isIndirect = true;
        if (file.Type == PackageFileType.Compiled)
        {
            return PackageFileState.Unverifiable;
        }

        DiskItem item = _check.Places.ItemAt(_check.Places.HashOf(file.Text, file.Start, file.Length));
        isIndirect = item != DiskItem.File || _check.Environment.IsWindows;
        if (item == DiskItem.Absent)
        {
            item = _check.Places.Look(file.Path, out string? danger);
            if (danger is not null)
            {
                return PackageFileState.Unsafe;
            }
        }

        bool isFile = file.Type is PackageFileType.File or PackageFileType.EntryPoint;
        return item switch
        {
            DiskItem.Absent => PackageFileState.Missing,
            DiskItem.Denied => PackageFileState.Unreadable,
            DiskItem.Special => PackageFileState.Altered,
            DiskItem.Folder when isFile => PackageFileState.Altered,
            DiskItem.File when file.Type == PackageFileType.Folder => PackageFileState.Altered,
            DiskItem.Link when file.Type == PackageFileType.Link => _brokenLinks.Contains((FileCheck.NameOf(package), file.Path)) ? PackageFileState.Broken : PackageFileState.Ok,
            DiskItem.Link when LinkTarget.Final(_check.FullPath(file.Path)) is null => PackageFileState.Broken,
            _ when !isFile => PackageFileState.Ok,
            _ => file.Expected is null ? PackageFileState.Unverifiable : null,
        };
    }
}
