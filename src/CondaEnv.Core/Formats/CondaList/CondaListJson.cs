using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Formats.Explicit;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Schema;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.CondaList;

/// <summary>
/// Reads the array printed by <c>conda list --json</c>: one object per package, or one string per package with
/// <c>--explicit</c> in some versions.
/// </summary>
internal sealed class CondaListJson
{
    private readonly byte[] _data;
    private readonly string _path;
    private readonly ChannelConfiguration _channels;
    private readonly LineErrors _errors;
    private readonly JsonReader _reader = new();
    private readonly List<CondaEnvFileDependency> _dependencies = [];
    private int _line = 1;
    private int _lineStart;
    private int _seen;

    public CondaListJson(string text, string path, ChannelConfiguration channels, Action<CondaEnvException> report)
    {
        _data = Encoding.UTF8.GetBytes(text.TrimStart('\ufeff'));
        _path = path;
        _channels = channels;
        _errors = new LineErrors(path, report);
    }

    public IReadOnlyList<CondaEnvFileDependency> Read()
    {
        try
        {
            _reader.Reset(_data, 0, _data.Length);
            _reader.Read();
            if (_reader.Token != JsonToken.StartArray)
            {
                throw Error(_reader.Offset, "The list of packages is an array, as 'conda list --json' prints it.");
            }

            while (_reader.Read() && _reader.Token != JsonToken.EndArray)
            {
                ReadRow();
            }

            // Nothing may follow the array.
            _reader.Read();
        }
        catch (JsonSyntaxException e)
        {
            throw Error(e.Offset, $"This is not JSON: {e.Message}.");
        }

        _errors.Close(_dependencies.Count, "a list of packages");
        return _dependencies;
    }

    private void ReadRow()
    {
        int offset = _reader.Offset;
        switch (_reader.Token)
        {
            case JsonToken.StartObject:
                ReadPackage(offset);
                break;
            case JsonToken.String:
                ReadText(_reader.GetString(), offset);
                break;
            default:
                if (_reader.Token == JsonToken.StartArray)
                {
                    _reader.Skip();
                }

                _errors.Add(Error(offset, "A row of the list is neither an object nor a text."));
                break;
        }
    }

    // An address, as in explicit files, or name-version-build, possibly with a channel in front.
    private void ReadText(string text, int offset)
    {
        (int line, int column) = Position(offset);
        try
        {
            if (ChannelResolver.PackageExtension(text.Split('#')[0]) is not null)
            {
                _dependencies.Add(ExplicitFile.Dependency(text, _path, line, column, _channels));
                return;
            }
        }
        catch (CondaEnvException e)
        {
            _errors.Add(new CondaEnvException(e.Kind, Place(line, column) + e.Message, _path) { Line = line, Column = column });
            return;
        }

        int colons = text.IndexOf("::", StringComparison.Ordinal);
        string stem = colons < 0 ? text : text.Substring(colons + 2);
        int build = stem.LastIndexOf('-');
        int version = build <= 0 ? -1 : stem.LastIndexOf('-', build - 1);
        if (version <= 0)
        {
            _errors.Add(Error(offset, "A package is written as name-version-build."));
            return;
        }

        Channel? channel = colons > 0 && Channel.TryParse(text.Substring(0, colons), _channels, out Channel? parsed) ? parsed : null;
        CondaPackage package = ListedPackage.Create(
            stem.Substring(0, version), stem.Substring(version + 1, build - version - 1), stem.Substring(build + 1), channel?.CanonicalName, channel?.Subdir);
        _dependencies.Add(ListedPackage.Dependency(package, text, _path, line, column));
    }

    private void ReadPackage(int offset)
    {
        Dictionary<string, object?> fields = (Dictionary<string, object?>)JsonValue.Read(_reader)!;
        string? Field(string name, string? other = null) =>
            fields.TryGetValue(name, out object? value) || (other is not null && fields.TryGetValue(other, out value)) ? (value is string or long or double && FieldValue.TryText(value, out string text) ? text : null) : null;
        if (fields.ContainsKey(nameof(CondaPackage.Name)))
        {
            AddOwn(fields, offset);
            return;
        }

        if (Field("name") is not { Length: > 0 } package || Field("version") is not { } version)
        {
            _errors.Add(Error(offset, "A row of the list has no name or no version."));
            return;
        }

        // pixi records the manager of a package and its source.
        string? build = Field("build_string", "build");
        bool pypi = Field("kind") == "pypi";
        string? channel = pypi ? null : ChannelName(Field("base_url", "source"), Field("channel"));
        long? number = long.TryParse(Field("build_number"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long n) ? n : null;
        CondaPackage row = ListedPackage.Create(package, version, pypi ? "pypi_0" : build, channel, Field("platform", "subdir"), number);
        (int line, int column) = Position(offset);
        _dependencies.Add(ListedPackage.Dependency(row, row.ToString(), _path, line, column));
    }

    // A row of 'condaenv packages --json', which has every property.
    private void AddOwn(Dictionary<string, object?> fields, int offset)
    {
        CondaPackage? row = CondaPackage.Read(
            name => fields.TryGetValue(name, out object? value) ? value : null,
            problem => _errors.Add(Error(offset, $"Of a package, {problem}.")));
        if (row is null)
        {
            _errors.Add(Error(offset, "A row of the list has no 'Name' or no 'Version'."));
            return;
        }

        (int line, int column) = Position(offset);
        _dependencies.Add(ListedPackage.Dependency(row, row.ToString(), _path, line, column));
    }

    // The name may be only the last part of the address, so the address is needed to recognize a channel outside the
    // channel alias.
    private string? ChannelName(string? url, string? name)
    {
        string? text = string.IsNullOrEmpty(url) || name is "pypi" or "<develop>" ? name : url;
        return string.IsNullOrEmpty(text) ? null : Channel.TryParse(text, _channels, out Channel? channel) ? channel.CanonicalName : SecretRedactor.Redact(text!);
    }

    // Offsets are in ascending order, except for the end of an invalid row.
    private (int Line, int Column) Position(int offset)
    {
        if (offset < _seen)
        {
            (_line, _lineStart, _seen) = (1, 0, 0);
        }

        for (; _seen < offset && _seen < _data.Length; _seen++)
        {
            if (_data[_seen] == (byte)'\n')
            {
                _line++;
                _lineStart = _seen + 1;
            }
        }

        return (_line, Encoding.UTF8.GetCharCount(_data, _lineStart, Math.Min(offset, _data.Length) - _lineStart) + 1);
    }

    private CondaEnvException Error(int offset, string problem)
    {
        (int line, int column) = Position(offset);
        return new CondaEnvException(CondaErrorKind.FileInvalid, Place(line, column) + problem, _path) { Line = line, Column = column };
    }

    private string Place(int line, int column) => FormattableString.Invariant($"'{_path}', line {line}, column {column}: ");
}
