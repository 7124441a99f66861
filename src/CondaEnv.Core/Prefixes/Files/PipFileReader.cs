using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes.Files;

/// <summary>
/// Reads the files that pip has recorded: RECORD of a dist-info folder (PEP 376, 427 and 627), or installed-files.txt
/// of an egg-info folder, which has no hashes. Compiled files and the list itself are left out. Not thread-safe.
/// </summary>
internal sealed class PipFileReader
{
    private readonly string _prefix;
    private readonly ReadRule _rule;
    private readonly List<string> _fields = [];
    private string _text = "";
    private string _list = "";
    private string[] _folder = [];
    private int _at;
    private bool _isRecord;

    /// <summary>Creates a reader.</summary>
    /// <param name="prefix">Path of the environment.</param>
    public PipFileReader(string prefix)
    {
        _prefix = prefix;
        _rule = ReadRule.Record.OfPackageIn(prefix);
    }

    /// <summary>The current file.</summary>
    public RecordedFile File { get; } = new();

    /// <summary>Opens the list of a package.</summary>
    /// <param name="package">A pip package.</param>
    /// <returns>False if pip keeps no list for it.</returns>
    /// <exception cref="CondaEnvException">The list cannot be read; AccessDenied, PathNotFound or
    /// FileReadFailed.</exception>
    public bool Open(CondaPackage package)
    {
        _text = "";
        _at = 0;
        if (package.RecordFile is not { } path)
        {
            return false;
        }

        _isRecord = path.EndsWith("RECORD", StringComparison.Ordinal);
        try
        {
            byte[] data = ReadOnlyFile.ReadAll(path, _rule);
            int length = data.Length;
            int start = TextEncoding.ToUtf8(ref data, ref length);
            _text = Encoding.UTF8.GetString(data, start, length - start);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            throw ReadOnlyFile.ToError(e, path);
        }

        // Paths of RECORD are relative to site-packages, those of installed-files.txt to the egg-info folder.
        string info = Path.GetDirectoryName(path)!;
        string folder = _isRecord ? Path.GetDirectoryName(info)! : info;
        _folder = folder.Length > _prefix.Length ? folder.Substring(_prefix.Length).Replace('\\', '/').Split(s_slash, StringSplitOptions.RemoveEmptyEntries) : [];
        _list = string.Join("/", _folder) + "/" + (_isRecord ? Path.GetFileName(info) + "/" : "") + Path.GetFileName(path);
        return true;
    }

    /// <summary>Moves to the next file.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        while (_at < _text.Length)
        {
            ReadLine();
            string raw = _fields[0].Replace('\\', '/');
            if (raw.Length == 0)
            {
                continue;
            }

            string path = InPrefix(raw);
            if (path == _list || path.StartsWith(_list + ".", StringComparison.Ordinal) || path.EndsWith("/", StringComparison.Ordinal))
            {
                continue;
            }

            File.Clear();
            File.Text = Encoding.UTF8.GetBytes(path);
            File.Start = 0;
            File.Length = File.Text.Length;
            if (RecordedFile.IsCompiled(File.Text, 0, File.Length))
            {
                File.Type = PackageFileType.Compiled;
            }

            const string algorithm = "sha256=";
            if (_fields.Count > 1 && _fields[1].StartsWith(algorithm, StringComparison.Ordinal))
            {
                File.Sha256 = new RecordedHash(_fields[1].Substring(algorithm.Length));
            }

            if (_fields.Count > 2 && long.TryParse(_fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out long size))
            {
                File.Size = size;
            }

            return true;
        }

        return false;
    }

    private static readonly char[] s_slash = ['/'];

    /// <summary>
    /// The path relative to the prefix. A path that leads elsewhere is returned so that it is recognized as unsafe.
    /// </summary>
    private string InPrefix(string raw)
    {
        if (raw[0] == '/' || (raw.Length > 1 && raw[1] == ':'))
        {
            string prefix = _prefix.Replace('\\', '/').TrimEnd('/') + "/";
            StringComparison comparison = UnixFile.IsUnix ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            return raw.StartsWith(prefix, comparison) ? raw.Substring(prefix.Length) : raw;
        }

        if (!raw.Contains("./"))
        {
            return string.Join("/", _folder) + "/" + raw;
        }

        List<string> parts = [.. _folder];
        foreach (string part in raw.Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count == 0 || parts[parts.Count - 1] == "..")
                {
                    parts.Add(part);
                }
                else
                {
                    parts.RemoveAt(parts.Count - 1);
                }
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    /// <summary>Reads the fields of one line, quoted ones included.</summary>
    private void ReadLine()
    {
        _fields.Clear();
        if (!_isRecord)
        {
            int end = _text.IndexOf('\n', _at);
            end = end < 0 ? _text.Length : end;
            _fields.Add(_text.Substring(_at, end - _at).Trim());
            _at = end + 1;
            return;
        }

        while (true)
        {
            _fields.Add(_at < _text.Length && _text[_at] == '"' ? ReadQuoted() : ReadPlain());
            if (_at >= _text.Length || _text[_at] != ',')
            {
                break;
            }

            _at++;
        }

        while (_at < _text.Length && _text[_at] is '\r' or '\n')
        {
            _at++;
        }
    }

    private string ReadPlain()
    {
        int end = _text.IndexOfAny(s_ends, _at);
        end = end < 0 ? _text.Length : end;
        string field = _text.Substring(_at, end - _at);
        _at = end;
        return field;
    }

    private string ReadQuoted()
    {
        StringBuilder field = new();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] == '"')
            {
                if (_at + 1 >= _text.Length || _text[_at + 1] != '"')
                {
                    break;
                }

                _at++;
            }

            field.Append(_text[_at]);
        }

        // What follows the closing quote belongs to the field as well, as in Python's reader.
        _at = Math.Min(_at + 1, _text.Length);
        return field.Append(ReadPlain()).ToString();
    }

    private static readonly char[] s_ends = [',', '\r', '\n'];
}
