using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Json;

namespace CondaEnv.Packages.Schema;

/// <summary>One property of a row: its name, its type, and how to get its value.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="Kind">Type of the value.</param>
/// <param name="Value">Gets the value.</param>
internal sealed record Field<T>(string Name, FieldKind Kind, Func<T, object?> Value) : Column<T>(Name, Value)
{
    /// <summary>
    /// Sets the value from saved data; false if the data has the wrong type. Null for properties that are not read
    /// back.
    /// </summary>
    public Func<T, object, bool>? Set { get; init; }

    /// <summary>True if getting the value needs a full read of the environment.</summary>
    public bool IsCostly { get; init; }

    /// <summary>
    /// Schema of the rows that the property holds; null for other types. A function, because a row may contain rows of
    /// its own type.
    /// </summary>
    public Func<IRowSchema>? Rows { get; init; }

    /// <inheritdoc/>
    /// <remarks>
    /// A row that is read back is written completely, as JSON without nulls. Any other row is written as its text.
    /// </remarks>
    public override string Cell(T row)
    {
        object? value = Value(row);
        if (Kind == FieldKind.Row && Set is not null && value is not null)
        {
            JsonWriter json = new(isCompact: true);
            Rows!().Write(json, value, withNulls: false);
            return json.ToString();
        }

        return CellText.Of(value);
    }

    /// <summary>Writes the name and the value.</summary>
    public void Write(JsonWriter json, T row, bool withNulls)
    {
        object? value = Value(row);
        if (value is null)
        {
            if (withNulls)
            {
                json.Name(Name).Value((string?)null);
            }

            return;
        }

        json.Name(Name);
        switch (Kind)
        {
            case FieldKind.Flag:
                json.Value((bool)value);
                break;
            case FieldKind.Number:
                json.Value(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case FieldKind.Time:
                json.Value((DateTime)value);
                break;
            case FieldKind.List:
                json.Value((IEnumerable<string>)value);
                break;
            case FieldKind.Row:
                Rows!().Write(json, value, withNulls);
                break;
            case FieldKind.Rows:
                json.StartArray();
                foreach (object item in (IEnumerable)value)
                {
                    Rows!().Write(json, item, withNulls);
                }

                json.EndArray();
                break;
            default:
                json.Value(value.ToString());
                break;
        }
    }
}
