using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using CondaEnv.Foundation.Csv;
using CondaEnv.Packages.Schema;

namespace CondaEnv.Cli.Output;

/// <summary>The options that say how rows are written: a table for people, JSON or CSV for programs.</summary>
internal sealed class RowOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Write an array of objects with all properties." };

    private readonly Option<bool> _csv = new("--csv")
    {
        Description = "Write CSV (RFC 4180) with all properties; lines end with LF, a list is a JSON array.",
    };

    private readonly Option<bool> _safeCsv = SafeCsv("With --csv, put");

    /// <summary>The option for files that are opened in a spreadsheet.</summary>
    /// <param name="begin">The first words of its help: where it counts.</param>
    public static Option<bool> SafeCsv(string begin) =>
        new("--safe-csv") { Description = begin + " an apostrophe before each cell that a spreadsheet would run as a formula (=, +, -, @)." };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_csv);
        command.Options.Add(_safeCsv);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_json) is { Implicit: false } && result.GetResult(_csv) is { Implicit: false })
            {
                result.AddError("--json and --csv cannot be combined.");
            }

            if (result.GetResult(_safeCsv) is { Implicit: false } && result.GetResult(_csv) is not { Implicit: false })
            {
                result.AddError("--safe-csv requires --csv.");
            }
        });
    }

    /// <summary>True where JSON or CSV is asked for.</summary>
    public bool AreForPrograms(ParseResult parsed) => parsed.GetValue(_json) || parsed.GetValue(_csv);

    /// <summary>Writes rows.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="output">Where to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="properties">Columns for programs.</param>
    /// <param name="table">Columns for people.</param>
    public void Write<T>(ParseResult parsed, TextWriter output, IReadOnlyList<T> rows, IReadOnlyList<Field<T>> properties, IReadOnlyList<Column<T>> table)
    {
        if (parsed.GetValue(_json))
        {
            JsonRows.Write(output, rows, properties);
        }
        else if (parsed.GetValue(_csv))
        {
            CsvRows.Write(output, rows, properties, parsed.GetValue(_safeCsv));
        }
        else
        {
            TableRows.Write(output, rows, table);
        }
    }
}
