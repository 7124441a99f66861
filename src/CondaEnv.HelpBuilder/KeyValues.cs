using System;
using System.Collections.Generic;

namespace CondaEnv.HelpBuilder;

/// <summary>Parses the YAML of the PlatyPS schema, which only uses <c>Key: value</c> lines.</summary>
internal static class KeyValues
{
    /// <summary>Parses the lines; empty ones are ignored.</summary>
    /// <exception cref="DocumentException">A line has no key, or repeats a key.</exception>
    public static Dictionary<string, string> Parse(string file, int firstLine, string text)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            int colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            string key = colon < 0 ? "" : lines[i][..colon].Trim();
            if (key.Length == 0)
            {
                throw new DocumentException(file, firstLine + i, $"'{lines[i].Trim()}' is not 'Key: value'.");
            }

            if (!values.TryAdd(key, lines[i][(colon + 1)..].Trim()))
            {
                throw new DocumentException(file, firstLine + i, $"The key '{key}' is defined twice.");
            }
        }

        return values;
    }
}
