using System;
using System.Collections.Generic;
using System.IO;

namespace CondaEnv.Discovery;

/// <summary>
/// The one path of a folder behind links and junctions, so that a folder counts once however it is named. Remembers
/// what it resolved: the environments of a machine share most of their parents.
/// </summary>
internal sealed class LinkResolver
{
    /// <summary>More links than any real path has; conda's own limit is the kernel's (ELOOP).</summary>
    private const int MaximumLinks = 40;

    private readonly Dictionary<string, string> _resolved;

    private readonly StringComparer _paths;

    public LinkResolver(StringComparer paths)
    {
        _paths = paths;
        _resolved = new Dictionary<string, string>(paths);
    }

    /// <summary>True if the folder itself is a link; false if only a folder above it is one.</summary>
    public bool IsLink(string path) =>
        MachinePaths.Parent(path) is { } parent && !_paths.Equals(Resolve(path), Path.Combine(Resolve(parent), Path.GetFileName(path)));

    /// <summary>The folder's own path; the path itself where it cannot be resolved.</summary>
    public string Resolve(string path) => Resolve(path, 0);

    private string Resolve(string path, int links)
    {
        if (_resolved.TryGetValue(path, out string? known))
        {
            return known;
        }

        string? parent = MachinePaths.Parent(path);
        string here = parent is null || links > MaximumLinks
            ? path
            : Path.Combine(Resolve(parent, links), Path.GetFileName(path));
        string? target = parent is null || links > MaximumLinks ? null : LinkTarget.Read(here);
        string result = target is null
            ? here
            : Resolve(MachinePaths.Trim(Path.GetFullPath(Path.Combine(MachinePaths.Parent(here)!, target))), links + 1);
        _resolved[path] = result;
        return result;
    }
}
