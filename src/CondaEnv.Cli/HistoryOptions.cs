using System;
using System.CommandLine;
using System.Globalization;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Cli;

/// <summary>Options that take a revision or a date.</summary>
internal static class HistoryOptions
{
    /// <summary>An option that takes a number of a revision.</summary>
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

    /// <summary>An option that takes a date.</summary>
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

    /// <summary>The number that was given; null where none was.</summary>
    public static int? RevisionOf(ParseResult parsed, Option<string?> option) => TryParse(parsed.GetValue(option), out int number) ? number : null;

    /// <summary>The date that was given; null where none was.</summary>
    public static DateTime? DateOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } text ? LocalTime.Parse(text) : null;

    private static bool TryParse(string? text, out int number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
