using System;
using System.Collections.Generic;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.PixiLock;

/// <summary>
/// Reads <c>pixi.lock</c>, versions 4 to 7 (<c>rattler_lock</c>). For each environment and platform there is a list of
/// addresses, and one list describes the packages at these addresses. Since version 6, that list omits what the address
/// contains; in older versions, a package has its type and address as members.
/// </summary>
internal sealed class PixiLockFile
{
    private readonly LockEntries _entries;

    /// <summary>
    /// Packages by type and address; several if they differ only by name, version, build or platform.
    /// </summary>
    private readonly Dictionary<string, List<(YamlMapping Fields, CondaPackage Package)>> _packages = new(StringComparer.Ordinal);

    /// <summary>
    /// Subdirs by the platform names of this file (version 7). Two platforms of one subdir differ in their virtual
    /// packages.
    /// </summary>
    private readonly Dictionary<string, string> _subdirs = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _ofSubdir = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly OrderedNames _channels = new();
    private readonly OrderedNames _platforms = new();
    private readonly List<KeyValuePair<string, IReadOnlyList<string>>> _environments = [];

    private PixiLockFile(string path, ChannelConfiguration configuration) => _entries = new LockEntries(path, configuration);

    /// <summary>Interprets a parsed document.</summary>
    /// <exception cref="CondaEnvException">FileInvalid, with line and column.</exception>
    public static CondaEnvFile Read(YamlMapping root, string path, ChannelConfiguration configuration)
    {
        PixiLockFile reader = new(path, configuration);
        reader.ReadDocument(root);
        return new CondaEnvFile
        {
            Path = path,
            Kind = CondaEnvFileKind.PixiLock,
            Channels = reader._channels.All,
            ChannelSources = reader._channels.All,
            Platforms = reader._platforms.All,
            LockEnvironments = reader._environments,
            NamedPlatforms = reader._subdirs,
            Dependencies = reader._entries.All,
            PackageCount = reader._entries.PackageCount,
            PipPackageCount = reader._entries.PipPackageCount,
            IsExact = true,
        };
    }

    private void ReadDocument(YamlMapping root)
    {
        if (LockEntries.Text(root, "version") is not ("4" or "5" or "6" or "7"))
        {
            YamlNode at = root.Find("version")?.Value ?? root;
            throw SourceText.Invalid(_entries.Path, at.Line, at.Column, "only versions 4 to 7 of pixi.lock can be read; write the file again with a current pixi ('pixi lock')");
        }

        if (root.Find("platforms") is { Value: YamlSequence platforms })
        {
            foreach (YamlNode item in platforms.Items)
            {
                if (item is YamlMapping platform && LockEntries.Text(platform, "name") is { } name)
                {
                    string subdir = LockEntries.Text(platform, "subdir") ?? name;
                    _named.Add(name);
                    if (subdir != name)
                    {
                        _subdirs[name] = subdir;
                    }
                }
            }
        }

        foreach (string subdir in _subdirs.Values)
        {
            _ofSubdir[subdir] = _ofSubdir.TryGetValue(subdir, out int others) ? others + 1 : 1;
        }

        if (root.Find("packages") is { Value: not YamlScalar { IsNull: true } } packages)
        {
            foreach (YamlNode item in _entries.Sequence(packages.Value, "'packages'").Items)
            {
                ReadPackage(_entries.Mapping(item, "a package"));
            }
        }

        if (root.Find("environments") is { Value: not YamlScalar { IsNull: true } } environments)
        {
            foreach (KeyValuePair<YamlScalar, YamlNode> environment in _entries.Mapping(environments.Value, "'environments'").Entries)
            {
                ReadEnvironment(environment.Key.Value, _entries.Mapping(environment.Value, "an environment"));
            }
        }
    }

    private void ReadPackage(YamlMapping fields)
    {
        (string Kind, YamlScalar Location)? found = Location(fields);
        if (found is not { } package)
        {
            throw SourceText.Invalid(_entries.Path, fields.Line, fields.Column, "a package has none of the keys 'conda', 'pypi' and 'source', and no kind with an address");
        }

        string key = Key(package.Kind, package.Location.Value);
        if (!_packages.TryGetValue(key, out List<(YamlMapping Fields, CondaPackage Package)>? same))
        {
            _packages.Add(key, same = new List<(YamlMapping Fields, CondaPackage Package)>(1));
        }

        same.Add((fields, package.Kind switch
        {
            "conda" => Conda(fields, package.Location),
            "pypi" => Pip(fields, package.Location),
            _ => Source(fields, package.Location),
        }));
    }

    private CondaPackage Conda(YamlMapping fields, YamlScalar location)
    {
        string url = location.Value;
        (string? name, string? version, string? build, string? channel, string? subdir) = LockEntries.OfUrl(url);
        name = LockEntries.Text(fields, "name") ?? name;
        version = LockEntries.Text(fields, "version") ?? version;
        if (name is null || version is null)
        {
            throw SourceText.Invalid(_entries.Path, location.Line, location.Column, "the address names no package of conda: it ends in name-version-build.conda or .tar.bz2");
        }

        return _entries.Conda(
            fields, name, version, LockEntries.Text(fields, "build") ?? build, url, LockEntries.Text(fields, "channel") ?? channel,
            LockEntries.Text(fields, "subdir") ?? subdir, LockEntries.Text(fields, "md5"), LockEntries.Text(fields, "sha256"));
    }

    private CondaPackage Pip(YamlMapping fields, YamlScalar location)
    {
        string? name = LockEntries.Text(fields, "name");
        if (name is null)
        {
            throw SourceText.Invalid(_entries.Path, fields.Line, fields.Column, "a package from PyPI has no 'name'");
        }

        // The version of a folder is determined by its build, so it may be missing here.
        return LockEntries.Pip(fields, name, LockEntries.Text(fields, "version") ?? "", location.Value, LockEntries.Text(fields, "sha256"), LockEntries.Text(fields, "editable") == "true");
    }

    /// <summary>A package that is built from source: <c>name[hash] @ place</c>.</summary>
    private CondaPackage Source(YamlMapping fields, YamlScalar location)
    {
        string text = location.Value;
        int at = text.IndexOf(" @ ", StringComparison.Ordinal);
        int bracket = text.IndexOf('[');
        int end = bracket > 0 ? bracket : at;
        string name = LockEntries.Text(fields, "name") ?? (end > 0 ? text.Substring(0, end) : text);
        return _entries.Conda(
            fields, name, LockEntries.Text(fields, "version") ?? "", LockEntries.Text(fields, "build"), at < 0 ? text : text.Substring(at + 3), null,
            LockEntries.Text(fields, "subdir"), LockEntries.Text(fields, "md5"), LockEntries.Text(fields, "sha256"));
    }

    private void ReadEnvironment(string name, YamlMapping environment)
    {
        // Also an environment without packages: pixi's 'default' may have none.
        OrderedNames platforms = new();
        _environments.Add(new KeyValuePair<string, IReadOnlyList<string>>(name, platforms.All));
        if (environment.Find("channels") is { Value: YamlSequence channels })
        {
            foreach (YamlNode item in channels.Items)
            {
                string? url = item is YamlMapping mapping ? LockEntries.Text(mapping, "url") : (item as YamlScalar)?.Value;
                if (url is not null)
                {
                    _channels.Add(url);
                }
            }
        }

        if (environment.Find("packages") is not { Value: not YamlScalar { IsNull: true } } packages)
        {
            return;
        }

        foreach (KeyValuePair<YamlScalar, YamlNode> platform in _entries.Mapping(packages.Value, "'packages' of an environment").Entries)
        {
            string platformName = PlatformOf(platform.Key.Value);
            platforms.Add(platformName);
            _platforms.Add(platformName);
            if (platform.Value is YamlScalar { IsNull: true })
            {
                continue;
            }

            foreach (YamlNode item in _entries.Sequence(platform.Value, "the packages of a platform").Items)
            {
                YamlMapping reference = _entries.Mapping(item, "a package");
                CondaPackage package = Find(reference, out YamlScalar location);
                _entries.Add(package, location, location.Value, platformName, name);
            }
        }
    }

    /// <summary>
    /// The name to show for a platform: the subdir, unless another platform of the file has the same one.
    /// </summary>
    private string PlatformOf(string name) =>
        _subdirs.TryGetValue(name, out string? subdir) && (_named.Contains(subdir) || _ofSubdir[subdir] > 1) ? name : subdir ?? name;

    private CondaPackage Find(YamlMapping reference, out YamlScalar location)
    {
        if (Location(reference) is not { } found || !_packages.TryGetValue(Key(found.Kind, found.Location.Value), out List<(YamlMapping Fields, CondaPackage Package)>? same))
        {
            throw SourceText.Invalid(_entries.Path, reference.Line, reference.Column, "an environment lists a package that is not in 'packages'");
        }

        location = found.Location;
        foreach ((YamlMapping fields, CondaPackage package) in same)
        {
            if (Agrees(reference, fields))
            {
                return package;
            }
        }

        return same[0].Package;
    }

    /// <summary>Whether all other fields of the reference match the package.</summary>
    private static bool Agrees(YamlMapping reference, YamlMapping fields)
    {
        if (reference.Entries.Count == 1)
        {
            return true;
        }

        foreach (KeyValuePair<YamlScalar, YamlNode> entry in reference.Entries)
        {
            if (entry.Value is YamlScalar wanted && LockEntries.Text(fields, entry.Key.Value) is { } given && given != wanted.Value)
            {
                return false;
            }
        }

        return true;
    }

    private static (string Kind, YamlScalar Location)? Location(YamlMapping mapping)
    {
        foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
        {
            if (entry.Key.Value is "conda" or "pypi" or "source" or "conda_source" && entry.Value is YamlScalar { IsNull: false } location)
            {
                return (entry.Key.Value == "conda_source" ? "source" : entry.Key.Value, location);
            }
        }

        // Versions 4 and 5.
        return LockEntries.Text(mapping, "kind") is "conda" or "pypi" && (mapping.Find("url") ?? mapping.Find("path"))?.Value is YamlScalar { IsNull: false } place
            ? (LockEntries.Text(mapping, "kind")!, place)
            : null;
    }

    private static string Key(string kind, string location) => kind + " " + location;
}
