using System.Collections.Generic;
using System.IO;

namespace CondaEnv.Foundation.Csv;

/// <summary>
/// Rows as CSV (RFC 4180) with a header line. Lines end with LF, not CRLF, as all output of this program does: every
/// reader takes both, and text tools want LF. A break inside a value is kept, in quotes.
/// </summary>
internal static class CsvRows
{
    private static readonly char[] s_special = [',', '"', '\r', '\n'];

    /// <summary>Writes the header and the rows.</summary>
    public static void Write<T>(TextWriter output, IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            output.Write(i == 0 ? "" : ",");
            output.Write(columns[i].Name);
        }

        output.Write('\n');
        foreach (T row in rows)
        {
            for (int i = 0; i < columns.Count; i++)
            {
                output.Write(i == 0 ? "" : ",");
                WriteField(output, columns[i].Cell(row));
            }

            output.Write('\n');
        }
    }

    private static void WriteField(TextWriter output, string text)
    {
        if (text.IndexOfAny(s_special) < 0)
        {
            output.Write(text);
            return;
        }

        output.Write('"');
        output.Write(text.Replace("\"", "\"\""));
        output.Write('"');
    }
}
