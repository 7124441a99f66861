using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Secrets;

namespace CondaEnv.Prefixes.History;

/// <summary>Information from the command line of a block: program, action and request.</summary>
internal sealed class HistoryCommand
{
    private static readonly string[] s_tools = ["conda", "mamba", "micromamba", "pixi", "constructor", "anaconda-project", "conda-lock"];

    private static readonly char[] s_separators = ['/', '\\'];

    private HistoryCommand(string? text, IReadOnlyList<string> arguments, string? tool, string? action, string? request)
    {
        Request = request;
        Text = text;
        Arguments = arguments;
        Tool = tool;
        Action = action;
    }

    /// <summary>The command line, credentials removed.</summary>
    public string? Text { get; }

    /// <summary>The words of the command line.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The name of the program without path and extension; null if it is not a known one.</summary>
    public string? Tool { get; }

    /// <summary>
    /// <c>create</c>, <c>install</c>, <c>update</c>, <c>remove</c> and similar; null if the command does not contain an
    /// action.
    /// </summary>
    public string? Action { get; }

    /// <summary>The words after the program; the whole line if the program is unknown.</summary>
    public string? Request { get; }

    /// <summary>Reads a command line of the history.</summary>
    public static HistoryCommand Read(string? command)
    {
        string? text = SecretRedactor.RedactOrNull(command);
        IReadOnlyList<string> words = CommandLine.Split(text);
        string? tool = null;
        int at = 0;

        // The words are not quoted, so the path of the program may consist of several: C:\Program
        // Files\conda\Scripts\conda.exe.
        while (at < words.Count && tool is null && words[at].Length > 0 && words[at][0] != '-')
        {
            tool = at == 0 || words[at].IndexOfAny(s_separators) >= 0 ? ToolOf(words[at]) : null;
            at++;
        }

        string[] behind = new string[tool is null ? 0 : words.Count - at];
        for (int i = 0; i < behind.Length; i++)
        {
            behind[i] = words[at + i];
        }

        return new HistoryCommand(text, words, tool, ActionOf(behind), tool is null ? text : string.Join(" ", behind));
    }

    /// <summary>The name of a program, considering the names of conda's entry points on all systems.</summary>
    private static string? ToolOf(string word)
    {
        string[] parts = word.Split(s_separators);
        string name = parts[parts.Length - 1];
        if (string.Equals(name, "__main__.py", StringComparison.OrdinalIgnoreCase) && parts.Length > 1)
        {
            name = parts[parts.Length - 2];
        }

        foreach (string ending in (string[])[".exe", ".bat", ".sh", ".py", "-script"])
        {
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - ending.Length) : name;
        }

        name = name.TrimStart('_').ToLowerInvariant();
        if (name is "conda-env" or "conda-standalone")
        {
            return "conda";
        }

        return Array.IndexOf(s_tools, name) >= 0 ? name : name.StartsWith("micromamba", StringComparison.Ordinal) ? "micromamba" : null;
    }

    private static string? ActionOf(string[] words)
    {
        foreach (string word in words)
        {
            switch (word)
            {
                case "create" or "install" or "update" or "remove" or "clone" or "rename" or "add":
                    return word;
                case "upgrade":
                    return "update";
                case "uninstall":
                    return "remove";
            }
        }

        return null;
    }
}
