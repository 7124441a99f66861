using System;

namespace CondaEnv.Foundation.Csv;

/// <summary>One column of rows: its heading and its value.</summary>
/// <param name="Name">Heading; in JSON and CSV the name of the property.</param>
/// <param name="Value">The value: null, a text, a number, a flag, a time, a list of texts, an enum, or a row.</param>
internal record Column<T>(string Name, Func<T, object?> Value)
{
    /// <summary>The value as the text of a cell; empty for null.</summary>
    public virtual string Cell(T row) => CellText.Of(Value(row));
}
