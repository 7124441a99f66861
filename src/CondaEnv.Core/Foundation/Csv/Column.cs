using System;

namespace CondaEnv.Foundation.Csv;

/// <summary>One column of rows: its heading and its values.</summary>
/// <param name="Name">Heading; in JSON and CSV, the name of the property.</param>
/// <param name="Value">Gets the value: null, a string, a number, a Boolean, a time, a list of strings, an enumeration
/// value, or a row.</param>
internal record Column<T>(string Name, Func<T, object?> Value)
{
    /// <summary>The value as the text of a cell; empty for null.</summary>
    public virtual string Cell(T row) => CellText.Of(Value(row));
}
