using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using CondaEnv.Foundation.Csv;
using CondaEnv.Packages.Schema;

namespace CondaEnv.Cli.Output;

/// <summary>The options for the format of rows: a table for users, JSON or CSV for programs.</summary>
internal sealed class RowOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Write an array of objects with all properties." };

    private readonly Option<bool> _csv = new("--csv")
    {
        Description = "Write CSV (RFC 4180) with all properties; lines end with LF, a list is a JSON array.",
    };

    private readonly Option<bool> _safeCsv = SafeCsv("With --csv, put");

    /// <summary>Creates the option for files that are opened in a spreadsheet.</summary>
    /// <param name="begin">The first words of its description, which state where it applies.</param>
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

    /// <summary>True if JSON or CSV is requested; for validators.</summary>
    public bool AreGiven(CommandResult result) => Choice.IsSet(result, _json) || Choice.IsSet(result, _csv);

    /// <summary>True if JSON or CSV is requested.</summary>
    public bool AreForPrograms(ParseResult parsed) => parsed.GetValue(_json) || parsed.GetValue(_csv);

    /// <summary>Writes rows.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="output">Writer that receives the rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="properties">Columns of JSON and CSV.</param>
    /// <param name="table">Columns of the table.</param>
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
