using System;
using System.Collections.Generic;
using System.Text;
using CondaEnv.Foundation.Terminal;

namespace CondaEnv.Packages.Trees;

/// <summary>Rows of a tree as a text for people.</summary>
internal static class TreeText
{
    /// <summary>Marks a package whose dependencies are shown in another row.</summary>
    public const string RepeatedMark = "(*)";

    /// <summary>The tree, a line for each row; each line ends with LF.</summary>
    public static string Of(IReadOnlyList<CondaPackageDependency> rows)
    {
        StringBuilder text = new();
        foreach (CondaPackageDependency row in rows)
        {
            text.Append(row.Branch).Append(PlainText.Of(row.ToString()));
            List<string> words = Words(row);
            if (words.Count > 0)
            {
                text.Append(" (").Append(string.Join(", ", words)).Append(')');
            }

            text.Append(row.Repeated ? " " + RepeatedMark : "").Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same lines in ASCII, for a console that has no others.</summary>
    public static string InAscii(string branch) => branch.Replace("├─ ", "|- ").Replace("└─ ", "`- ").Replace('│', '|');

    /// <summary>
    /// The text of a column of a tree in lines that fit its width. Lines after the first carry the branch on.
    /// </summary>
    /// <param name="branch">The characters that draw the lines of the tree.</param>
    /// <param name="text">The text behind them.</param>
    /// <param name="width">Width of the column in characters.</param>
    /// <param name="wrap">Breaks a text into lines of a width.</param>
    public static string Fit(string branch, string text, int width, Func<string, int, string> wrap)
    {
        const int least = 12;
        if (branch.Length + text.Length <= width)
        {
            return branch + text;
        }

        // Of a very deep branch, the end is the most useful part.
        string end = branch.Length > width - least ? branch.Substring(branch.Length - Math.Max(3, (width - least) / 3 * 3)) : branch;
        string below = end.Length < 3 ? "" : end.Substring(0, end.Length - 3) + (end[end.Length - 3] == '└' ? "   " : "│  ");
        return end + wrap(text, Math.Max(1, width - end.Length)).Replace("\n", "\n" + below);
    }

    private static List<string> Words(CondaPackageDependency row)
    {
        List<string> words = [];
        if (row.Manager == PackageManager.Pip)
        {
            words.Add("pip");
        }

        if (row.Requested)
        {
            words.Add("requested");
        }

        if (row.State != DependencyState.Met)
        {
            words.Add(row.State.ToString().ToLowerInvariant());
        }

        return words;
    }
}
