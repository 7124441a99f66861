using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Stopping;

namespace CondaEnv.Foundation.Text;

/// <summary>A line of a text file. Immutable.</summary>
internal sealed class TextLine(string text, int number)
{
    /// <summary>The line without its line break.</summary>
    public string Text { get; } = text;

    /// <summary>One-based number of the line; for joined lines, of the first one.</summary>
    public int Number { get; } = number;

    /// <summary>True if the text was joined from several lines, so that offsets in it are not columns.</summary>
    public bool IsJoined { get; init; }

    /// <summary>One-based column of the first character that is not white space.</summary>
    public int Column => PythonText.StripRange(Text, 0, Text.Length).Start + 1;

    /// <summary>
    /// Splits a text into lines at any type of line break; a byte order mark at its start is ignored.
    /// </summary>
    public static IEnumerable<TextLine> Split(string text)
    {
        int number = 0;
        int start = text.Length > 0 && text[0] == '\ufeff' ? 1 : 0;
        while (start < text.Length)
        {
            StopSignal.Check();
            int end = text.IndexOfAny(['\r', '\n'], start);
            end = end < 0 ? text.Length : end;
            number++;
            yield return new TextLine(text.Substring(start, end - start), number);
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
    }

    /// <summary>Converts the error of a text on this line to an error of the file.</summary>
    public CondaEnvException Error(string path, CondaEnvException cause)
    {
        int column = Column + (IsJoined || cause.Offset < 0 ? 0 : cause.Offset);
        return new CondaEnvException(cause.Kind, Place(path, column) + cause.Message, path) { Line = Number, Column = column };
    }

    /// <summary>Creates an error for this line.</summary>
    public CondaEnvException Error(string path, string problem) =>
        new(CondaErrorKind.FileInvalid, Place(path, Column) + problem, path) { Line = Number, Column = Column };

    private string Place(string path, int column) => string.Format(CultureInfo.InvariantCulture, "'{0}', line {1}, column {2}: ", path, Number, column);
}
