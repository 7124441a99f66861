using System;
using System.CommandLine;
using System.Globalization;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Cli;

/// <summary>Options for a revision or a date.</summary>
internal static class HistoryOptions
{
    /// <summary>Creates an option for a revision number.</summary>
    public static Option<string?> Revision(string name, string description)
    {
        Option<string?> option = new(name) { Description = description, HelpName = "REVISION" };
        option.Validators.Add(result =>
        {
            if (Choice.WordOf(result) is { } text && !TryParse(text, out _))
            {
                result.AddError($"{name} takes the number of a revision, not '{text}'.");
            }
        });
        return option;
    }

    /// <summary>Creates an option for a date.</summary>
    public static Option<string?> Date(string name, string description)
    {
        Option<string?> option = new(name) { Description = description, HelpName = "DATE" };
        option.Validators.Add(result =>
        {
            if (Choice.WordOf(result) is { } text && LocalTime.Parse(text) is null)
            {
                result.AddError($"{name} takes a date such as 2026-01-15, or a time such as 2026-01-15T09:30:00, not '{text}'.");
            }
        });
        return option;
    }

    /// <summary>The given revision number; null if there is none.</summary>
    public static int? RevisionOf(ParseResult parsed, Option<string?> option) => TryParse(parsed.GetValue(option), out int number) ? number : null;

    /// <summary>The given date; null if there is none.</summary>
    public static DateTime? DateOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } text ? LocalTime.Parse(text) : null;

    private static bool TryParse(string? text, out int number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
