using System;
using System.Collections.Generic;
using System.Globalization;

namespace CondaEnv.Foundation.Csv;

/// <summary>A value as one text, for cells of tables and CSV.</summary>
internal static class CellText
{
    /// <summary>The text; empty for null. Truths and times are as in JSON.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime time => time.ToString(time.Kind == DateTimeKind.Utc ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        IReadOnlyList<string> texts => string.Join("; ", texts),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
