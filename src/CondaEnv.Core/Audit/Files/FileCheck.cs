using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>What the rules for files share during one check of an environment.</summary>
internal sealed class FileCheck : IDisposable
{
    public FileCheck(AuditedEnvironment environment, AuditRequest request, FilePlaces places, CancellationToken cancellation)
    {
        Environment = environment;
        Request = request;
        Places = places;
        Cancellation = cancellation;
        Files = new PackageFiles(environment.Contents, environment.IsWindows);
    }

    public AuditedEnvironment Environment { get; }

    public AuditRequest Request { get; }

    /// <summary>What is on disk, and which package owns it.</summary>
    public FilePlaces Places { get; }

    /// <summary>The files that packages own.</summary>
    public PackageFiles Files { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>False if this is a Windows machine that allows long paths; whether another one does is not known.</summary>
    public bool LimitsPaths { get; } = !WindowsFile.AllowsLongPaths();

    /// <summary>Numbers of the packages that own a path that another one owns as well.</summary>
    public SortedSet<int> Sharing { get; } = [];

    /// <summary>The symbolic links of packages that are there.</summary>
    public List<RecordedLink> Links { get; } = [];

    /// <summary>Number of bytes that the recorded hashes are about, as far as sizes are recorded.</summary>
    public long Bytes { get; set; }

    /// <summary>Full path of a file.</summary>
    public string FullPath(string relative) => Path.Combine(Environment.Contents.Prefix, relative);

    /// <summary>The package in a sentence.</summary>
    public static string NameOf(CondaPackage package) => package.Manager == PackageManager.Pip ? package.RawName : package.Name;

    /// <summary>What restores the files of a package.</summary>
    public static string Reinstall(CondaPackage package) => package.Manager == PackageManager.Pip
        ? $"Reinstall it: python -m pip install --force-reinstall --no-deps {package.RawName}."
        : $"Reinstall it: conda install --force-reinstall {package.Name}.";

    /// <summary>Stops if that is requested.</summary>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public void ThrowIfStopped() => Cancellation.ThrowIfCancellationRequested();

    public void Dispose() => Files.Dispose();
}
