using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Prefixes.Pip;

/// <summary>
/// The folder with the Python packages of an environment, and the anchors by which conda finds them
/// (conda/plugins/prefix_data_loaders/pypi).
/// </summary>
internal sealed class SitePackages
{
    private static readonly string[] s_anchorEndings = [".egg-info/PKG-INFO", ".dist-info/RECORD", ".egg-info"];

    private readonly string[] _shortPaths;
    private readonly StringComparison _comparison;

    private SitePackages(string folder, string[] shortPaths, bool windows)
    {
        Folder = folder;
        _shortPaths = shortPaths;
        _comparison = windows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        (Anchors, PathFiles) = List(folder);
    }

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Existing anchors, relative to <see cref="Folder"/> with forward slashes, in directory order.</summary>
    public IReadOnlyList<string> Anchors { get; }

    /// <summary>Names of the files that extend Python's path: <c>*.pth</c>.</summary>
    public IReadOnlyList<string> PathFiles { get; }

    /// <summary>Finds the folder of a conda environment from its python record.</summary>
    /// <returns>The folder; null if it does not exist.</returns>
    public static SitePackages? Find(string prefix, string pythonVersion, string? declaredPath, bool windows)
    {
        List<string> candidates = [];
        if (declaredPath is not null)
        {
            candidates.Add(declaredPath.Replace('\\', '/').Trim('/'));
        }
        else if (windows)
        {
            candidates.Add("Lib/site-packages");
        }
        else
        {
            string name = "lib/python" + MajorMinor(pythonVersion);
            candidates.Add(name + "/site-packages");

            // Free-threaded builds before CEP 17 did not declare their "t".
            candidates.Add(name + "t/site-packages");
        }

        foreach (string shortPath in candidates)
        {
            if (Resolve(prefix, shortPath) is { } folder)
            {
                // A link (lib/python3.13 → lib/python3.13t) gives one folder two names in the records.
                string linked = LinkedShortPath(prefix, shortPath);
                return new SitePackages(folder, [shortPath, linked], windows);
            }
        }

        return null;
    }

    /// <summary>Finds the folders of a plain virtual environment (PEP 405).</summary>
    public static IEnumerable<SitePackages> FindInVenv(string prefix)
    {
        if (Resolve(prefix, "Lib/site-packages") is { } windowsFolder && !Directory.Exists(Path.Combine(prefix, "bin")))
        {
            yield return new SitePackages(windowsFolder, [], windows: true);
            yield break;
        }

        string lib = Path.Combine(prefix, "lib");
        string[] folders = Directory.Exists(lib) ? Directory.GetDirectories(lib, "python*") : [];
        Array.Sort(folders, StringComparer.Ordinal);
        foreach (string python in folders)
        {
            string folder = Path.Combine(python, "site-packages");
            if (Directory.Exists(folder))
            {
                yield return new SitePackages(folder, [], windows: false);
            }
        }
    }

    /// <summary>Compares anchors: without case on Windows.</summary>
    public StringComparer Comparer => _comparison == StringComparison.Ordinal ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>
    /// The anchor of a conda record, relative to the folder; null if it has none. If there are several, the longest, or
    /// the first among equally long ones.
    /// </summary>
    public string? AnchorOf(IReadOnlyList<string> recordedPaths)
    {
        string? best = null;
        foreach (string path in recordedPaths)
        {
            if (Relative(path) is { } anchor && (best is null || anchor.Length > best.Length))
            {
                best = anchor;
            }
        }

        return best;
    }

    /// <summary>All anchors of a conda record, relative to the folder.</summary>
    public IEnumerable<string> AnchorsOf(IReadOnlyList<string> recordedPaths)
    {
        foreach (string path in recordedPaths)
        {
            if (Relative(path) is { } anchor)
            {
                yield return anchor;
            }
        }
    }

    /// <summary>
    /// Name and version from the anchor's file name, such as <c>PyQt5_sip-12.12.2.dist-info/RECORD</c>; version null if
    /// there is none.
    /// </summary>
    public static (string Name, string? Version) NameOf(string anchor)
    {
        int end = Math.Max(anchor.IndexOf(".dist-info", StringComparison.OrdinalIgnoreCase), anchor.IndexOf(".egg-info", StringComparison.OrdinalIgnoreCase));
        string[] parts = (end < 0 ? anchor : anchor.Substring(0, end)).Split('-');
        return (parts[0], parts.Length > 1 ? parts[1] : null);
    }

    /// <summary><c>3.12.4</c> gives <c>3.12</c>.</summary>
    internal static string MajorMinor(string version)
    {
        int first = version.IndexOf('.');
        int end = first < 0 ? -1 : first + 1;
        while (end > 0 && end < version.Length && version[end] is >= '0' and <= '9')
        {
            end++;
        }

        return end < 0 ? version : version.Substring(0, end);
    }

    private string? Relative(string path)
    {
        foreach (string shortPath in _shortPaths)
        {
            if (path.Length <= shortPath.Length + 1 || path[shortPath.Length] != '/' || !path.StartsWith(shortPath, _comparison))
            {
                continue;
            }

            string rest = path.Substring(shortPath.Length + 1);
            foreach (string ending in s_anchorEndings)
            {
                // There must be text before the ending, and it must be a single name.
                if (rest.Length > ending.Length && rest.EndsWith(ending, _comparison) && rest.IndexOf('/', 0, rest.Length - ending.Length) < 0)
                {
                    return rest;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Resolves the path ignoring case, because a Windows prefix may be read on a case-sensitive system.
    /// </summary>
    private static string? Resolve(string prefix, string shortPath)
    {
        string folder = prefix;
        foreach (string part in shortPath.Split('/'))
        {
            string next = Path.Combine(folder, part);
            if (!Directory.Exists(next))
            {
                RequireLookable(next);
                next = Directory.Exists(folder) ? SameName(folder, part) ?? "" : "";
                if (next.Length == 0)
                {
                    return null;
                }
            }

            folder = next;
        }

        return folder;
    }

    // An inaccessible folder is an error: treating it as missing would silently omit its packages.
    private static void RequireLookable(string path)
    {
        try
        {
            File.GetAttributes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // The folder does not exist.
        }
    }

    private static string? SameName(string folder, string name)
    {
        foreach (string candidate in Directory.EnumerateDirectories(folder))
        {
            if (string.Equals(Path.GetFileName(candidate), name, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
        }

        return null;
    }

    private static string LinkedShortPath(string prefix, string shortPath)
    {
#if NET
        string[] parts = shortPath.Split('/');
        string folder = prefix;
        for (int i = 0; i < parts.Length; i++)
        {
            folder = Path.Combine(folder, parts[i]);
            if (new DirectoryInfo(folder) is { LinkTarget: not null } link
                && link.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                string relative = Path.GetRelativePath(prefix, target.FullName).Replace('\\', '/');
                return string.Join("/", [relative, .. parts[(i + 1)..]]);
            }
        }
#endif
        return shortPath;
    }

    private static (List<string> Anchors, List<string> PathFiles) List(string folder)
    {
        List<string> anchors = [];
        List<string> pathFiles = [];
        foreach (string name in FolderNames.In(folder))
        {
            if (name.EndsWith(".dist-info", StringComparison.Ordinal))
            {
                anchors.Add(name + "/RECORD");
            }
            else if (name.EndsWith(".egg-info", StringComparison.Ordinal))
            {
                anchors.Add(File.Exists(Path.Combine(folder, name)) ? name : name + "/PKG-INFO");
            }
            else if (name.EndsWith(".egg", StringComparison.Ordinal) && Directory.Exists(Path.Combine(folder, name)))
            {
                anchors.Add(name + "/EGG-INFO/PKG-INFO");
            }
            else if (name.EndsWith(".egg-link", StringComparison.Ordinal))
            {
                anchors.Add(name);
            }
            else if (name.EndsWith(".pth", StringComparison.Ordinal))
            {
                pathFiles.Add(name);
            }
        }

        return (anchors, pathFiles);
    }
}
