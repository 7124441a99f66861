using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Machines.Host;

/// <summary>
/// Resolves links, junctions and spellings to a single path, so that a folder counts once regardless of how it is
/// named. Results are cached, because the environments of a machine share most of their parents.
/// </summary>
internal sealed class LinkResolver
{
    private readonly StringComparer _paths;
    private readonly Func<string, string?> _nameOnDisk;
    private readonly Dictionary<string, string> _resolved;
    private readonly Dictionary<string, string> _spelled;

    public LinkResolver(Machine machine)
    {
        _paths = machine.PathComparer;
        _nameOnDisk = machine.NameOnDisk;
        _resolved = new Dictionary<string, string>(_paths);
        _spelled = new Dictionary<string, string>(_paths);
    }

    /// <summary>
    /// The path with each part spelled as on disk, without resolving links: on Windows in its actual case, and long if
    /// the short form was given (<c>RUNNER~1</c>). Parts that do not exist remain unchanged.
    /// </summary>
    public string Spell(string path)
    {
        if (_spelled.TryGetValue(path, out string? known))
        {
            return known;
        }

        string spelled = MachinePaths.Parent(path) is { } parent
            ? Path.Combine(Spell(parent), _nameOnDisk(path) ?? Path.GetFileName(path))
            : path.Length > 1 && path[1] == ':' ? char.ToUpperInvariant(path[0]) + path.Substring(1) : path;
        _spelled[path] = spelled;
        return spelled;
    }

    /// <summary>True if the folder itself is a link; false if only a folder above it is one.</summary>
    public bool IsLink(string path) =>
        MachinePaths.Parent(path) is { } parent && !_paths.Equals(Resolve(path), Path.Combine(Resolve(parent), Path.GetFileName(Spell(path))));

    /// <summary>The resolved path of the folder; the unchanged path if it cannot be resolved.</summary>
    public string Resolve(string path) => Resolve(Spell(path), 0);

    private string Resolve(string path, int links)
    {
        if (_resolved.TryGetValue(path, out string? known))
        {
            return known;
        }

        string? parent = MachinePaths.Parent(path);
        string here = parent is null || links > LinkTarget.MaximumLinks
            ? path
            : Path.Combine(Resolve(parent, links), Path.GetFileName(path));
        string? target = parent is null || links > LinkTarget.MaximumLinks ? null : LinkTarget.Read(here);
        string result = target is null
            ? here
            : Resolve(Spell(MachinePaths.Trim(Path.GetFullPath(Path.Combine(MachinePaths.Parent(here)!, target)))), links + 1);
        _resolved[path] = result;
        return result;
    }
}
