using System;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Foundation.Text;

/// <summary>How a file spells its characters.</summary>
internal enum SourceEncoding
{
    /// <summary>UTF-8, as it should be.</summary>
    Utf8,

    /// <summary>UTF-8 behind a byte order mark.</summary>
    Utf8WithMark,

    /// <summary>UTF-16 behind a byte order mark, as Windows PowerShell's <c>&gt;</c> writes it.</summary>
    Utf16,

    /// <summary>UTF-16 without a mark, which conda cannot read.</summary>
    Utf16WithoutMark,
}

/// <summary>A file as it was read: its bytes in UTF-8, its text, and how it was spelt.</summary>
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

    /// <summary>Well-formed UTF-8; from <see cref="Start"/> up to <see cref="Length"/>.</summary>
    public byte[] Data { get; }

    /// <summary>Offset of the first byte of the text.</summary>
    public int Start { get; }

    /// <summary>Offset behind the last byte of the text.</summary>
    public int Length { get; }

    /// <summary>How the file spells its characters.</summary>
    public SourceEncoding Encoding { get; }

    /// <summary>The text, no byte order mark before it.</summary>
    public string Text => _text ??= ByteScan.ToText(Data, Start, Length - Start);

    /// <summary>Reads a file.</summary>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied, FileReadFailed; FileInvalid where it is neither UTF-8 nor UTF-16.</exception>
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

    /// <summary>Takes bytes for a file's.</summary>
    /// <exception cref="CondaEnvException">FileInvalid where they are neither UTF-8 nor UTF-16.</exception>
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

    /// <summary>The error for a place in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">One-based line; 0 where the file as a whole is meant.</param>
    /// <param name="column">One-based column; 0 where the line as a whole is meant.</param>
    /// <param name="what">What is wrong and what would be right; no full stop, no secrets.</param>
    public static CondaEnvException Invalid(string path, int line, int column, string what)
    {
        string place = line == 0 ? "" : column == 0 ? $", line {line}" : $", line {line}, column {column}";
        return new CondaEnvException(CondaErrorKind.FileInvalid, $"'{path}'{place}: {what}.", path) { Line = line, Column = column };
    }

    /// <summary>Line and column, one-based, of a byte.</summary>
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
                // What replaces a malformed byte stands where it stood; a real U+FFFD before it is hardly likely.
                int column = ByteScan.ToText(data, lineStart, i - lineStart).IndexOf('\uFFFD') + 1;
                return Invalid(path, line, column, "the file is not UTF-8, and conda refuses it: save it in that encoding");
            }

            line++;
            lineStart = i + 1;
        }

        return Invalid(path, 0, 0, "the file is not UTF-8, and conda refuses it: save it in that encoding");
    }
}
