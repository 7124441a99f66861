using System;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Names of files and folders that have a special meaning on Windows. The check uses only the text, so it works on any
/// machine.
/// </summary>
internal static class WindowsNames
{
    private static readonly string[] s_devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>Why Windows does not allow a file or folder of that name; null if it does.</summary>
    /// <param name="name">A name, not a path.</param>
    public static string? Problem(string name)
    {
        if (IsDevice(name))
        {
            return "Windows reserves it for a device";
        }

        if (name.EndsWith(".", StringComparison.Ordinal) || name.EndsWith(" ", StringComparison.Ordinal))
        {
            return "Windows drops a dot or space at the end";
        }

        foreach (char c in name)
        {
            if (c is '<' or '>' or ':' or '"' or '|' or '?' or '*' or '/' or '\\' or < ' ')
            {
                return c < ' ' ? "it contains a control character" : $"Windows allows no '{c}' in it";
            }
        }

        return null;
    }

    /// <summary>
    /// True if a path refers to an alternate stream of a file (<c>a.yml:stream</c>), whose content is not visible in
    /// any folder.
    /// </summary>
    /// <param name="path">Full path, with its drive or share.</param>
    public static bool NamesStream(string path)
    {
        // The colon in \\?\C:\x and \\.\C:\x is at a later position.
        int start = path.StartsWith(@"\\?\", StringComparison.Ordinal) || path.StartsWith(@"\\.\", StringComparison.Ordinal) ? 4 : 0;
        return path.IndexOf(':', Math.Min(path.Length, start + 2)) >= 0;
    }

    /// <summary>True for <c>nul</c>, <c>com1</c> and similar, with any extension.</summary>
    private static bool IsDevice(string name)
    {
        int dot = name.IndexOf('.');
        string stem = (dot < 0 ? name : name.Substring(0, dot)).TrimEnd(' ').ToUpperInvariant();
        bool numbered = stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal))
            && stem[3] is (>= '0' and <= '9') or '\u00B9' or '\u00B2' or '\u00B3';
        return numbered || Array.IndexOf(s_devices, stem) >= 0;
    }
}
