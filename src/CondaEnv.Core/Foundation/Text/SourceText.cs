using System;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Foundation.Text;

/// <summary>Encoding of a file.</summary>
internal enum SourceEncoding
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    Utf8,

    /// <summary>UTF-8 with a byte order mark.</summary>
    Utf8WithMark,

    /// <summary>UTF-16 with a byte order mark, as written by <c>&gt;</c> in Windows PowerShell.</summary>
    Utf16,

    /// <summary>UTF-16 without a byte order mark, which conda cannot read.</summary>
    Utf16WithoutMark,
}

/// <summary>A file as read: its content as UTF-8 bytes, its text, and its original encoding.</summary>
internal sealed class SourceText
{
    private string? _text;

    private SourceText(string path, byte[] data, int start, int length, SourceEncoding encoding)
    {
        Path = path;
        Data = data;
        Start = start;
        Length = length;
        Encoding = encoding;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Well-formed UTF-8; the text is from <see cref="Start"/> up to <see cref="Length"/>.</summary>
    public byte[] Data { get; }

    /// <summary>Offset of the first byte of the text.</summary>
    public int Start { get; }

    /// <summary>Offset after the last byte of the text.</summary>
    public int Length { get; }

    /// <summary>Original encoding of the file.</summary>
    public SourceEncoding Encoding { get; }

    /// <summary>The text without a byte order mark.</summary>
    public string Text => _text ??= ByteScan.ToText(Data, Start, Length - Start);

    /// <summary>Reads a file.</summary>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed if the file cannot be read;
    /// FileInvalid if it is neither UTF-8 nor UTF-16.</exception>
    public static SourceText Read(string path)
    {
        byte[] data;
        try
        {
            data = ReadOnlyFile.ReadNamed(path);
        }
        catch (Exception error) when (ReadOnlyFile.IsFileError(error))
        {
            throw ReadOnlyFile.ToError(error, path);
        }

        return Of(path, data, data.Length);
    }

    /// <summary>Creates the source from the bytes of a file.</summary>
    /// <exception cref="CondaEnvException">FileInvalid if they are neither UTF-8 nor UTF-16.</exception>
    public static SourceText Of(string path, byte[] data, int length)
    {
        bool mark16 = length >= 2 && (data[0], data[1]) is (0xFF, 0xFE) or (0xFE, 0xFF);
        byte[] before = data;
        int start = TextEncoding.ToUtf8(ref data, ref length);
        SourceEncoding encoding = !ReferenceEquals(before, data)
            ? (mark16 ? SourceEncoding.Utf16 : SourceEncoding.Utf16WithoutMark)
            : (start > 0 ? SourceEncoding.Utf8WithMark : SourceEncoding.Utf8);
        return ByteScan.IsUtf8(data, start, length) ? new SourceText(path, data, start, length, encoding) : throw NotUtf8(path, data, start, length);
    }

    /// <summary>Creates the error for a position in a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="line">One-based line; 0 for the whole file.</param>
    /// <param name="column">One-based column; 0 for the whole line.</param>
    /// <param name="what">What is wrong and what would be valid, without a final period and without secrets.</param>
    public static CondaEnvException Invalid(string path, int line, int column, string what)
    {
        string place = line == 0 ? "" : column == 0 ? $", line {line}" : $", line {line}, column {column}";
        return new CondaEnvException(CondaErrorKind.FileInvalid, $"'{path}'{place}: {what}.", path) { Line = line, Column = column };
    }

    /// <summary>One-based line and column of a byte.</summary>
    public (int Line, int Column) Place(int offset)
    {
        int line = 1;
        int lineStart = Start;
        for (int i = Start; i < offset && i < Length; i++)
        {
            if (Data[i] == (byte)'\n')
            {
                line++;
                lineStart = i + 1;
            }
        }

        return (line, ByteScan.ToText(Data, lineStart, Math.Max(0, Math.Min(offset, Length) - lineStart)).Length + 1);
    }

    private static CondaEnvException NotUtf8(string path, byte[] data, int start, int length)
    {
        int line = 1;
        int lineStart = start;
        for (int i = start; i <= length; i++)
        {
            if (i < length && data[i] != (byte)'\n')
            {
                continue;
            }

            if (!ByteScan.IsUtf8(data, lineStart, i))
            {
                // The replacement character is at the position of the malformed byte; a real U+FFFD before it is
                // unlikely.
                int column = ByteScan.ToText(data, lineStart, i - lineStart).IndexOf('\uFFFD') + 1;
                return Invalid(path, line, column, "the file is not UTF-8, so conda rejects it: save it as UTF-8");
            }

            line++;
            lineStart = i + 1;
        }

        return Invalid(path, 0, 0, "the file is not UTF-8, so conda rejects it: save it as UTF-8");
    }
}
