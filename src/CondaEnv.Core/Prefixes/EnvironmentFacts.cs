using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Rows;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Prefixes.Pip;
using CondaEnv.Prefixes.State;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Prefixes;

/// <summary>
/// Computes properties of an environment, each on first use: from a listing of <c>conda-meta</c> if possible, otherwise
/// from a full read.
/// </summary>
internal sealed class EnvironmentFacts : IEnvironmentFacts
{
    private readonly string _prefix;
    private readonly string _name;
    private readonly EnvironmentKind _kind;
    private readonly string _computerName;
    private readonly Func<ChannelConfiguration> _channels;
    private readonly Lazy<CondaMeta?> _meta;
    private EnvironmentContents? _contents;
    private string? _platform;
    private string? _fingerprint;

    public EnvironmentFacts(string prefix, string name, EnvironmentKind kind, string computerName, Func<ChannelConfiguration> channels)
    {
        _prefix = prefix;
        _name = name;
        _kind = kind;
        _computerName = computerName;
        _channels = channels;
        _meta = new Lazy<CondaMeta?>(() => Try(() => CondaMeta.List(prefix)));
    }

    public bool IsFrozen => Try(() => _meta.Value?.Frozen().IsFrozen) ?? false;

    public string? FrozenMessage => Try(() => _meta.Value?.Frozen().Message);

    public string? Platform => _contents?.Platform ?? (_platform ??= Try(ProbePlatform));

    public CondaVersion? PythonVersion =>
        (_kind == EnvironmentKind.Venv ? Try(() => PyvenvCfg.Version(_prefix)) : _meta.Value?.PythonVersion()) is { } version ? CondaVersion.FromRecord(version) : null;

    public int? PackageCount => _meta.Value?.RecordFiles.Count;

    public int? PipPackageCount => Contents is { } contents ? Count(contents, PackageManager.Pip) : null;

    public IReadOnlyList<string>? Channels => Contents is { } contents ? ChannelsOf(contents) : null;

    public IReadOnlyList<string>? VariableNames => Try(() =>
    {
        List<string> names = [];
        foreach (KeyValuePair<string, string> variable in StateReader.ReadAll(_prefix, static _ => { }))
        {
            names.Add(variable.Key);
        }

        return names;
    });

    public IReadOnlyList<string>? PinnedSpecs => Try(() => _meta.Value?.PinnedSpecs());

    public DateTime? Created => Try<DateTime?>(() => _meta.Value?.CreatedAt()?.ToLocalTime() ?? FolderTime(Directory.GetCreationTime));

    public DateTime? LastModified => Try<DateTime?>(() =>
        _meta.Value is { Exists: true } meta && File.Exists(meta.HistoryPath) ? File.GetLastWriteTime(meta.HistoryPath) : FolderTime(Directory.GetLastWriteTime));

    public string? Fingerprint => _fingerprint ??= Contents is { } contents ? FingerprintOf(contents.Packages) : null;

    private EnvironmentContents? Contents => Try(() => Read(CancellationToken.None));

    public IReadOnlyDictionary<string, string> GetVariables()
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> variable in StateReader.ReadAll(_prefix, static _ => { }))
        {
            variables[variable.Key] = variable.Value;
        }

        return variables;
    }

    /// <summary>The facts of an environment that was found on this machine.</summary>
    public static EnvironmentFacts Of(CondaEnvironment environment) => (EnvironmentFacts)environment.Facts;

    /// <summary>Reads the environment completely, only once.</summary>
    /// <exception cref="CondaEnvException">The environment's folder cannot be listed.</exception>
    public EnvironmentContents Read(CancellationToken cancellation) =>
        _contents ??= PrefixReader.Read(_prefix, _name, _kind, _computerName, _channels(), cancellation);

    /// <summary>
    /// Computes the fingerprint of a set of packages; see <see cref="CondaEnvironment.Fingerprint"/>.
    /// </summary>
    public static string FingerprintOf(IEnumerable<CondaPackage> packages)
    {
        List<string> lines = [];
        foreach (CondaPackage p in packages)
        {
            lines.Add(p.Manager == PackageManager.Conda ? $"conda|{p.Name}|{p.Version.Text}|{p.Build}|{p.Subdir}" : $"pip|{p.Name}|{p.Version.Text}");
        }

        lines.Sort(StringComparer.Ordinal);
        return Hex(Encoding.UTF8.GetBytes(string.Join("\n", lines)));
    }

    /// <summary>SHA-256 of the data, as lower-case hex.</summary>
    public static string Hex(byte[] data)
    {
#if NET
        return Convert.ToHexString(SHA256.HashData(data)).ToLowerInvariant();
#else
        using SHA256 sha = SHA256.Create();
        StringBuilder text = new(64);
        foreach (byte b in sha.ComputeHash(data))
        {
            text.Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
#endif
    }

    /// <summary>Canonical names in the order of the package names, each once, without unknown channels.</summary>
    public static IReadOnlyList<string> ChannelsOf(EnvironmentContents contents)
    {
        OrderedNames channels = new();
        foreach (CondaPackage package in contents.Packages)
        {
            if (package.Manager == PackageManager.Conda && package.Channel is { } channel && channel != "<unknown>")
            {
                channels.Add(channel);
            }
        }

        return channels.All;
    }

    private static int Count(EnvironmentContents contents, PackageManager manager)
    {
        int count = 0;
        foreach (CondaPackage package in contents.Packages)
        {
            count += package.Manager == manager ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// Properties never throw, because PowerShell would discard the error. Cmdlets that report errors read the
    /// environment themselves.
    /// </summary>
    private static T? Try<T>(Func<T?> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception e) when (e is CondaEnvException || ReadOnlyFile.IsFileError(e))
        {
            return default;
        }
    }

    private DateTime? FolderTime(Func<string, DateTime> time)
    {
        string folder = _meta.Value is { Exists: true } meta ? meta.Folder : _prefix;
        return Directory.Exists(folder) ? time(folder) : null;
    }

    /// <summary>
    /// Subdir of a record that is not noarch. python's record is never noarch; most other records are small.
    /// </summary>
    private string? ProbePlatform()
    {
        if (_meta.Value is not { } meta)
        {
            return null;
        }

        RecordParser parser = new(new RecordOwner { EnvironmentName = _name, Prefix = _prefix, ComputerName = _computerName, Channels = _channels() });
        foreach (string file in meta.RecordFiles)
        {
            try
            {
                if (parser.Read(Path.Combine(meta.Folder, file), file).Package.Subdir is { Length: > 0 } subdir && subdir != "noarch")
                {
                    return subdir;
                }
            }
            catch (CondaEnvException)
            {
                // Continue with the next record, which has the same platform.
            }
        }

        return null;
    }
}
