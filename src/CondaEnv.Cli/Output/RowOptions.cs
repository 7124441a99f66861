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

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_csv);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_json) is { Implicit: false } && result.GetResult(_csv) is { Implicit: false })
            {
                result.AddError("--json and --csv cannot be combined.");
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
            CsvRows.Write(output, rows, properties);
        }
        else
        {
            TableRows.Write(output, rows, table);
        }
    }
}
