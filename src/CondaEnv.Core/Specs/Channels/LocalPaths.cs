using System;
using System.Collections.Generic;
using System.Text;

namespace CondaEnv.Specs.Channels;

/// <summary>
/// Local folders as channels: which texts conda treats as paths, and the URLs that it creates from them.
/// </summary>
internal static class LocalPaths
{
    /// <summary>
    /// Whether conda treats the text as a path: <c>./x</c>, <c>..</c>, <c>~</c>, <c>/x</c>, <c>C:\x</c>,
    /// <c>\\server</c>.
    /// </summary>
    public static bool IsPath(string text)
    {
        if (text.Length == 0 || text.Contains("://"))
        {
            return false;
        }

        char second = text.Length > 1 ? text[1] : '\0';
        return text[0] switch
        {
            '.' => second is '/' or '.',
            '~' or '/' => true,
            '\\' => second == '\\',
            (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => second == ':' && text.Length > 2 && text[2] is '/' or '\\',
            _ => false,
        };
    }

    /// <summary>
    /// Whether a channel is on the machine of its author: a <c>file:</c> address, a path of any operating system, or
    /// <c>local</c>, the folder of conda-build.
    /// </summary>
    public static bool IsLocalChannel(string text) =>
        text.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        || text == "local"
        || text is "." or ".."
        || IsPath(text)
        || (text.Length > 1 && text[0] == '.' && text[1] == '\\');

    /// <summary>Converts a path to a <c>file://</c> URL, after making it absolute.</summary>
    public static string ToUrl(string path, ChannelConfiguration configuration)
    {
        path = MakeAbsolute(path, configuration).Replace('\\', '/');
        foreach (char c in path)
        {
            if (c >= 128)
            {
                // conda escapes only if the path has non-ASCII characters, and then escapes nearly all characters.
                path = Escape(path);
                break;
            }
        }

        return (path.Length > 1 && path[1] == ':' ? "file:///" : "file://") + path;
    }

    private static string MakeAbsolute(string path, ChannelConfiguration configuration)
    {
        bool windows = configuration.IsWindows;
        if (path[0] == '~' && (path.Length == 1 || path[1] == '/' || (windows && path[1] == '\\')))
        {
            string home = configuration.HomeDirectory.TrimEnd('/', '\\');
            path = home.Length + path.Length == 1 ? "/" : home + path.Substring(1);
        }

        return windows ? MakeAbsoluteOnWindows(path.Replace('/', '\\'), configuration) : MakeAbsoluteOnUnix(path, configuration);
    }

    private static string MakeAbsoluteOnUnix(string path, ChannelConfiguration configuration)
    {
        if (path[0] != '/')
        {
            path = configuration.CurrentDirectory + "/" + path;
        }

        // POSIX does not define the meaning of exactly two leading slashes, and Python keeps them.
        bool two = path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("///", StringComparison.Ordinal);
        return (two ? "//" : "/") + Collapse(path, '/');
    }

    private static string MakeAbsoluteOnWindows(string path, ChannelConfiguration configuration)
    {
        string current = configuration.CurrentDirectory.Replace('/', '\\');
        bool drive = path.Length > 1 && path[1] == ':';
        if (!drive && !path.StartsWith("\\\\", StringComparison.Ordinal))
        {
            string root = current.Length > 1 && current[1] == ':' ? current.Substring(0, 2) : string.Empty;
            path = path[0] == '\\' ? root + path : current + "\\" + path;
            drive = path.Length > 1 && path[1] == ':';
        }

        if (drive)
        {
            return path.Substring(0, 2) + "\\" + Collapse(path.Substring(2), '\\');
        }

        return "\\\\" + Collapse(path, '\\');
    }

    private static string Collapse(string path, char separator)
    {
        List<string> parts = [];
        foreach (string part in path.Split(separator))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part.Length > 0 && part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join(separator.ToString(), parts);
    }

    private static string Escape(string path)
    {
        StringBuilder result = new(path.Length * 2);
        foreach (byte b in Encoding.UTF8.GetBytes(path))
        {
            char c = (char)b;
            bool kept = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
                or '!' or '\'' or '(' or ')' or '*' or '-' or '.' or '_' or '/' or ':';
            if (kept)
            {
                result.Append(c);
            }
            else
            {
                result.Append('%').Append(Hex(b >> 4)).Append(Hex(b & 15));
            }
        }

        return result.ToString();
    }

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}
