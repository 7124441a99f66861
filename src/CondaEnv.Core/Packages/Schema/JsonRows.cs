using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Json;

namespace CondaEnv.Packages.Schema;

/// <summary>Writes rows as a JSON array of objects (RFC 8259).</summary>
internal static class JsonRows
{
    /// <summary>Writes the rows; the text ends with a line break.</summary>
    public static void Write<T>(TextWriter output, IReadOnlyList<T> rows, IReadOnlyList<Field<T>> fields)
    {
        JsonWriter json = new();
        json.StartArray();
        foreach (T row in rows)
        {
            RowSchema<T>.Write(json, row, fields);
        }

        json.EndArray();
        output.Write(json.ToString());
        output.Write('\n');
    }
}
