using System;
using System.Collections.Generic;
using System.Text;

namespace CondaEnv.Prefixes.History;

/// <summary>Splits a command line of the history: conda and mamba join their arguments with spaces.</summary>
internal static class CommandLine
{
    /// <summary>
    /// Returns the words. Text in single or double quotes is one word. conda itself does not quote, so a quote inside a
    /// word (<c>/home/o'brien</c>) or without an end is an ordinary character.
    /// </summary>
    public static IReadOnlyList<string> Split(string? command)
    {
        List<string> words = [];
        StringBuilder word = new();
        char quote = '\0';
        bool any = false;
        string text = command ?? "";
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(c);
                }
            }
            else if (c is '"' or '\'' && (word.Length == 0 || word[word.Length - 1] == '=') && text.IndexOf(c, i + 1) >= 0)
            {
                quote = c;
                any = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                word.Append(c);
                any = true;
            }
        }

        End();
        return words;

        void End()
        {
            if (any)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            any = false;
        }
    }

    /// <summary>The channels given with <c>-c</c> or <c>--channel</c>, in order.</summary>
    public static IReadOnlyList<string> Channels(string? command)
    {
        List<string> channels = [];
        IReadOnlyList<string> words = Split(command);
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            if (word is "-c" or "--channel")
            {
                if (i + 1 < words.Count)
                {
                    channels.Add(words[++i]);
                }
            }
            else if (word.StartsWith("--channel=", StringComparison.Ordinal))
            {
                channels.Add(word.Substring("--channel=".Length));
            }
            else if (word.StartsWith("-c", StringComparison.Ordinal) && word.Length > 2)
            {
                channels.Add(word.Substring(2).TrimStart('='));
            }
        }

        return channels;
    }
}
