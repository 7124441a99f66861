using System;
using System.Globalization;
using System.IO;
using CondaEnv.Foundation.Text;
using CondaEnv.Machines.Environments;

namespace CondaEnv.Machines.Targets;

/// <summary>
/// What the user pointed at by a text: an environment by name or folder, now or as it was at a revision or time; a file;
/// the folder of a record. The rules are the same for every cmdlet and verb.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The name or the path; empty for the active environment.</param>
/// <remarks>
/// A text is a path if it holds a separator, a drive or a known extension, else a name. Behind an environment there may be
/// <c>@</c> and a revision or a time (<see cref="LocalTime"/>). What really has such a name, <c>@</c> and all, takes precedence.
/// </remarks>
internal sealed record Target(TargetKind Kind, string Text)
{
    /// <summary>Extensions of the files that describe environments.</summary>
    private static readonly string[] s_extensions = [".yml", ".yaml", ".json", ".txt", ".lock", ".in", ".csv", ".clixml"];

    /// <summary>The active environment.</summary>
    public static Target Active { get; } = new(TargetKind.Active, "");

    /// <summary>The revision; null if none is named.</summary>
    public int? Revision { get; private init; }

    /// <summary>The time, as of the machine that wrote the history, a mere date being its end; null if none is named.</summary>
    public DateTime? Date { get; private init; }

    /// <summary>The revision or time as written; null if there is none.</summary>
    public string? When { get; private init; }

    /// <summary>The environment itself, if it has been found already, such as by a pattern.</summary>
    public CondaEnvironment? Found { get; init; }

    /// <summary>What the environment was called where it was found; taken if its place gives it no name. Null if nothing says.</summary>
    public string? Called { get; init; }

    /// <summary>What a text means if only an environment can be meant: a path if it holds a separator or a drive, else a name.</summary>
    public static Target OfEnvironment(string text) => new(EnvironmentFinder.IsPath(text) ? TargetKind.Folder : TargetKind.Name, text);

    /// <summary>The environment of which a text names an earlier state, such as <c>env</c> of <c>env@3</c>; null if it names none.</summary>
    public static string? WithoutTime(string text) => Split(text, out string before) is null ? null : before;

    /// <summary>What a text means if an environment, a file or the folder of a record can be meant.</summary>
    /// <param name="text">The text.</param>
    /// <param name="absolute">Makes a path absolute, by the location of whoever typed it.</param>
    /// <param name="isEnvironment">Whether there is an environment of a name.</param>
    /// <returns>The target; its path, if it is one, is absolute.</returns>
    public static Target Parse(string text, Func<string, string> absolute, Func<string, bool> isEnvironment)
    {
        Target? at = Split(text, out string before);

        // A time holds a ':', and so does a drive.
        if (!IsPath(at is null ? text : before))
        {
            // The '@' of a name counts only if no environment is called so.
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

    /// <summary>The revision or time behind the last <c>@</c>; null if there is none.</summary>
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
