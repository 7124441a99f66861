using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes.Pip;

/// <summary>
/// The headers of a METADATA or PKG-INFO file (core metadata, PEP 566), parsed as by Python's <c>HeaderParser</c>,
/// which conda uses: keys with exact spelling, continuation lines joined, up to the first line that is not a header.
/// </summary>
internal sealed class MetadataHeaders
{
    private readonly List<string> _requires = [];

    /// <summary>Name as written; null if there is none.</summary>
    public string? Name { get; private set; }

    /// <summary>Version as written; null if there is none.</summary>
    public string? Version { get; private set; }

    /// <summary>License-Expression (PEP 639), otherwise License.</summary>
    public string? License { get; private set; }

    /// <summary>Requires-Python as written.</summary>
    public string? RequiresPython { get; private set; }

    /// <summary>Requires-Dist lines as written.</summary>
    public IReadOnlyList<string> Requires => _requires;

    /// <summary>False if the bytes were not UTF-8; they were then read as Latin-1.</summary>
    public bool IsUtf8 { get; private set; } = true;

    /// <summary>Parses the headers at the start of the data.</summary>
    public static MetadataHeaders Parse(byte[] data, int length)
    {
        int end = EndOfHeaders(data, length);
        MetadataHeaders headers = new() { IsUtf8 = ByteScan.IsUtf8(data, 0, end) };
        string text = headers.IsUtf8 ? Encoding.UTF8.GetString(data, 0, end) : Latin1(data, end);
        string? key = null;
        StringBuilder value = new();
        int at = 0;
        while (at < text.Length)
        {
            int next = text.IndexOf('\n', at);
            string line = text.Substring(at, (next < 0 ? text.Length : next) - at).TrimEnd('\r');
            at = next < 0 ? text.Length : next + 1;
            if (line.Length == 0)
            {
                break;
            }

            if (line[0] is ' ' or '\t')
            {
                // A continuation line before the first header is a defect that the parser ignores.
                _ = key is null ? value : value.Append('\n').Append(line);
                continue;
            }

            int colon = line.IndexOf(':');
            if (colon <= 0 || !IsKey(line, colon))
            {
                if (line.StartsWith("From ", StringComparison.Ordinal))
                {
                    continue;
                }

                break;
            }

            headers.Take(key, value);
            key = line.Substring(0, colon);
            value.Clear().Append(line.Substring(colon + 1).TrimStart(' ', '\t'));
        }

        headers.Take(key, value);
        return headers;
    }

    /// <summary>
    /// Offset of the blank line after the headers, or the length if there is none in the part of the file that was
    /// read.
    /// </summary>
    internal static int EndOfHeaders(byte[] data, int length)
    {
        for (int i = 0; i + 1 < length; i++)
        {
            if (data[i] == (byte)'\n' && (data[i + 1] == (byte)'\n' || (data[i + 1] == (byte)'\r' && i + 2 < length && data[i + 2] == (byte)'\n')))
            {
                return i + 1;
            }
        }

        return length;
    }

    private static string Latin1(byte[] data, int length)
    {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++)
        {
            chars[i] = (char)data[i];
        }

        return new string(chars);
    }

    private static bool IsKey(string line, int colon)
    {
        for (int i = 0; i < colon; i++)
        {
            if (line[i] is <= ' ' or >= '\x7F')
            {
                return false;
            }
        }

        return true;
    }

    private void Take(string? key, StringBuilder value)
    {
        switch (key)
        {
            case "Name": Name = value.ToString(); break;
            case "Version": Version = value.ToString(); break;
            case "License-Expression": License = value.ToString(); break;
            case "License": License ??= value.ToString(); break;
            case "Requires-Python": RequiresPython = value.ToString(); break;
            case "Requires-Dist": _requires.Add(value.ToString()); break;
        }
    }
}
