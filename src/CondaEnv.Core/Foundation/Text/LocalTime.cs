using System;
using System.Globalization;

namespace CondaEnv.Foundation.Text;

/// <summary>
/// Dates and times as in conda's history and in user input: local time without a time zone, in the same form everywhere
/// (<c>env@2026-01-15</c>, <c>--at-date</c>, <c>--since</c>).
/// </summary>
internal static class LocalTime
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd",
    ];

    /// <summary>The time in a text, where a date means its start; null if the text is not a time.</summary>
    public static DateTime? Parse(string text) =>
        DateTime.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? time : null;

    /// <summary>
    /// The last moment of a date: a date without a time means the whole day. In local time, as in the history.
    /// </summary>
    public static DateTime EndOf(DateTime date)
    {
        if (date.Kind == DateTimeKind.Utc)
        {
            return DateTime.SpecifyKind(date.ToLocalTime(), DateTimeKind.Unspecified);
        }

        DateTime day = DateTime.SpecifyKind(date, DateTimeKind.Unspecified);
        return day.TimeOfDay == TimeSpan.Zero && day.Date < DateTime.MaxValue.Date ? day.AddDays(1).AddTicks(-1) : day;
    }

    /// <summary>A time in the format of the history.</summary>
    public static string ToText(DateTime time) => time.ToString(s_formats[0], CultureInfo.InvariantCulture);

    /// <summary>A time in the format of messages: without the time of day if it is midnight.</summary>
    public static string ToShortText(DateTime time) => time.TimeOfDay == TimeSpan.Zero ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ToText(time);
}
