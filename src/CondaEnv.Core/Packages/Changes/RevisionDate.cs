using System;
using System.Globalization;

namespace CondaEnv.Packages.Changes;

/// <summary>Dates of revisions, as histories have them and as users write them. They have no zone: they are local times of the machine that wrote them.</summary>
internal static class RevisionDate
{
    private static readonly string[] s_formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    /// <summary>The date that a text means; null if it is not a date.</summary>
    public static DateTime? Parse(string text) =>
        DateTime.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) ? date : null;

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
}
