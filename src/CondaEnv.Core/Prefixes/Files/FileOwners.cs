using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;

namespace CondaEnv.Prefixes.Files;

/// <summary>Finds the packages that own files of an environment.</summary>
internal static class FileOwners
{
    /// <summary>The packages that own a path, or any path that fits a pattern.</summary>
    /// <param name="contents">The environment.</param>
    /// <param name="path">Path relative to the prefix, with forward slashes.</param>
    /// <param name="pattern">Whether a relative path fits; null to compare with <paramref name="path"/>.</param>
    /// <param name="ignoreCase">True if paths that differ in case only are the same path.</param>
    /// <param name="cancellation">Cancels between two files.</param>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public static IReadOnlyList<CondaPackage> Of(EnvironmentContents contents, string path, Func<string, bool>? pattern, bool ignoreCase, CancellationToken cancellation)
    {
        byte[] text = Encoding.UTF8.GetBytes(path);
        PathHash hash = new(ignoreCase);
        ulong wanted = hash.Of(text, 0, text.Length);
        List<CondaPackage> owners = [];
        using PackageFiles files = new(contents, ignoreCase);
        foreach (CondaPackage package in files.Owners.Where(p => !files.IsReplaced(p)))
        {
            if (files.Open(package) is not null)
            {
                continue;
            }

            while (files.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                if (pattern?.Invoke(files.File.Path) ?? hash.Of(files.File.Text, files.File.Start, files.File.Length) == wanted)
                {
                    owners.Add(package);
                    break;
                }
            }
        }

        return owners;
    }
}
