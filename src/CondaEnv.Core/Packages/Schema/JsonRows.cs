using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Json;
using CondaEnv.Packages.Rows;

namespace CondaEnv.Packages.Schema;

/// <summary>Rows as a JSON array of objects (RFC 8259).</summary>
internal static class JsonRows
{
    /// <summary>Writes the rows; a line ends the text.</summary>
    public static void Write<T>(TextWriter output, IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns)
    {
        JsonWriter json = new();
        WriteArray(json, rows, columns);
        output.Write(json.ToString());
        output.Write('\n');
    }

    private static void WriteArray<T>(JsonWriter json, IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns)
    {
        json.StartArray();
        foreach (T row in rows)
        {
            WriteObject(json, row, columns);
        }

        json.EndArray();
    }

    private static void WriteObject<T>(JsonWriter json, T row, IReadOnlyList<Column<T>> columns)
    {
        json.StartObject();
        foreach (Column<T> column in columns)
        {
            json.Name(column.Name);
            WriteValue(json, column.Value(row));
        }

        json.EndObject();
    }

    private static void WriteValue(JsonWriter json, object? value)
    {
        switch (value)
        {
            case bool truth:
                json.Value(truth);
                break;
            case int number:
                json.Value(number);
                break;
            case long number:
                json.Value(number);
                break;
            case DateTime time:
                json.Value(time);
                break;
            case IReadOnlyList<string> texts:
                json.Value(texts);
                break;
            case IReadOnlyList<ExportLoss> losses:
                WriteArray(json, losses, RecordColumns.OfLoss);
                break;
            case IReadOnlyList<CondaPackage> packages:
                WriteArray(json, packages, PackageColumns.All);
                break;
            case IReadOnlyList<CondaEnvDifference> differences:
                WriteArray(json, differences, DifferenceColumns.All);
                break;
            case CondaPackage package:
                WriteObject(json, package, PackageColumns.All);
                break;
            default:
                json.Value(value?.ToString());
                break;
        }
    }
}
