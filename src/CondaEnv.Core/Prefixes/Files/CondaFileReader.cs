using System;
using System.IO;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes.Files;

/// <summary>
/// Reads the files that a conda record lists, one after the other: <c>paths_data</c> (CEP 34), or the names in
/// <c>files</c> if the record is too old to have it. Not thread-safe.
/// </summary>
internal sealed class CondaFileReader
{
    private readonly string _prefix;
    private readonly ReadRule _rule;
    private readonly NoarchPaths? _noarch;
    private readonly JsonReader _reader = new();
    private byte[] _buffer;
    private byte[] _data = [];
    private bool _maps;
    private bool _inEntries;
    private bool _isOpen;
    private string? _placeholder;

    /// <summary>Creates a reader.</summary>
    /// <param name="prefix">Path of the environment.</param>
    /// <param name="noarch">Where files of noarch Python packages are; null if the environment has no Python.</param>
    /// <param name="buffer">A buffer to use, which may grow.</param>
    public CondaFileReader(string prefix, NoarchPaths? noarch, byte[] buffer)
    {
        _prefix = prefix;
        _rule = ReadRule.Record.In(prefix);
        _noarch = noarch;
        _buffer = buffer;
    }

    /// <summary>The buffer, which may have grown, to be returned to its owner.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>The current file.</summary>
    public RecordedFile File { get; } = new();

    /// <summary>Number of entries that could not be read.</summary>
    public int Damaged { get; private set; }

    /// <summary>Opens the record of a package.</summary>
    /// <param name="package">A conda package that was read from a record.</param>
    /// <exception cref="CondaEnvException">The record cannot be read; AccessDenied, PathNotFound or
    /// FileReadFailed.</exception>
    public void Open(CondaPackage package)
    {
        Damaged = 0;
        _isOpen = false;
        _placeholder = null;
        _maps = _noarch is not null && string.Equals(package.Noarch, "python", StringComparison.OrdinalIgnoreCase);
        string path = Path.Combine(_prefix, "conda-meta", package.RecordFile ?? "");
        int length;
        try
        {
            length = ReadOnlyFile.Read(path, ref _buffer, _rule);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            throw ReadOnlyFile.ToError(e, path);
        }

        _data = _buffer;
        int start = TextEncoding.ToUtf8(ref _data, ref length);
        if (!ByteScan.IsUtf8(_data, start, length))
        {
            Damaged++;
            return;
        }

        try
        {
            _reader.Reset(_data, start, length);
            _isOpen = FindEntries(length);
        }
        catch (JsonSyntaxException)
        {
            // Reading packages looks at both ends of a record only, so this may be the first to see its middle.
            Damaged++;
        }
    }

    /// <summary>Moves to the next file.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        try
        {
            while (_isOpen && _reader.Read() && _reader.Token != JsonToken.EndArray)
            {
                File.Clear();
                if (!(_inEntries ? ReadEntry() : ReadName()))
                {
                    Damaged++;
                    continue;
                }

                if (_maps)
                {
                    _noarch!.Map(File);
                }

                return true;
            }
        }
        catch (JsonSyntaxException)
        {
            // Nothing after this place can be understood.
            Damaged++;
        }

        _isOpen = false;
        return false;
    }

    /// <summary>Moves to the list of files, which the first <see cref="Read"/> then enters.</summary>
    private bool FindEntries(int end)
    {
        int files = -1;
        _reader.Read();
        if (_reader.Token != JsonToken.StartObject)
        {
            return false;
        }

        while (_reader.Read() && _reader.Token == JsonToken.Name)
        {
            if (_reader.ValueEquals(s_pathsData))
            {
                _reader.Read();
                if (_reader.Token != JsonToken.StartObject)
                {
                    _reader.Skip();
                }
                else if (FindPaths())
                {
                    _inEntries = true;
                    return true;
                }
            }
            else if (_reader.ValueEquals(s_files))
            {
                _reader.Read();
                files = _reader.Token == JsonToken.StartArray ? _reader.Offset : -1;
                _reader.Skip();
            }
            else
            {
                _reader.Skip();
            }
        }

        if (files < 0)
        {
            return false;
        }

        _inEntries = false;
        _reader.Reset(_data, files, end);
        return _reader.Read();
    }

    /// <summary>Looks for <c>paths</c> in <c>paths_data</c>; afterwards the reader is in it, or after the object.</summary>
    private bool FindPaths()
    {
        while (_reader.Read() && _reader.Token == JsonToken.Name)
        {
            bool isPaths = _reader.ValueEquals(s_paths);
            _reader.Read();
            if (isPaths && _reader.Token == JsonToken.StartArray && !IsEmpty())
            {
                return true;
            }

            _reader.Skip();
        }

        return false;
    }

    /// <summary>True if nothing follows the opening bracket: such a record may still have names in <c>files</c>.</summary>
    private bool IsEmpty()
    {
        int i = _reader.Offset + 1;
        while (i < _data.Length && _data[i] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            i++;
        }

        return i >= _data.Length || _data[i] == (byte)']';
    }

    private bool ReadName()
    {
        if (_reader.Token != JsonToken.String)
        {
            _reader.Skip();
            return false;
        }

        TakePath();
        File.Type = RecordedFile.IsCompiled(File.Text, File.Start, File.Length) ? PackageFileType.Compiled : PackageFileType.File;
        return File.Length > 0;
    }

    private bool ReadEntry()
    {
        if (_reader.Token != JsonToken.StartObject)
        {
            _reader.Skip();
            return false;
        }

        bool hasPath = false;
        while (_reader.Read() && _reader.Token == JsonToken.Name)
        {
            Member member = MemberOfName();
            _reader.Read();
            if (_reader.Token == JsonToken.String)
            {
                ReadText(member, ref hasPath);
            }
            else if (member == Member.Size && _reader.Token == JsonToken.Number && _reader.TryGetInt64(out long size) && size >= 0)
            {
                File.Size = size;
            }
            else
            {
                _reader.Skip();
            }
        }

        if (hasPath && RecordedFile.IsCompiled(File.Text, File.Start, File.Length))
        {
            File.Type = PackageFileType.Compiled;
        }

        return hasPath;
    }

    private void ReadText(Member member, ref bool hasPath)
    {
        switch (member)
        {
            case Member.Path:
                TakePath();
                hasPath = File.Length > 0;
                break;
            case Member.Type:
                File.Type = TypeOf();
                break;
            case Member.Sha256:
                File.Sha256 = new RecordedHash(_data, _reader.Offset, _reader.ValueLength);
                break;
            case Member.InPrefix:
                File.InPrefix = new RecordedHash(_data, _reader.Offset, _reader.ValueLength);
                break;
            case Member.Placeholder when _reader.ValueLength > 0:
                // Nearly all files of a package have the same.
                _placeholder = _placeholder is not null && _placeholder.Length == _reader.ValueLength && !_reader.IsEscaped && _reader.ValueEquals(Encoding.UTF8.GetBytes(_placeholder))
                    ? _placeholder
                    : _reader.GetString();
                File.Placeholder = _placeholder;
                break;
            case Member.Mode:
                File.IsBinary = _reader.ValueEquals(s_binary);
                break;
            case Member.OriginalPath:
                File.OriginalPath = _reader.GetString().Replace('\\', '/');
                break;
        }
    }

    private void TakePath()
    {
        if (_reader.IsEscaped || Array.IndexOf(_data, (byte)'\\', _reader.Offset, _reader.ValueLength) >= 0)
        {
            // Old records of Windows have its separators.
            File.Text = Encoding.UTF8.GetBytes(_reader.GetString().Replace('\\', '/'));
            File.Start = 0;
            File.Length = File.Text.Length;
            return;
        }

        File.Text = _data;
        File.Start = _reader.Offset;
        File.Length = _reader.ValueLength;
    }

    private PackageFileType TypeOf() =>
        _reader.ValueEquals(s_hardLink) ? PackageFileType.File
        : _reader.ValueEquals(s_softLink) ? PackageFileType.Link
        : _reader.ValueEquals(s_directory) ? PackageFileType.Folder
        : _reader.ValueEquals(s_pycFile) ? PackageFileType.Compiled
        : _reader.GetString().Contains("entry_point") ? PackageFileType.EntryPoint
        : PackageFileType.File;

    private Member MemberOfName() => _reader.ValueLength switch
    {
        5 when _reader.ValueEquals(s_path) => Member.Path,
        9 when _reader.ValueEquals(s_pathType) => Member.Type,
        9 when _reader.ValueEquals(s_fileMode) => Member.Mode,
        6 when _reader.ValueEquals(s_sha256) => Member.Sha256,
        16 when _reader.ValueEquals(s_sha256InPrefix) => Member.InPrefix,
        18 when _reader.ValueEquals(s_prefixPlaceholder) => Member.Placeholder,
        13 when _reader.ValueEquals(s_sizeInBytes) => Member.Size,
        13 when _reader.ValueEquals(s_originalPath) => Member.OriginalPath,
        _ => Member.Other,
    };

    private enum Member
    {
        Other,
        Path,
        Type,
        Mode,
        Sha256,
        InPrefix,
        Placeholder,
        Size,
        OriginalPath,
    }

    private static readonly byte[] s_pathsData = Encoding.ASCII.GetBytes("paths_data");
    private static readonly byte[] s_paths = Encoding.ASCII.GetBytes("paths");
    private static readonly byte[] s_files = Encoding.ASCII.GetBytes("files");
    private static readonly byte[] s_path = Encoding.ASCII.GetBytes("_path");
    private static readonly byte[] s_pathType = Encoding.ASCII.GetBytes("path_type");
    private static readonly byte[] s_fileMode = Encoding.ASCII.GetBytes("file_mode");
    private static readonly byte[] s_sha256 = Encoding.ASCII.GetBytes("sha256");
    private static readonly byte[] s_sha256InPrefix = Encoding.ASCII.GetBytes("sha256_in_prefix");
    private static readonly byte[] s_prefixPlaceholder = Encoding.ASCII.GetBytes("prefix_placeholder");
    private static readonly byte[] s_sizeInBytes = Encoding.ASCII.GetBytes("size_in_bytes");
    private static readonly byte[] s_originalPath = Encoding.ASCII.GetBytes("original_path");
    private static readonly byte[] s_binary = Encoding.ASCII.GetBytes("binary");
    private static readonly byte[] s_hardLink = Encoding.ASCII.GetBytes("hardlink");
    private static readonly byte[] s_softLink = Encoding.ASCII.GetBytes("softlink");
    private static readonly byte[] s_directory = Encoding.ASCII.GetBytes("directory");
    private static readonly byte[] s_pycFile = Encoding.ASCII.GetBytes("pyc_file");
}
