using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Lint;

/// <summary>
/// Rules for selectors in comments, such as <c># [win]</c>, which conda-build and conda-lock read but conda does not.
/// </summary>
internal static class SelectorRules
{
    private const int MaximumDepth = 6;

    private static readonly HashSet<string> s_words = new(StringComparer.Ordinal)
    {
        "linux", "linux32", "linux64", "win", "win32", "win64", "windows", "osx", "osx64", "macos", "unix", "arm64", "aarch64", "x86", "x86_64",
        "ppc64le", "s390x", "armv6l", "armv7l", "emscripten", "wasi", "noarch", "py2k", "py3k",
    };

    private static readonly char[] s_digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

    /// <summary>Whether the condition of a dependency is a selector in a comment.</summary>
    public static bool IsComment(CondaEnvFileDependency dependency) => dependency.Condition is { } condition && condition.StartsWith("#", StringComparison.Ordinal);

    public static void Check(AuditedFile file)
    {
        if (file.Document is not { } document)
        {
            return;
        }

        foreach (KeyValuePair<YamlScalar, YamlNode> entry in document.Entries)
        {
            Check(file, entry.Key, 0);
            Check(file, entry.Value, 0);
        }
    }

    private static void Check(AuditedFile file, YamlNode node, int depth)
    {
        if (SelectorOf(node.Comment) is { } selector)
        {
            file.Find(
                "SelectorIgnored", node, $"conda ignores the selector {SpecErrors.Quote("# " + selector)}, and takes this line on every platform",
                "Write a file for each platform, or use conda-lock or pixi, which know platforms.");
        }

        if (depth > MaximumDepth)
        {
            return;
        }

        if (node is YamlSequence sequence)
        {
            foreach (YamlNode item in sequence.Items)
            {
                Check(file, item, depth + 1);
            }
        }
        else if (node is YamlMapping mapping)
        {
            foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
            {
                Check(file, entry.Key, depth + 1);
                Check(file, entry.Value, depth + 1);
            }
        }
    }

    /// <summary>
    /// The brackets of a comment, if they contain a platform or a Python version; otherwise they are a remark.
    /// </summary>
    private static string? SelectorOf(string? comment)
    {
        int open = comment?.IndexOf('[') ?? -1;
        int close = open < 0 ? -1 : comment!.IndexOf(']', open);
        if (close < 0)
        {
            return null;
        }

        string inside = comment!.Substring(open + 1, close - open - 1);
        foreach (string word in inside.ToLowerInvariant().Split([' ', ',', '(', ')', '=', '!', '<', '>', '\'', '"'], StringSplitOptions.RemoveEmptyEntries))
        {
            string platform = word.Replace('-', '_');
            if (s_words.Contains(word) || s_words.Contains(platform.Split('_')[0]) || (word.StartsWith("py", StringComparison.Ordinal) && word.Substring(2).Trim(s_digits).Length == 0))
            {
                return "[" + inside + "]";
            }
        }

        return null;
    }
}
