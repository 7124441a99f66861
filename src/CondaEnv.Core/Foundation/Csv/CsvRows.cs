using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Stopping;

namespace CondaEnv.Foundation.Csv;

/// <summary>
/// Rows as CSV (RFC 4180) with a header line. Lines end with LF, not CRLF, as all output of this program does: every
/// reader takes both, and text tools want LF. A break inside a value is kept, in quotes.
/// </summary>
/// <remarks>
/// Spreadsheets take a cell that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c> or a break for a formula, and names come
/// from other people's files. Safe rows put an apostrophe before such a cell, which a spreadsheet takes for the sign of
/// text. So that rows read back as they were, a cell that already looks masked gets one in either case.
/// </remarks>
internal static class CsvRows
{
    private const string Mask = "'";
    private static readonly char[] s_special = [',', '"', '\r', '\n'];

    /// <summary>Writes the header and the rows.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">What is written of each.</param>
    /// <param name="safe">Mask cells that a spreadsheet would run as a formula.</param>
    public static void Write<T>(TextWriter output, IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns, bool safe = false)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            output.Write(i == 0 ? "" : ",");
            output.Write(columns[i].Name);
        }

        output.Write('\n');
        foreach (T row in rows)
        {
            StopSignal.Check();
            for (int i = 0; i < columns.Count; i++)
            {
                output.Write(i == 0 ? "" : ",");
                string cell = columns[i].Cell(row);
                WriteField(output, IsMasked(cell) || (safe && IsFormula(cell, 0)) ? Mask + cell : cell);
            }

            output.Write('\n');
        }
    }

    /// <summary>The cell without the apostrophe that was put before it.</summary>
    public static string Unmask(string cell) => IsMasked(cell) ? cell.Substring(1) : cell;

    /// <summary>An apostrophe, or several, before what a spreadsheet would run.</summary>
    private static bool IsMasked(string cell)
    {
        int at = 0;
        while (at < cell.Length && cell[at] == '\'')
        {
            at++;
        }

        return at > 0 && IsFormula(cell, at);
    }

    /// <summary>What a spreadsheet runs; the wide forms are typed where Chinese and Japanese are.</summary>
    private static bool IsFormula(string cell, int at) =>
        at < cell.Length && cell[at] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

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
