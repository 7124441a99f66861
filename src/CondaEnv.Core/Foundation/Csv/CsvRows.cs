using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Stopping;

namespace CondaEnv.Foundation.Csv;

/// <summary>
/// Writes rows as CSV (RFC 4180) with a header line. Lines end with LF instead of CRLF, as in all output of this
/// program: every reader accepts both, and text tools need LF. A line break in a value is kept, in quotes.
/// </summary>
/// <remarks>
/// Spreadsheets interpret a cell that starts with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c> or a line break as a formula,
/// and names may come from other people's files. In safe mode, such a cell is prefixed with an apostrophe, which marks
/// text in spreadsheets. A cell that already looks escaped gets an apostrophe in both modes, so that rows are read back
/// unchanged.
/// </remarks>
internal static class CsvRows
{
    private const string Mask = "'";
    private static readonly char[] s_special = [',', '"', '\r', '\n'];

    /// <summary>Writes the header and the rows.</summary>
    /// <param name="output">Writer that receives the text.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns to write.</param>
    /// <param name="safe">True to escape cells that a spreadsheet would run as a formula.</param>
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

    /// <summary>Removes the apostrophe that was added to a cell.</summary>
    public static string Unmask(string cell) => IsMasked(cell) ? cell.Substring(1) : cell;

    /// <summary>One or more apostrophes before a formula.</summary>
    private static bool IsMasked(string cell)
    {
        int at = 0;
        while (at < cell.Length && cell[at] == '\'')
        {
            at++;
        }

        return at > 0 && IsFormula(cell, at);
    }

    /// <summary>
    /// Whether a spreadsheet would run the cell as a formula. The full-width characters are used on Chinese and
    /// Japanese keyboards.
    /// </summary>
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
