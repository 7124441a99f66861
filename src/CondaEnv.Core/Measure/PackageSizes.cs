using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Measure;

/// <summary>Sizes of an environment by what its packages list, in bytes.</summary>
/// <param name="Recorded">
/// The size as conda counts it (<c>conda env list --size</c>): the sizes that the records state, of everything but links
/// and folders, the records themselves, and the other files of <c>conda-meta</c>. Null without <c>conda-meta</c>.
/// </param>
/// <param name="Pip">Bytes on disk of the files that pip packages list, and of the lists.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PackageSizes(long? Recorded, long Pip)
{
    /// <summary>Computes the sizes.</summary>
    /// <param name="contents">The packages of the environment.</param>
    /// <param name="report">Called for lists of files that cannot be read.</param>
    /// <param name="cancellation">Cancels between two files.</param>
    /// <remarks><c>PrefixRecord.package_size</c> in conda/models/records.py, <c>PrefixData.size</c> in conda/core/prefix_data.py (26.x).</remarks>
    /// <exception cref="CondaEnvException">Reported: RecordInvalid, AccessDenied, FileReadFailed; PathNotFound for a list that vanished.</exception>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public static PackageSizes Of(EnvironmentContents contents, Action<CondaEnvException> report, CancellationToken cancellation)
    {
        string meta = Path.Combine(contents.Prefix, "conda-meta");
        long recorded = OthersIn(meta);
        PipTotal pip = new();
        bool isWindows = contents.Platform is { } platform ? platform.StartsWith("win-", StringComparison.Ordinal) : !UnixFile.IsUnix;
        using PackageFiles files = new(contents, isWindows);
        foreach (CondaPackage package in files.Owners)
        {
            bool isPip = package.Manager == PackageManager.Pip;
            if (isPip)
            {
                pip.Add(package.RecordFile!);
            }
            else
            {
                recorded += LengthOf(Path.Combine(meta, package.RecordFile!));
            }

            if (files.Open(package) is { } problem)
            {
                report(problem);
                continue;
            }

            while (files.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                if (isPip)
                {
                    pip.Add(PathOf(contents.Prefix, files.File));
                }
                else if (files.File.Type is not (PackageFileType.Link or PackageFileType.Folder))
                {
                    // conda looks at a file without a recorded size, too.
                    recorded += files.File.Size >= 0 ? files.File.Size : LengthOf(PathOf(contents.Prefix, files.File));
                }
            }
        }

        return new PackageSizes(Directory.Exists(meta) ? recorded : null, pip.Size);
    }

    /// <summary>Full path of a listed file; null if it is not one of the environment, such as <c>../../etc/passwd</c>: it is not looked at.</summary>
    private static string? PathOf(string prefix, RecordedFile file) => FilePlaces.DangerOf(file.Path) is null ? Path.Combine(prefix, file.Path.Replace('/', Path.DirectorySeparatorChar)) : null;

    private static long OthersIn(string meta)
    {
        long size = 0;
        try
        {
            foreach (string name in FolderNames.In(meta))
            {
                size += name.EndsWith(".json", StringComparison.Ordinal) ? 0 : LengthOf(Path.Combine(meta, name));
            }
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            // Reading the packages has reported it; a plain virtual environment has no such folder.
        }

        return size;
    }

    /// <summary>Length of a file, or of what a link leads to; 0 if that is not there, or is a folder.</summary>
    private static long LengthOf(string? path)
    {
        try
        {
            FileInfo? file = path is null ? null : new FileInfo(LinkTarget.Final(path) ?? path);
            return file is { Exists: true } ? file.Length : 0;
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return 0;
        }
    }

    /// <summary>The files of pip packages, each once.</summary>
    private sealed class PipTotal
    {
        private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
        private readonly HashSet<FileId> _linked = [];

        public long Size { get; private set; }

        public void Add(string? path)
        {
            if (path is not null && _paths.Add(path) && DiskStatus.Of(path) is { IsFolder: false } status && (status.Links <= 1 || _linked.Add(status.Id)))
            {
                Size += status.Allocated;
            }
        }
    }
}
