using System;
using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Foundation.Csv;

/// <summary>Converts a value to a single text, for cells of tables and CSV.</summary>
internal static class CellText
{
    /// <summary>
    /// The text; empty for null. Booleans and times are formatted as in JSON, and a list is a JSON array of strings.
    /// </summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => TimeText.Of(time),
        IEnumerable<string> texts => OfList(texts),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A list on one line: a JSON array of strings, which preserves any content.</summary>
    public static string OfList(IEnumerable<string?> texts)
    {
        JsonWriter json = new(isCompact: true);
        json.Value(texts);
        return json.ToString();
    }
}
