using System;
using System.Globalization;
using System.IO;
using CondaEnv.Machines.Environments;

namespace CondaEnv.Machines.Targets;

/// <summary>What a text that names a side of a comparison is.</summary>
internal enum SideTextKind
{
    /// <summary>Name of an environment.</summary>
    Name,

    /// <summary>Folder of an environment.</summary>
    Folder,

    /// <summary>A file, or the folder of a record.</summary>
    File,
}

/// <summary>
/// A text that names a side of a comparison: an environment by name or path, a file, the folder of a record; for an
/// environment with <c>@</c> and a revision or a date (<c>yyyy-MM-dd</c>, or with <c>THH:mm:ss</c>) behind it.
/// </summary>
/// <remarks>
/// It is a path where it holds a separator or a known extension, else a name. What is really called so, <c>@</c> and all, wins.
/// </remarks>
internal sealed class SideText
{
    private static readonly string[] s_extensions = [".yml", ".yaml", ".json", ".txt", ".lock"];
    private static readonly string[] s_times = ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm"];

    private SideText(SideTextKind kind, string target)
    {
        Kind = kind;
        Target = target;
    }

    /// <summary>What the text is.</summary>
    public SideTextKind Kind { get; }

    /// <summary>The name, or the full path.</summary>
    public string Target { get; }

    /// <summary>The revision; null where none is named.</summary>
    public int? Revision { get; private init; }

    /// <summary>The time, as of the machine that wrote the history, a mere date being its end; null where none is named.</summary>
    public DateTime? Date { get; private init; }

    /// <summary>The revision or date as written; null where there is none.</summary>
    public string? When { get; private init; }

    /// <summary>Parses a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="absolute">Makes a path absolute.</param>
    /// <param name="isEnvironment">Whether there is an environment of a name.</param>
    public static SideText Parse(string text, Func<string, string> absolute, Func<string, bool> isEnvironment)
    {
        if (!IsPath(text))
        {
            // The '@' of a name is looked at only where no environment is called so.
            return Split(text, out string name, out SideText? at) && !isEnvironment(text) ? at!.For(SideTextKind.Name, name) : new SideText(SideTextKind.Name, text);
        }

        string path = absolute(text);
        if (!File.Exists(path) && !Directory.Exists(path) && Split(text, out string before, out SideText? when))
        {
            return IsPath(before) ? when!.For(SideTextKind.Folder, absolute(before)) : when!.For(SideTextKind.Name, before);
        }

        bool isFile = File.Exists(path) || (Directory.Exists(path) ? File.Exists(Path.Combine(path, CondaEnvRecord.FileName)) : HasExtension(path));
        return new SideText(isFile ? SideTextKind.File : SideTextKind.Folder, path);
    }

    private static bool IsPath(string text) => EnvironmentFinder.IsPath(text) || HasExtension(text);

    private static bool HasExtension(string text) => Array.Exists(s_extensions, e => text.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static bool Split(string text, out string before, out SideText? at)
    {
        int sign = text.LastIndexOf('@');
        before = sign < 0 ? text : text.Substring(0, sign);
        string when = text.Substring(sign + 1);
        at = sign < 1 ? null
            : int.TryParse(when, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int revision) ? new SideText(SideTextKind.Name, "") { Revision = revision, When = when }
            : DateTime.TryParseExact(when, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? new SideText(SideTextKind.Name, "") { Date = day, When = when }
            : DateTime.TryParseExact(when, s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? new SideText(SideTextKind.Name, "") { Date = time, When = when }
            : null;
        return at is not null;
    }

    private SideText For(SideTextKind kind, string target) => new(kind, target) { Revision = Revision, Date = Date, When = When };
}
