using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Audit;
using CondaEnv.Audit.Files;
using CondaEnv.Foundation.Disk;
using CondaEnv.Packages.Matching;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.Files;

namespace CondaEnv;

/// <content>Files of packages, and the packages of files.</content>
internal sealed partial class EnvironmentService
{
    /// <summary>The files of the packages of an environment, returned while its records are read.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="filter">Selects packages.</param>
    /// <param name="verify">True to determine whether each file is as it was installed.</param>
    /// <param name="progress">Called with the number of bytes that were verified, on the thread that enumerates.</param>
    /// <param name="cancellation">Cancels the work within the time that it takes to read a piece of a file.</param>
    /// <exception cref="CondaEnvException">As <see cref="Read"/>. Reported while the files are enumerated: AccessDenied,
    /// PathNotFound or FileReadFailed for a list of files.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IEnumerable<CondaPackageFile> Files(CondaEnvironment environment, PackageFilter filter, bool verify, Action<long>? progress, CancellationToken cancellation)
    {
        AuditedEnvironment read = new(environment, Read(environment, cancellation), ChannelsFor(environment.Prefix));
        return verify
            ? FileListing.Verify(read, filter.Matches, _report, new AuditRequest { Progress = progress is null ? null : (done, _) => progress(done) }, cancellation)
            : FileListing.List(read, filter.Matches, _report, cancellation);
    }

    /// <summary>The packages that own a file, in whichever environment it is.</summary>
    /// <param name="path">Full path of a file, which need not exist; or a pattern.</param>
    /// <param name="pattern">Makes a test of a pattern; null if the path is not one.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="CondaEnvException">EnvironmentNotFound if the path is not in an environment; PackageNotFound if no
    /// package owns it; as <see cref="Read"/>.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<CondaPackage> OwnersOf(string path, Func<string, Func<string, bool>>? pattern, CancellationToken cancellation)
    {
        if (FindAround(path, pattern is not null) is { } environment)
        {
            return OwnersOf(environment, path, pattern, cancellation);
        }

        // The folder that environments are in may itself be a pattern.
        List<CondaPackage> owners = [];
        bool found = false;
        foreach (CondaEnvironment candidate in pattern is null ? [] : FindAll(null, cancellation))
        {
            IReadOnlyList<CondaPackage> some = Owners(candidate, path, pattern, cancellation);
            owners.AddRange(some);
            found = true;
        }

        return owners.Count > 0 ? owners
            : found ? throw NobodyOwns(path, "any known environment")
            : throw new CondaEnvException(CondaErrorKind.EnvironmentNotFound, $"'{path}' is not in an environment: no folder above it has 'conda-meta' or 'pyvenv.cfg'.", path);
    }

    /// <summary>The packages of an environment that own a file.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="path">Full path of a file, or a path relative to the prefix; or a pattern.</param>
    /// <param name="pattern">Makes a test of a pattern; null if the path is not one.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="CondaEnvException">PackageNotFound if no package owns it; as <see cref="Read"/>.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<CondaPackage> OwnersOf(CondaEnvironment environment, string path, Func<string, Func<string, bool>>? pattern, CancellationToken cancellation) =>
        Owners(environment, path, pattern, cancellation) is { Count: > 0 } owners ? owners : throw NobodyOwns(path, $"'{environment.Name}'");

    private static CondaEnvException NobodyOwns(string path, string where) =>
        new(CondaErrorKind.PackageNotFound, $"No package in {where} owns '{path}'. It may have been created by hand, or when a program ran.", path);

    private IReadOnlyList<CondaPackage> Owners(CondaEnvironment environment, string path, Func<string, Func<string, bool>>? pattern, CancellationToken cancellation)
    {
        EnvironmentContents contents = Read(environment, cancellation);
        bool ignoreCase = new AuditedEnvironment(environment, contents, ChannelsFor(environment.Prefix)).IsWindows;
        foreach (string relative in RelativeTo(environment.Prefix, path))
        {
            Func<string, bool>? fits = pattern?.Invoke(relative);
            if (FileOwners.Of(contents, relative, fits, ignoreCase, cancellation) is { Count: > 0 } owners)
            {
                return owners;
            }
        }

        if (pattern is null || !Path.IsPathRooted(path))
        {
            return [];
        }

        // The pattern may extend over the prefix.
        Func<string, bool> whole = pattern(path.Replace('\\', '/'));
        string prefix = environment.Prefix.Replace('\\', '/').TrimEnd('/') + "/";
        return FileOwners.Of(contents, "", file => whole(prefix + file), ignoreCase, cancellation);
    }

    /// <summary>A path relative to a prefix, as given and with links resolved.</summary>
    private IEnumerable<string> RelativeTo(string prefix, string path)
    {
        if (!Path.IsPathRooted(path))
        {
            yield return path.Replace('\\', '/');
            yield break;
        }

        foreach (string root in new[] { prefix, LinkTarget.Final(prefix) ?? prefix }.Distinct(_machine.PathComparer))
        {
            foreach (string candidate in new[] { path, LinkTarget.Final(Path.GetDirectoryName(path) ?? path) is { } folder ? Path.Combine(folder, Path.GetFileName(path)) : path, LinkTarget.Final(path) ?? path }.Distinct(_machine.PathComparer))
            {
                if (candidate.Length > root.Length && _machine.PathComparer.Equals(candidate.Substring(0, root.Length), root) && candidate[root.Length] is '/' or '\\')
                {
                    yield return candidate.Substring(root.Length + 1).Replace('\\', '/');
                }
            }
        }
    }

    /// <summary>The nearest environment above a path; null if there is none.</summary>
    private CondaEnvironment? FindAround(string path, bool isPattern)
    {
        foreach (string start in isPattern ? [path] : new[] { path, LinkTarget.Final(path) ?? path })
        {
            for (string? folder = Path.GetDirectoryName(start); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                if (Directory.Exists(Path.Combine(folder, "conda-meta")) || File.Exists(Path.Combine(folder, "pyvenv.cfg")))
                {
                    return Locate(folder!);
                }
            }
        }

        return null;
    }
}
