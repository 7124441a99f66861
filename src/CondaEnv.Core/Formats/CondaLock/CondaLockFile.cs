using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.CondaLock;

/// <summary>
/// <c>conda-lock.yml</c>, version 1 (CEP 37): one list of packages, each with a platform and a category.
/// </summary>
internal static class CondaLockFile
{
    /// <summary>Interprets a parsed document.</summary>
    /// <exception cref="CondaEnvException">FileInvalid, with line and column.</exception>
    public static CondaEnvFile Read(YamlMapping root, string path, ChannelConfiguration configuration)
    {
        LockEntries entries = new(path, configuration);
        if (LockEntries.Text(root, "version") is not (null or "1"))
        {
            YamlNode at = root.Find("version")!.Value.Value;
            throw SourceText.Invalid(path, at.Line, at.Column, "of conda-lock.yml, version 1 is read");
        }

        YamlMapping? metadata = root.Find("metadata") is { } found ? entries.Mapping(found.Value, "'metadata'") : null;
        if (root.Find("package") is { Value: not YamlScalar { IsNull: true } } packages)
        {
            foreach (YamlNode item in entries.Sequence(packages.Value, "'package'").Items)
            {
                Add(entries, entries.Mapping(item, "a package"));
            }
        }

        List<string> channels = Channels(metadata);
        return new CondaEnvFile
        {
            Path = path,
            Kind = CondaEnvFileKind.CondaLock,
            Channels = channels,
            ChannelSources = channels,
            Platforms = metadata is null ? [] : LockEntries.Texts(metadata, "platforms"),
            LockEnvironments = Categories(entries.All),
            Dependencies = entries.All,
            PackageCount = entries.PackageCount,
            PipPackageCount = entries.PipPackageCount,
            IsExact = true,
        };
    }

    private static IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Categories(IReadOnlyList<CondaEnvFileDependency> packages) =>
        [.. packages.Where(static p => p.Environment is not null)
            .GroupBy(static p => p.Environment!, static p => p.Platform, StringComparer.Ordinal)
            .Select(static g => new KeyValuePair<string, IReadOnlyList<string>>(g.Key, [.. g.OfType<string>().Distinct(StringComparer.Ordinal)]))];

    private static List<string> Channels(YamlMapping? metadata)
    {
        List<string> channels = [];
        if (metadata?.Find("channels") is { Value: YamlSequence list })
        {
            foreach (YamlNode item in list.Items)
            {
                if ((item is YamlMapping mapping ? LockEntries.Text(mapping, "url") : (item as YamlScalar)?.Value) is { } url)
                {
                    channels.Add(url);
                }
            }
        }

        return channels;
    }

    private static void Add(LockEntries entries, YamlMapping fields)
    {
        string name = Required(entries, fields, "name");
        string version = Required(entries, fields, "version");
        string url = Required(entries, fields, "url");
        string? platform = LockEntries.Text(fields, "platform");
        YamlMapping? hash = fields.Find("hash") is { Value: YamlMapping hashes } ? hashes : null;
        string? md5 = hash is null ? null : LockEntries.Text(hash, "md5");
        string? sha256 = hash is null ? null : LockEntries.Text(hash, "sha256");
        string manager = LockEntries.Text(fields, "manager") ?? "conda";
        CondaPackage package;
        if (manager == "pip")
        {
            // conda-lock stores the commit of a repository as the hash.
            package = LockEntries.Pip(fields, name, version, url, sha256 is { Length: 64 } ? sha256 : null, editable: false, Dependencies(fields, ""));
        }
        else
        {
            (_, _, string? build, string? channel, string? subdir) = LockEntries.OfUrl(url);
            package = entries.Conda(fields, name, version, LockEntries.Text(fields, "build") ?? build, url, channel, subdir, md5, sha256, Dependencies(fields, " "));
        }

        YamlScalar at = (YamlScalar)fields.Find("url")!.Value.Value;
        entries.Add(package, at, url, platform, LockEntries.Text(fields, "category"));
    }

    /// <summary>
    /// Converts the map of names and constraints to lines as in the metadata: MatchSpecs for conda, requirements for
    /// pip.
    /// </summary>
    private static List<string> Dependencies(YamlMapping fields, string separator)
    {
        List<string> dependencies = [];
        if (fields.Find("dependencies") is { Value: YamlMapping map })
        {
            foreach (KeyValuePair<YamlScalar, YamlNode> entry in map.Entries)
            {
                string constraint = entry.Value is YamlScalar { IsNull: false } scalar ? scalar.Value.Trim() : "";
                dependencies.Add(constraint.Length == 0 ? entry.Key.Value : entry.Key.Value + separator + constraint);
            }
        }

        return dependencies;
    }

    private static string Required(LockEntries entries, YamlMapping fields, string key) =>
        LockEntries.Text(fields, key) ?? throw SourceText.Invalid(entries.Path, fields.Line, fields.Column, $"a package has no '{key}'");
}
