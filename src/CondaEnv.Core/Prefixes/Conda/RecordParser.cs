using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Prefixes.Conda;

/// <summary>
/// Parses records of <c>conda-meta</c> (CEP 32) in all variants: keys in any order, unknown keys, sorted keys, byte
/// order mark, UTF-16. <c>files</c> is searched for Python anchors, and <c>paths_data</c> is skipped. Not thread-safe:
/// each thread needs its own instance, with its own buffer and string pool.
/// </summary>
internal sealed partial class RecordParser
{
    /// <summary>
    /// Records of at least this length are read from both ends. In records of conda, mamba and rattler, <c>files</c>
    /// and the members before it take less than a third of the length; if they take more, the record is read
    /// completely.
    /// </summary>
    private static readonly Func<long, int> s_split = static size => size < 48 * 1024 ? 0 : (int)Math.Min((8 * 1024) + (size * 3 / 10), int.MaxValue / 4);

    private static readonly byte[] s_infoSuffix = Encoding.ASCII.GetBytes("-info");

    private readonly JsonReader _reader = new();
    private readonly StringPool _pool = new();
    private readonly RecordOwner _owner;
    private readonly ReadRule _rule;
    private byte[] _buffer;
    private string _path = "";
    private int _tailStart;
    private int _tailEnd;

    public RecordParser(RecordOwner owner, byte[]? buffer = null)
    {
        _owner = owner;
        _rule = ReadRule.Record.In(owner.Prefix);
        _buffer = buffer ?? new byte[64 * 1024];
    }

    /// <summary>The buffer, which may have grown, to be returned to its owner.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>Reads and parses one record.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="fileName">Name of the file.</param>
    /// <exception cref="CondaEnvException">RecordInvalid if the record is damaged; AccessDenied or FileReadFailed if
    /// the system does not allow reading the file.</exception>
    public CondaRecord Read(string path, string fileName)
    {
        _path = path;
        int length;
        int gap;
        try
        {
            length = ReadOnlyFile.ReadEnds(path, ref _buffer, _rule, s_split, PathsDataTail.Length, out gap);
            if (gap > 0)
            {
                if (TryParseEnds(gap, length, fileName) is { } record)
                {
                    return record;
                }

                length = ReadOnlyFile.Read(path, ref _buffer, _rule);
            }
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            if (System.IO.Directory.Exists(path))
            {
                throw Invalid("it is a folder", e);
            }

            // A file that the system cannot read is not damaged, but a broken link is.
            throw e is System.IO.FileNotFoundException or System.IO.DirectoryNotFoundException ? Invalid(e.Message.TrimEnd('.'), e) : ReadOnlyFile.ToError(e, path);
        }

        return Parse(_buffer, length, path, fileName);
    }

    /// <summary>
    /// Parses a long record from both ends without reading most of <c>paths_data</c>. Null if the text is not suitable
    /// or is damaged, in which case the record must be read completely.
    /// </summary>
    private CondaRecord? TryParseEnds(int gap, int length, string fileName)
    {
        byte[] data = _buffer;
        int start = length > 3 && data[0] == 0xEF ? 3 : 0;
        int head = gap;
        while (head > start && data[head - 1] >= 0x80)
        {
            head--;
        }

        _tailStart = gap;
        _tailEnd = length;
        try
        {
            if (!ByteScan.IsUtf8(data, start, head) || !ByteScan.IsUtf8(data, PathsDataTail.FirstWholeCharacter(data, gap, length), length))
            {
                return null;
            }

            _reader.Reset(data, start, head);
            return ParseObject(data, fileName);
        }
        catch (Exception e) when (e is JsonSyntaxException or CondaEnvException)
        {
            return null;
        }
        finally
        {
            _tailEnd = 0;
        }
    }

    /// <summary>Parses the text of one record.</summary>
    internal CondaRecord Parse(byte[] data, int length, string path, string fileName)
    {
        _path = path;

        // Converted text is in a new array. It must not replace the buffer, which is returned to the pool.
        int start = TextEncoding.ToUtf8(ref data, ref length);
        if (start >= length)
        {
            throw Invalid("it is empty");
        }

        if (!ByteScan.IsUtf8(data, start, length))
        {
            throw Invalid("it is not UTF-8");
        }

        try
        {
            _reader.Reset(data, start, length);
            return ParseObject(data, fileName);
        }
        catch (JsonSyntaxException e)
        {
            throw new CondaEnvException(
                CondaErrorKind.RecordInvalid,
                $"The record '{path}' is damaged: {e.Message} (byte {e.Offset}). {Advice}",
                path,
                e) { Offset = e.Offset };
        }
    }

    private const string Advice = "The package is left out. Reinstall it to write the record again.";

    private CondaRecord ParseObject(byte[] data, string fileName)
    {
        _reader.Read();
        if (_reader.Token != JsonToken.StartObject)
        {
            throw Invalid("it is not a JSON object");
        }

        Fields f = default;
        while (_reader.Read() && _reader.Token == JsonToken.Name)
        {
            ReadField(data, ref f);
        }

        // Nothing may follow the object.
        _reader.Read();
        CheckName(fileName, f.Name, f.Version, f.Build);
        if (f.BuildNumber is null)
        {
            throw Invalid("it has no 'build_number'");
        }

        return ToRecord(data, fileName, ref f);
    }

    private CondaRecord ToRecord(byte[] data, string fileName, ref Fields f)
    {
        string? source = f.Channel ?? f.SChannel;
        Channel channel = ParseChannel(source ?? f.Url, source is null ? "url" : "channel");
        string? subdir = f.Subdir ?? ParseChannel(f.Url, "url").Subdir ?? LegacySubdir(f.PlatformName, f.Arch);
        CondaPackage package = new()
        {
            // conda's specs, lock files and comparisons use lower case only (MatchSpec converts names to lower case).
            Name = f.Name!.ToLowerInvariant(),
            RawName = f.Name!,
            Version = CondaVersion.FromRecord(f.Version!),
            Build = f.Build,
            BuildNumber = f.BuildNumber,
            Channel = channel.CanonicalName,
            Subdir = subdir,
            Manager = PackageManager.Conda,
            Depends = f.Depends ?? [],
            Constrains = f.Constrains ?? [],
            License = f.License,
            Size = f.Size,
            Url = f.Url is null ? null : SecretRedactor.Redact(f.Url),
            FileName = FileNameOf(data, ref f),
            Md5 = f.Md5,
            Sha256 = f.Sha256,
            Timestamp = ToTime(f.Timestamp),
            Noarch = f.Noarch,
            EnvironmentName = _owner.EnvironmentName,
            Prefix = _owner.Prefix,
            ComputerName = _owner.ComputerName,
            ChannelSource = source,
            UrlSource = f.Url,
            PackageType = f.PackageType,
            TrackFeatures = f.TrackFeatures,
            SitePackagesPath = f.SitePackagesPath,
            RecordFile = fileName,
            RecordedFileCount = f.HasFiles ? f.FileCount : null,
        };
        return new CondaRecord
        {
            Package = package,
            FileName = fileName,
            Anchors = f.Anchors ?? [],
            RequestedSpec = f.RequestedSpec,
        };
    }

    private Channel ParseChannel(string? text, string field) =>
        Channel.TryParse(text, _owner.Channels, out Channel? channel) ? channel : throw Invalid($"its '{field}' is not a channel or URL");

    /// <summary>
    /// The file name must be name-version-build; otherwise conda ignores the record (prefix_data.py).
    /// </summary>
    private void CheckName(string fileName, string? name, string? version, string? build)
    {
        if (name is null || version is null || build is null)
        {
            throw Invalid($"it has no '{(name is null ? "name" : version is null ? "version" : "build")}'");
        }

        int length = name.Length + version.Length + build.Length + 2 + 5;
        bool same = fileName.Length == length
            && fileName.StartsWith(name, StringComparison.Ordinal)
            && fileName[name.Length] == '-'
            && string.CompareOrdinal(fileName, name.Length + 1, version, 0, version.Length) == 0
            && fileName[name.Length + 1 + version.Length] == '-'
            && string.CompareOrdinal(fileName, name.Length + version.Length + 2, build, 0, build.Length) == 0
            && version.IndexOf('-') < 0
            && build.IndexOf('-') < 0;
        if (!same)
        {
            throw Invalid($"its content is '{name}-{version}-{build}', which does not match the file name; conda ignores it too");
        }
    }

    /// <summary>
    /// Converts milliseconds since 1970, or seconds in some old records (records.py, TimestampField).
    /// </summary>
    private static DateTime? ToTime(double? value)
    {
        if (value is not { } number || double.IsNaN(number) || number <= 0)
        {
            return null;
        }

        double milliseconds = number > 253402300799 ? number : number * 1000;
        return milliseconds < 253402300799000
            ? new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(Math.Floor(milliseconds))
            : null;
    }

    /// <summary>Records without <c>subdir</c> have <c>platform</c> and <c>arch</c> (records.py, SubdirField).</summary>
    private static string? LegacySubdir(string? platform, string? arch)
    {
        if (platform is null)
        {
            return null;
        }

        if (arch is null)
        {
            return "noarch";
        }

        string bits = !arch.Contains("x86") ? arch : arch.Contains("64") ? "64" : "32";
        return platform + "-" + bits;
    }

    private CondaEnvException Invalid(string what, Exception? cause = null) =>
        new(CondaErrorKind.RecordInvalid, $"The record '{_path}' is damaged: {what}. {Advice}", _path, cause);

    private struct Fields
    {
        public string? Name;
        public string? Version;
        public string? Build;
        public long? BuildNumber;
        public string? Channel;
        public string? SChannel;
        public string? Subdir;
        public string? FileName;
        public int FileNameStart;
        public int FileNameLength;
        public string? Md5;
        public string? Sha256;
        public string? Url;
        public string? License;
        public string? Noarch;
        public string? PackageType;
        public string? TrackFeatures;
        public string? PlatformName;
        public string? Arch;
        public string? SitePackagesPath;
        public string? RequestedSpec;
        public long? Size;
        public double? Timestamp;
        public string[]? Depends;
        public string[]? Constrains;
        public List<string>? Anchors;
        public int FileCount;
        public bool HasFiles;
    }
}
