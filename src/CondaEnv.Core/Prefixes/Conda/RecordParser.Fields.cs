using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Prefixes.Conda;

/// <content>The fields of a record, with types as in conda's records.py.</content>
internal sealed partial class RecordParser
{
    private enum Field
    {
        Unknown,
        Name,
        Version,
        Build,
        BuildNumber,
        Channel,
        SChannel,
        Subdir,
        FileName,
        FileNameAlias,
        Md5,
        Sha256,
        Url,
        License,
        Noarch,
        PackageType,
        TrackFeatures,
        Platform,
        Arch,
        SitePackagesPath,
        RequestedSpec,
        RequestedSpecs,
        Size,
        Timestamp,
        Depends,
        Constrains,
        Files,
        PathsData,
    }

    private static readonly FieldName?[] s_fieldsByLength = IndexFields(
    [
        new("name", Field.Name), new("version", Field.Version), new("build", Field.Build),
        new("build_number", Field.BuildNumber), new("channel", Field.Channel), new("schannel", Field.SChannel),
        new("subdir", Field.Subdir), new("fn", Field.FileName), new("filename", Field.FileNameAlias),
        new("md5", Field.Md5), new("sha256", Field.Sha256), new("url", Field.Url), new("license", Field.License),
        new("noarch", Field.Noarch), new("package_type", Field.PackageType), new("track_features", Field.TrackFeatures), new("platform", Field.Platform),
        new("arch", Field.Arch), new("python_site_packages_path", Field.SitePackagesPath),
        new("requested_spec", Field.RequestedSpec), new("requested_specs", Field.RequestedSpecs),
        new("_requested_specs", Field.RequestedSpecs), new("size", Field.Size), new("timestamp", Field.Timestamp),
        new("depends", Field.Depends), new("constrains", Field.Constrains), new("files", Field.Files),
        new("paths_data", Field.PathsData),
    ]);

    private readonly List<string> _list = [];

    private static FieldName?[] IndexFields(FieldName[] names)
    {
        FieldName?[] index = new FieldName?[32];
        foreach (FieldName name in names)
        {
            name.Next = index[name.Key.Length];
            index[name.Key.Length] = name;
        }

        return index;
    }

    private Field FieldOfName()
    {
        int length = _reader.ValueLength;
        for (FieldName? name = length < s_fieldsByLength.Length ? s_fieldsByLength[length] : null; name is not null; name = name.Next)
        {
            if (_reader.ValueEquals(name.Key))
            {
                return name.Field;
            }
        }

        return Field.Unknown;
    }

    private void ReadField(byte[] data, ref Fields f)
    {
        switch (FieldOfName())
        {
            case Field.Name: f.Name = Text("name", pooled: false); break;
            case Field.Version: f.Version = Text("version", pooled: true); break;
            case Field.Build: f.Build = Text("build", pooled: true); break;
            case Field.BuildNumber: f.BuildNumber = Integer("build_number"); break;
            case Field.Channel: f.Channel = Text("channel", pooled: true); break;
            case Field.SChannel: f.SChannel = Text("schannel", pooled: true); break;
            case Field.Subdir: f.Subdir = Text("subdir", pooled: true); break;
            case Field.FileName: ReadFileName(ref f); break;
            case Field.FileNameAlias: f.FileName ??= Text("filename", pooled: false); break;
            case Field.Md5: f.Md5 = Text("md5", pooled: false); break;
            case Field.Sha256: f.Sha256 = Text("sha256", pooled: false); break;
            case Field.Url: f.Url = Text("url", pooled: false); break;
            case Field.License: f.License = Text("license", pooled: true); break;
            case Field.Noarch: f.Noarch = ReadNoarch(); break;
            case Field.PackageType: f.PackageType = Text("package_type", pooled: true); break;
            case Field.TrackFeatures: f.TrackFeatures = ReadTrackFeatures(); break;
            case Field.Platform: f.PlatformName = Text("platform", pooled: true); break;
            case Field.Arch: f.Arch = Text("arch", pooled: true); break;
            case Field.SitePackagesPath: f.SitePackagesPath = Text("python_site_packages_path", pooled: true); break;
            case Field.RequestedSpec: f.RequestedSpec ??= NotNone(Text("requested_spec", pooled: true)); break;
            case Field.RequestedSpecs: f.RequestedSpec = First(TextArray("requested_specs")) ?? f.RequestedSpec; break;
            case Field.Size: f.Size = Integer("size"); break;
            case Field.Timestamp: f.Timestamp = Number("timestamp"); break;
            case Field.Depends: f.Depends = TextArray("depends"); break;
            case Field.Constrains: f.Constrains = TextArray("constrains"); break;
            case Field.Files: ReadFiles(data, ref f); break;
            case Field.PathsData: SkipPathsData(data); break;
            default: _reader.Skip(); break;
        }
    }

    private void SkipPathsData(byte[] data)
    {
        if (_tailEnd == 0)
        {
            _reader.Skip();
            return;
        }

        _reader.Read();
        if (_reader.Token == JsonToken.StartObject && PathsDataTail.Find(data, _tailStart, _tailEnd) is > 0 and int end)
        {
            _reader.Resume(end, _tailEnd);
            return;
        }

        throw new JsonSyntaxException("the end of 'paths_data' is not in the tail", _tailStart);
    }

    /// <summary>conda 4.x wrote the word None for packages that were not requested.</summary>
    private static string? NotNone(string? text) => string.IsNullOrEmpty(text) || text == "None" ? null : text;

    /// <summary>The last spec of a request takes effect; conda writes all of them.</summary>
    private static string? First(string[]? specs) => specs is { Length: > 0 } ? NotNone(specs[specs.Length - 1]) : null;

    /// <summary>
    /// The file name is the end of the URL in almost all records; a separate string is created only if it is not.
    /// </summary>
    private void ReadFileName(ref Fields f)
    {
        _reader.Read();
        f.FileName = null;
        f.FileNameStart = _reader.Offset;
        f.FileNameLength = _reader.Token == JsonToken.String && !_reader.IsEscaped ? _reader.ValueLength : 0;
        if (f.FileNameLength == 0)
        {
            f.FileName = Text("fn");
        }
    }

    private static string? FileNameOf(byte[] data, ref Fields f)
    {
        if (f.FileNameLength == 0 || EndsWithFileName(f.Url, data, f.FileNameStart, f.FileNameLength))
        {
            return f.FileName;
        }

        return ByteScan.ToText(data, f.FileNameStart, f.FileNameLength);
    }

    private static bool EndsWithFileName(string? url, byte[] data, int start, int length)
    {
        int from = (url?.Length ?? 0) - length;
        if (from < 1 || url![from - 1] != '/')
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (url[from + i] != data[start + i] || data[start + i] >= 0x80)
            {
                return false;
            }
        }

        return true;
    }

    private string? Text(string field, bool pooled)
    {
        _reader.Read();
        return Text(field, pooled ? _pool : null);
    }

    /// <summary>The current value of the reader.</summary>
    private string? Text(string field, StringPool? pool = null)
    {
        switch (_reader.Token)
        {
            case JsonToken.String:
                return pool is null ? _reader.GetString() : _reader.GetString(pool);
            case JsonToken.Number:
                // As conda's StringField does, convert numbers to strings.
                return _reader.GetString();
            case JsonToken.Null:
                return null;
            default:
                throw Invalid($"'{field}' is not a string");
        }
    }

    private long? Integer(string field)
    {
        _reader.Read();
        if (_reader.Token == JsonToken.Null)
        {
            return null;
        }

        return _reader.Token == JsonToken.Number && _reader.TryGetInt64(out long value)
            ? value
            : throw Invalid($"'{field}' is not a whole number");
    }

    private double? Number(string field)
    {
        _reader.Read();
        return _reader.Token switch
        {
            JsonToken.Null => null,
            JsonToken.Number => _reader.TryGetInt64(out long value) ? value : _reader.GetDouble(),
            _ => throw Invalid($"'{field}' is not a number"),
        };
    }

    /// <summary>
    /// Reads <c>python</c>, <c>generic</c>, or the <c>true</c> of old records (enums.py, NoarchType.coerce).
    /// </summary>
    private string? ReadNoarch()
    {
        _reader.Read();
        switch (_reader.Token)
        {
            case JsonToken.String:
                string text = _reader.GetString(_pool);
                return text.Length == 0 || string.Equals(text, "none", StringComparison.OrdinalIgnoreCase) ? null : text;
            case JsonToken.True:
                return "generic";
            case JsonToken.False or JsonToken.Null:
                return null;
            case JsonToken.StartObject:
                // rattler wrote an object for some time; package_type contains the same information.
                _reader.Skip();
                return null;
            default:
                throw Invalid("'noarch' is not a string");
        }
    }

    /// <summary>
    /// Reads a string or a list of strings; few records have any. Other types are ignored, because a record should not
    /// be rejected for this field.
    /// </summary>
    private string? ReadTrackFeatures()
    {
        _reader.Read();
        if (_reader.Token == JsonToken.String)
        {
            return _reader.ValueLength == 0 ? null : MatchSpecFields.Features(_reader.GetString(_pool));
        }

        if (_reader.Token != JsonToken.StartArray)
        {
            SkipInner();
            return null;
        }

        _list.Clear();
        while (_reader.Read() && _reader.Token != JsonToken.EndArray)
        {
            if (_reader.Token == JsonToken.String)
            {
                _list.Add(_reader.GetString(_pool));
            }
            else
            {
                SkipInner();
            }
        }

        return _list.Count == 0 ? null : MatchSpecFields.Features(string.Join(" ", _list));
    }

    private void SkipInner()
    {
        if (_reader.Token is JsonToken.StartObject or JsonToken.StartArray)
        {
            _reader.Skip();
        }
    }

    private string[]? TextArray(string field)
    {
        _reader.Read();
        if (_reader.Token == JsonToken.Null)
        {
            return null;
        }

        if (_reader.Token != JsonToken.StartArray)
        {
            throw Invalid($"'{field}' is not a list");
        }

        _list.Clear();
        while (_reader.Read() && _reader.Token != JsonToken.EndArray)
        {
            if (_reader.Token != JsonToken.String)
            {
                throw Invalid($"'{field}' contains something other than strings");
            }

            _list.Add(_reader.GetString(_pool));
        }

        return _list.Count == 0 ? [] : _list.ToArray();
    }

    /// <summary>
    /// Counts the files, and finds the anchors by which conda distinguishes its Python packages from pip's
    /// (prefix_data.py, get_conda_anchor_files_and_records). Other paths are not converted to strings.
    /// </summary>
    private void ReadFiles(byte[] data, ref Fields f)
    {
        _reader.Skip(out int start, out int strings, out bool hasBackslash);
        if (_reader.Token == JsonToken.Null)
        {
            return;
        }

        if (_reader.Token != JsonToken.EndArray)
        {
            throw Invalid("'files' is not a list");
        }

        f.HasFiles = true;
        f.FileCount = strings;
        int end = _reader.Offset;
        int from = start;
        int to = start;
        for (int at = ByteScan.IndexOf(data, start, end, s_infoSuffix); at >= 0; at = ByteScan.IndexOf(data, at + 1, end, s_infoSuffix))
        {
            // A path may contain the suffix many times; search for the ends of the path only once.
            if (at >= to)
            {
                for (from = at; from > start && data[from - 1] != (byte)'"';)
                {
                    from--;
                }

                for (to = at; to < end && data[to] != (byte)'"';)
                {
                    to++;
                }
            }

            if (IsAnchorEnding(data, at + s_infoSuffix.Length, to, hasBackslash))
            {
                string path = hasBackslash ? JsonReader.Unescape(data, from, to) : ByteScan.ToText(data, from, to - from);
                (f.Anchors ??= []).Add(path.Replace('\\', '/'));
            }
        }
    }

    /// <summary>Checks the text after <c>-info</c>: the end of the path, <c>/RECORD</c> or <c>/PKG-INFO</c>.</summary>
    private static bool IsAnchorEnding(byte[] data, int start, int end, bool hasBackslash)
    {
        // An escaped separator (Windows) is one byte longer.
        int slash = hasBackslash && end - start > 1 && data[start] == (byte)'\\' ? 2 : 1;
        return (end - start) switch
        {
            0 => true,
            _ when end - start == slash + 6 => Ends(data, end, "RECORD"),
            _ when end - start == slash + 8 => Ends(data, end, "PKG-INFO"),
            _ => false,
        };
    }

    private static bool Ends(byte[] data, int end, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (data[end - text.Length + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// A key of a record, linked to other keys of the same length. It is not a tuple for the reason given in
    /// <see cref="Machines.Condarc.CondarcSetting"/>.
    /// </summary>
    private sealed class FieldName
    {
        public FieldName(string key, Field field)
        {
            Key = Encoding.ASCII.GetBytes(key);
            Field = field;
        }

        public byte[] Key { get; }

        public Field Field { get; }

        public FieldName? Next { get; set; }
    }
}
