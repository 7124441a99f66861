using System;
using System.Globalization;

namespace CondaEnv.Foundation.Text;

/// <summary>
/// Dates and times as conda's history has them and users type them: local time without a zone, the same everywhere
/// (<c>env@2026-01-15</c>, <c>--at-date</c>, <c>--since</c>).
/// </summary>
internal static class LocalTime
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd",
    ];

    /// <summary>The time that a text names, a date being its first moment; null if it names none.</summary>
    public static DateTime? Parse(string text) =>
        DateTime.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? time : null;

    /// <summary>The last moment that a date means: a date without a time is the whole day. Local time, as the history has it.</summary>
    public static DateTime EndOf(DateTime date)
    {
        if (date.Kind == DateTimeKind.Utc)
        {
            return DateTime.SpecifyKind(date.ToLocalTime(), DateTimeKind.Unspecified);
        }

        DateTime day = DateTime.SpecifyKind(date, DateTimeKind.Unspecified);
        return day.TimeOfDay == TimeSpan.Zero && day.Date < DateTime.MaxValue.Date ? day.AddDays(1).AddTicks(-1) : day;
    }

    /// <summary>A time as the history has it.</summary>
    public static string ToText(DateTime time) => time.ToString(s_formats[0], CultureInfo.InvariantCulture);

    /// <summary>A time as a message has it: without the time of day if that is midnight.</summary>
    public static string ToShortText(DateTime time) => time.TimeOfDay == TimeSpan.Zero ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ToText(time);
}
