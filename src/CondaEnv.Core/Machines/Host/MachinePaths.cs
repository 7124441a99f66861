using System;
using System.IO;
using System.Text;

namespace CondaEnv.Machines.Host;

/// <summary>
/// Interprets paths as conda does: <c>conda/common/path.expand</c> is <c>abspath(expanduser(expandvars(path)))</c>.
/// </summary>
internal static class MachinePaths
{
    /// <summary>
    /// Expands variables and <c>~</c>, makes the path absolute, and removes trailing separators. Null if the result is
    /// not a path.
    /// </summary>
    public static string? Expand(this Machine machine, string path) => machine.Absolute(machine.ExpandVariables(path));

    /// <summary>
    /// Expands <c>~</c>, makes the path absolute, and removes trailing separators. Null if the result is not a path.
    /// </summary>
    public static string? Absolute(this Machine machine, string path)
    {
        if (path.Length == 0)
        {
            return null;
        }

        try
        {
            if (path[0] == '~' && (path.Length == 1 || IsSeparator(path[1])))
            {
                path = path.Length <= 2 ? machine.HomeDirectory : Path.Combine(machine.HomeDirectory, path.Substring(2));
            }

            return Trim(Path.GetFullPath(machine.CurrentDirectory.Length == 0 ? path : Path.Combine(machine.CurrentDirectory, path)));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException or IOException or System.Security.SecurityException)
        {
            // The path is too long, or contains NUL or, on .NET Framework, another invalid character.
            return null;
        }
    }

    /// <summary>Removes trailing separators, except for that of a root.</summary>
    public static string Trim(string path)
    {
        int root = Path.GetPathRoot(path)?.Length ?? 0;
        int end = path.Length;
        while (end > Math.Max(root, 1) && IsSeparator(path[end - 1]))
        {
            end--;
        }

        return end == path.Length ? path : path.Substring(0, end);
    }

    /// <summary>True for <c>/</c>, and for <c>\</c> if it is a separator on this system.</summary>
    public static bool IsSeparator(char c) => c == Path.DirectorySeparatorChar || c == Path.AltDirectorySeparatorChar;

    /// <summary>The parent folder of a path; null for a root.</summary>
    public static string? Parent(string path)
    {
        string? parent = Path.GetDirectoryName(path);
        return string.IsNullOrEmpty(parent) ? null : parent;
    }

    /// <summary>
    /// Expands variables as Python's <c>os.path.expandvars</c> does: <c>$NAME</c> and <c>${NAME}</c>, on Windows also
    /// <c>%NAME%</c>. Variables that are not set remain unchanged.
    /// </summary>
    public static string ExpandVariables(this Machine machine, string text)
    {
        if (text.IndexOf('$') < 0 && (!machine.IsWindows || text.IndexOf('%') < 0))
        {
            return text;
        }

        StringBuilder expanded = new(text.Length);
        int i = 0;
        while (i < text.Length)
        {
            int end = i;
            string? name = text[i] switch
            {
                '$' => VariableAfterDollar(text, i, out end),
                '%' when machine.IsWindows => VariableBetweenPercents(text, i, out end),
                _ => null,
            };
            string? value = name is null ? null : machine.GetVariableEvenEmpty(name);
            if (value is null)
            {
                end = Math.Max(end, i + 1);
                expanded.Append(text, i, end - i);
            }
            else
            {
                expanded.Append(value);
            }

            i = end;
        }

        return expanded.ToString();
    }

    /// <summary>
    /// As <see cref="ExpandVariables"/>, for a path that was made absolute before its variables were expanded: if a
    /// part expands to a rooted path, as <c>%ProgramData%</c> does, the text before it is removed.
    /// </summary>
    public static string ExpandVariablesInPath(this Machine machine, string path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] is '$' or '%' && (i == 0 || IsSeparator(path[i - 1])))
            {
                string rest = path.Substring(i);
                string expanded = machine.ExpandVariables(rest);
                if (expanded != rest && expanded.IndexOfAny(Path.GetInvalidPathChars()) < 0 && Path.IsPathRooted(expanded))
                {
                    return expanded;
                }
            }
        }

        return machine.ExpandVariables(path);
    }

    private static string? VariableAfterDollar(string text, int start, out int end)
    {
        end = start + 1;
        if (end < text.Length && text[end] == '{')
        {
            int close = text.IndexOf('}', end);
            if (close < 0)
            {
                return null;
            }

            string braced = text.Substring(end + 1, close - end - 1);
            end = close + 1;
            return braced;
        }

        while (end < text.Length && text[end] is ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
        {
            end++;
        }

        return end == start + 1 ? null : text.Substring(start + 1, end - start - 1);
    }

    private static string? VariableBetweenPercents(string text, int start, out int end)
    {
        int close = text.IndexOf('%', start + 1);
        if (close <= start + 1)
        {
            end = start + 1;
            return null;
        }

        // An unknown name remains, and its closing '%' may start the next one.
        end = close + 1;
        return text.Substring(start + 1, close - start - 1);
    }
}
