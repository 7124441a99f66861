using System;
using System.Globalization;

namespace CondaEnv.Foundation.Text;

/// <summary>Times in ISO 8601, in the form that is written to JSON and CSV.</summary>
internal static class TimeText
{
    // The format specifier F omits trailing zeros, and the decimal point if nothing follows.
    private const string Zoneless = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
    private const string Utc = Zoneless + "'Z'";
    private const string Offset = Zoneless + "zzz";

    /// <summary>
    /// The text: UTC with <c>Z</c>, or without a time zone if the time has none. Fractions of a second are kept.
    /// </summary>
    public static string Of(DateTime time) => time.Kind == DateTimeKind.Unspecified
        ? time.ToString(Zoneless, CultureInfo.InvariantCulture)
        : time.ToUniversalTime().ToString(Utc, CultureInfo.InvariantCulture);

    /// <summary>
    /// Parses such a text; a time without a time zone is <see cref="DateTimeKind.Unspecified"/>. A local time with an
    /// offset, as in CliXml (<c>2026-01-31T13:00:00+01:00</c>), is converted to UTC.
    /// </summary>
    public static bool TryParse(string text, out DateTime time) =>
        DateTime.TryParseExact(text, Utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
        || DateTime.TryParseExact(text, Offset, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time)
        || DateTime.TryParseExact(text, Zoneless, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    /// <summary>
    /// Reads a time as Export-Csv, a spreadsheet or a person writes it: in the form of the current culture, or of the
    /// invariant one. Without a zone it is local, since PowerShell writes the local time that it shows.
    /// </summary>
    /// <param name="text">The text, in none of the forms of <see cref="TryParse"/>.</param>
    /// <param name="time">The time, as UTC.</param>
    public static bool TryParseShown(string text, out DateTime time) =>
        DateTime.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AdjustToUniversal, out time)
        || DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AdjustToUniversal, out time);
}
