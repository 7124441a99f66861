using System;
using System.Globalization;
using System.IO;
using CondaEnv.Foundation.Text;
using CondaEnv.Machines.Environments;

namespace CondaEnv.Machines.Targets;

/// <summary>
/// The target that a text from the user refers to: an environment by name or folder, now or at an earlier revision or
/// time; a file; or the folder of a record. The rules are the same for all cmdlets and command-line verbs.
/// </summary>
/// <param name="Kind">Type of the target.</param>
/// <param name="Text">Name or path; empty for the active environment.</param>
/// <remarks>
/// A text is a path if it contains a separator, a drive or a known extension; otherwise it is a name. An environment
/// may be followed by <c>@</c> and a revision or a time (<see cref="LocalTime"/>). An item that actually has the whole
/// text including <c>@</c> as its name takes precedence.
/// </remarks>
internal sealed record Target(TargetKind Kind, string Text)
{
    /// <summary>Extensions of files that describe environments.</summary>
    private static readonly string[] s_extensions = [".yml", ".yaml", ".json", ".txt", ".lock", ".in", ".csv", ".clixml"];

    /// <summary>The active environment.</summary>
    public static Target Active { get; } = new(TargetKind.Active, "");

    /// <summary>The revision; null if none is given.</summary>
    public int? Revision { get; private init; }

    /// <summary>
    /// The time, in local time of the machine that wrote the history; a date without a time means the end of that day.
    /// Null if none is given.
    /// </summary>
    public DateTime? Date { get; private init; }

    /// <summary>The revision or time as written; null if there is none.</summary>
    public string? When { get; private init; }

    /// <summary>The environment itself, if it was already found, for example by a pattern.</summary>
    public CondaEnvironment? Found { get; init; }

    /// <summary>
    /// The name under which the environment was found, used if its location gives it no name. Null if unknown.
    /// </summary>
    public string? Called { get; init; }

    /// <summary>
    /// Interprets a text that can only be an environment: a path if it contains a separator or a drive, otherwise a
    /// name.
    /// </summary>
    public static Target OfEnvironment(string text) => new(EnvironmentFinder.IsPath(text) ? TargetKind.Folder : TargetKind.Name, text);

    /// <summary>
    /// The environment of a text that refers to an earlier state, such as <c>env</c> of <c>env@3</c>; null if it does
    /// not.
    /// </summary>
    public static string? WithoutTime(string text) => Split(text, out string before) is null ? null : before;

    /// <summary>Interprets a text that can be an environment, a file or the folder of a record.</summary>
    /// <param name="text">The text.</param>
    /// <param name="absolute">Makes a path absolute, relative to the user's current location.</param>
    /// <param name="isEnvironment">Whether an environment with the given name exists.</param>
    /// <returns>The target; if it has a path, the path is absolute.</returns>
    public static Target Parse(string text, Func<string, string> absolute, Func<string, bool> isEnvironment)
    {
        Target? at = Split(text, out string before);

        // Both a time and a drive contain ':'.
        if (!IsPath(at is null ? text : before))
        {
            // The '@' separates a revision or time only if no environment has the whole text as its name.
            return at is not null && !isEnvironment(text) ? at with { Kind = TargetKind.Name, Text = before } : new Target(TargetKind.Name, text);
        }

        string path = absolute(text);
        if (at is not null && !File.Exists(path) && !Directory.Exists(path))
        {
            return at with { Kind = TargetKind.Folder, Text = absolute(before) };
        }

        bool isFile = File.Exists(path) || (Directory.Exists(path) ? File.Exists(Path.Combine(path, CondaEnvRecord.FileName)) : HasExtension(path));
        return new Target(isFile ? TargetKind.File : TargetKind.Folder, path);
    }

    private static bool IsPath(string text) => EnvironmentFinder.IsPath(text) || HasExtension(text);

    private static bool HasExtension(string text) => Array.Exists(s_extensions, e => text.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The revision or time after the last <c>@</c>; null if there is none.</summary>
    private static Target? Split(string text, out string before)
    {
        int sign = text.LastIndexOf('@');
        before = sign < 0 ? text : text.Substring(0, sign);
        if (sign < 1)
        {
            return null;
        }

        string when = text.Substring(sign + 1);
        return int.TryParse(when, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int revision) ? new Target(TargetKind.Name, "") { Revision = revision, When = when }
            : LocalTime.Parse(when) is { } date ? new Target(TargetKind.Name, "") { Date = date, When = when }
            : null;
    }
}
