using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Terminal;

namespace CondaEnv.Cli.Output;

/// <summary>
/// Writes rows as a table: columns are as wide as their longest cell, separated by two spaces, without trailing spaces.
/// </summary>
internal static class TableRows
{
    /// <summary>Writes the header and the rows; nothing if there are no rows.</summary>
    public static void Write<T>(TextWriter output, IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns)
    {
        if (rows.Count == 0)
        {
            return;
        }

        string[][] lines = new string[rows.Count + 1][];
        lines[0] = new string[columns.Count];
        int[] widths = new int[columns.Count];
        for (int c = 0; c < columns.Count; c++)
        {
            lines[0][c] = columns[c].Name;
            widths[c] = columns[c].Name.Length;
        }

        for (int r = 0; r < rows.Count; r++)
        {
            StopSignal.Check();
            string[] cells = new string[columns.Count];
            for (int c = 0; c < cells.Length; c++)
            {
                cells[c] = PlainText.Of(columns[c].Cell(rows[r]));
                widths[c] = Math.Max(widths[c], cells[c].Length);
            }

            lines[r + 1] = cells;
        }

        foreach (string[] cells in lines)
        {
            StopSignal.Check();
            string line = "";
            for (int c = 0; c < cells.Length; c++)
            {
                line += c == cells.Length - 1 ? cells[c] : cells[c].PadRight(widths[c]) + "  ";
            }

            output.Write(line.TrimEnd());
            output.Write('\n');
        }
    }
}
