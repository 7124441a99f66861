using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Specs.PipLines;

/// <summary>The options that a requirements file of pip may contain, parsed as by pip's optparse.</summary>
internal static class PipOptions
{
    // Long name, followed by its other spellings; a trailing equals sign means that a value follows.
    private static readonly string[][] s_options =
    [
        ["--index-url=", "-i", "--pypi-url"],
        ["--extra-index-url="],
        ["--no-index"],
        ["--constraint=", "-c"],
        ["--requirement=", "-r"],
        ["--editable=", "-e"],
        ["--find-links=", "-f"],
        ["--no-binary="],
        ["--only-binary="],
        ["--prefer-binary"],
        ["--require-hashes"],
        ["--pre"],
        ["--trusted-host="],
        ["--use-feature="],
        ["--global-option="],
        ["--install-option="],
        ["--config-settings=", "-C", "--config-setting"],
        ["--hash="],
    ];

    /// <summary>Parses the options of a line, starting at the first one.</summary>
    /// <param name="line">The complete line.</param>
    /// <param name="start">Zero-based offset of the first option.</param>
    /// <param name="error">Creates the exception for a position in the line.</param>
    /// <returns>Long names and values, in order; at least one.</returns>
    public static IReadOnlyList<KeyValuePair<string, string?>> Parse(string line, int start, Func<string, int, string, CondaEnvException> error)
    {
        List<KeyValuePair<string, string?>> options = [];
        List<KeyValuePair<int, string>> words = Words(line, start, error);
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i].Value;
            int at = words[i].Key;
            if (word == "--")
            {
                break;
            }

            if (word.Length < 2 || word[0] != '-')
            {
                // optparse collects it as an argument, which pip ignores.
                continue;
            }

            bool isLong = word[1] == '-';
            int end = isLong ? word.IndexOf('=') : 2;
            end = end < 0 || end > word.Length ? word.Length : end;
            string name = word.Substring(0, end);
            string known = Find(name) ?? throw error(line, at, $"pip has no option {SpecErrors.Quote(name)} here");
            bool takesValue = known[known.Length - 1] == '=';
            string? value = end == word.Length ? null : word.Substring(isLong ? end + 1 : end);
            if (!takesValue && value is not null)
            {
                throw error(line, at, $"the option {name} takes no value");
            }

            if (takesValue && value is null)
            {
                value = ++i < words.Count ? words[i].Value : throw error(line, at, $"the option {name} needs a value");
            }

            known = known.TrimEnd('=');
            if (known == "--hash" && !IsHash(value!))
            {
                throw error(line, at, "expected a hash such as sha256:…; sha384 and sha512 are also allowed");
            }

            options.Add(new KeyValuePair<string, string?>(known, value));
        }

        return options.Count > 0 ? options : throw error(line, start, "an option is expected");
    }

    private static bool IsHash(string value)
    {
        int colon = value.IndexOf(':');
        return colon > 0 && colon < value.Length - 1 && (value.Substring(0, colon) is "sha256" or "sha384" or "sha512");
    }

    // A long name may be abbreviated if it is unambiguous.
    private static string? Find(string name)
    {
        string? found = null;
        foreach (string[] spellings in s_options)
        {
            foreach (string spelling in spellings)
            {
                string bare = spelling.TrimEnd('=');
                if (bare == name)
                {
                    return spellings[0];
                }

                if (name.Length > 2 && name[1] == '-' && bare.StartsWith(name, StringComparison.Ordinal))
                {
                    if (found is not null && found != spellings[0])
                    {
                        return null;
                    }

                    found = spellings[0];
                }
            }
        }

        return found;
    }

    // shlex.split: quotes keep spaces together, and a backslash escapes the next character.
    private static List<KeyValuePair<int, string>> Words(string line, int start, Func<string, int, string, CondaEnvException> error)
    {
        List<KeyValuePair<int, string>> words = [];
        int i = start;
        while (i < line.Length)
        {
            if (line[i] is ' ' or '\t' or '\r' or '\n')
            {
                i++;
                continue;
            }

            int at = i;
            StringBuilder word = new();
            char quote = '\0';
            for (; i < line.Length && (quote != '\0' || line[i] is not (' ' or '\t' or '\r' or '\n')); i++)
            {
                char c = line[i];
                if (c == quote)
                {
                    quote = '\0';
                }
                else if (quote == '\0' && (c is '"' or '\''))
                {
                    quote = c;
                }
                else if (c == '\\' && quote != '\'')
                {
                    // Inside double quotes, it escapes only a quote and itself.
                    char next = i + 1 < line.Length ? line[i + 1] : throw error(line, i, "nothing follows the backslash");
                    bool escapes = quote == '\0' || next is '"' or '\\';
                    word.Append(escapes ? next : c);
                    i += escapes ? 1 : 0;
                }
                else
                {
                    word.Append(c);
                }
            }

            if (quote != '\0')
            {
                throw error(line, at, "a quotation mark is not closed");
            }

            words.Add(new KeyValuePair<int, string>(at, word.ToString()));
        }

        return words;
    }
}
