using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace CondaEnv.Tests.Support;

/// <summary>The environments and the tables of conda's answers that ship with the repository.</summary>
internal static class Fixtures
{
    private static readonly Lazy<string> s_root = new(Locate);

    /// <summary>The folder <c>tests/fixtures</c>.</summary>
    public static string Root => s_root.Value;

    /// <summary>Prefix of a shipped environment.</summary>
    public static string Env(string name) => Path.Combine(Root, "envs", name);

    /// <summary>Prefixes of all shipped environments.</summary>
    public static IEnumerable<string> Envs => Directory.EnumerateDirectories(Path.Combine(Root, "envs")).Order(StringComparer.Ordinal);

    /// <summary>A file of what the real conda 26.7.1 answered about versions, specs, channels and scalars.</summary>
    public static string TablePath(string name) => Path.Combine(Root, "tables", "26.7.1", name);

    /// <summary>The rows of such a table below its head, escapes undone.</summary>
    public static IReadOnlyList<string[]> Table(string name) =>
        [.. File.ReadAllText(TablePath(name), Encoding.UTF8).Split(['\n'], StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(static line => line.Split('\t').Select(Unescape).ToArray())];

    private static string Unescape(string field)
    {
        if (!field.Contains('\\'))
        {
            return field;
        }

        StringBuilder text = new();
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 1 < field.Length)
            {
                i++;
                text.Append(field[i] switch { 't' => '\t', 'n' => '\n', _ => field[i] });
            }
            else
            {
                text.Append(field[i]);
            }
        }

        return text.ToString();
    }

    private static string Locate()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            string candidate = Path.Combine(d.FullName, "tests", "fixtures", "envs");
            if (Directory.Exists(candidate))
            {
                return Path.GetDirectoryName(candidate)!;
            }
        }

        throw new DirectoryNotFoundException("tests/fixtures is not above " + AppContext.BaseDirectory);
    }
}
