using System;
using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Names;

namespace CondaEnv.Formats.Locks;

/// <summary>Shared code of the readers of lock files and records: fields, packages, and the resulting file.</summary>
internal sealed class LockEntries
{
    private readonly ChannelConfiguration _configuration;
    private readonly List<CondaEnvFileDependency> _dependencies = [];
    private int _conda;
    private int _pip;

    public LockEntries(string path, ChannelConfiguration configuration)
    {
        Path = path;
        _configuration = configuration;
    }

    public string Path { get; }

    public int PackageCount => _conda;

    public int PipPackageCount => _pip;

    public IReadOnlyList<CondaEnvFileDependency> All => _dependencies;

    /// <summary>The text of a field; null if the field is missing or is not a string.</summary>
    public static string? Text(YamlMapping mapping, string key)
    {
        StopSignal.Check();
        return mapping.Find(key) is { Value: YamlScalar { IsNull: false } scalar } ? scalar.Value : null;
    }

    /// <summary>The strings of a list; empty if there is none.</summary>
    public static IReadOnlyList<string> Texts(YamlMapping mapping, string key)
    {
        if (mapping.Find(key) is not { Value: YamlSequence sequence })
        {
            return [];
        }

        List<string> texts = new(sequence.Items.Count);
        foreach (YamlNode item in sequence.Items)
        {
            if (item is YamlScalar { IsNull: false } scalar)
            {
                texts.Add(scalar.Value);
            }
        }

        return texts;
    }

    /// <summary>A whole number; null if there is none.</summary>
    public static long? Number(YamlMapping mapping, string key) =>
        long.TryParse(Text(mapping, key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>Returns the node as a mapping.</summary>
    /// <exception cref="CondaEnvException">FileInvalid if it is not a mapping.</exception>
    public YamlMapping Mapping(YamlNode node, string what) =>
        node as YamlMapping ?? throw SourceText.Invalid(Path, node.Line, node.Column, $"{what} must be a mapping");

    /// <summary>Returns the node as a list.</summary>
    /// <exception cref="CondaEnvException">FileInvalid if it is not a list.</exception>
    public YamlSequence Sequence(YamlNode node, string what) =>
        node as YamlSequence ?? throw SourceText.Invalid(Path, node.Line, node.Column, $"{what} must be a list");

    /// <summary>
    /// Name, version and build from an archive's file name, the address of its channel, and its platform folder.
    /// </summary>
    public static (string? Name, string? Version, string? Build, string? Channel, string? Subdir) OfUrl(string url)
    {
        int end = url.IndexOfAny(['?', '#']);
        string bare = end < 0 ? url : url.Substring(0, end);
        int slash = bare.LastIndexOf('/');
        string file = bare.Substring(slash + 1);
        string? extension = ChannelResolver.PackageExtension(file);
        string stem = extension is null ? file : file.Substring(0, file.Length - extension.Length);
        int build = stem.LastIndexOf('-');
        int version = build <= 0 ? -1 : stem.LastIndexOf('-', build - 1);
        int folder = slash <= 0 ? -1 : bare.LastIndexOf('/', slash - 1);
        string? subdir = folder < 0 ? null : PartBefore(SecretRedactor.Redact(bare));
        string? channel = folder < 0 ? null : bare.Substring(0, slash);
        return version <= 0
            ? (null, null, null, channel, subdir)
            : (stem.Substring(0, version), stem.Substring(version + 1, build - version - 1), stem.Substring(build + 1), channel, subdir);
    }

    /// <summary>The name of the folder that contains the file.</summary>
    private static string? PartBefore(string address)
    {
        string[] parts = address.Split('/');
        return parts.Length < 2 ? null : parts[parts.Length - 2];
    }

    /// <summary>Canonical name of a channel; null if the text is not a valid channel.</summary>
    public string? ChannelName(string? channel) => channel is not null && Channel.TryParse(channel, _configuration, out Channel? parsed) ? parsed.CanonicalName : null;

    public void Add(CondaPackage package, YamlNode at, string spec, string? platform = null, string? environment = null, string? section = null) =>
        Add(package, at.Line, at.Column, spec, platform, environment, section);

    public void Add(CondaPackage package, int line, int column, string spec, string? platform = null, string? environment = null, string? section = null)
    {
        bool pip = package.Manager == PackageManager.Pip;
        _conda += pip ? 0 : 1;
        _pip += pip ? 1 : 0;
        _dependencies.Add(new CondaEnvFileDependency
        {
            Name = package.Name,
            Manager = package.Manager,
            Section = section ?? (pip ? "pip" : "conda"),
            Spec = spec,
            SourceText = spec,
            Version = package.Version,
            Build = pip ? null : package.Build,
            Channel = package.Channel,
            Platform = platform ?? (pip ? null : package.Subdir),
            Environment = environment,
            Url = package.Url,
            Md5 = package.Md5,
            Sha256 = package.Sha256,
            Path = Path,
            Line = line,
            Column = column,
            Package = package,
        });
    }

    public CondaPackage Conda(YamlMapping fields, string name, string version, string? build, string url, string? channel, string? subdir, string? md5, string? sha256, IReadOnlyList<string>? depends = null) => new()
    {
        Name = name,
        RawName = name,
        Version = CondaVersion.FromRecord(version),
        Build = build,
        BuildNumber = Number(fields, "build_number") ?? BuildNumberOf(build),
        Channel = ChannelName(channel),
        ChannelSource = channel,
        Subdir = subdir,
        Manager = PackageManager.Conda,
        Depends = depends ?? Texts(fields, "depends"),
        Constrains = Texts(fields, "constrains"),
        License = Text(fields, "license"),
        Size = Number(fields, "size"),
        Url = SecretRedactor.Redact(url),
        UrlSource = url,
        Md5 = md5,
        Sha256 = sha256,
        Noarch = Text(fields, "noarch"),
        Timestamp = Time(Number(fields, "timestamp")),
        Prefix = "",
    };

    public static CondaPackage Pip(YamlMapping fields, string name, string version, string? url, string? sha256, bool editable, IReadOnlyList<string>? requires = null) => new()
    {
        Name = PipName.CondaSpelling(name),
        RawName = name,
        Version = CondaVersion.FromRecord(version),
        Build = "pypi_0",
        Channel = "pypi",
        Subdir = "pypi",
        Manager = PackageManager.Pip,
        Url = SecretRedactor.RedactOrNull(url),
        UrlSource = url,
        Sha256 = sha256,
        Editable = editable,
        Requires = requires ?? Texts(fields, "requires_dist"),
        RequiresPython = Text(fields, "requires_python"),
    };

    /// <summary>
    /// The number at the end of a build string, such as 0 in <c>py312_0</c>: rattler derives it in this way if a lock
    /// file omits it.
    /// </summary>
    private static long? BuildNumberOf(string? build)
    {
        string digits = build is null ? "" : build.Substring(build.LastIndexOf('_') + 1);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    /// <summary>
    /// Converts a time of a record, in seconds or milliseconds since 1970. As in conda, a value that would be after the
    /// year 9999 in seconds is in milliseconds.
    /// </summary>
    private static DateTime? Time(long? stamp)
    {
        const long LastSecond = 253402300799;
        if (stamp is not { } value || value < 0 || value > LastSecond * 1000)
        {
            return null;
        }

        return new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(value > LastSecond ? value : value * 1000);
    }
}
