using System.Collections.Generic;
using System.IO;
using CondaEnv.Packages.Schema;

namespace CondaEnv.Packages.Trees;

/// <summary>Rows of a tree as a text for a file.</summary>
internal static class TreeFormats
{
    /// <summary>The text; its last line ends with LF.</summary>
    public static string Write(IReadOnlyList<CondaPackageDependency> rows, DependencyFormat format)
    {
        switch (format)
        {
            case DependencyFormat.Dot:
                return DotText.Of(rows);
            case DependencyFormat.Mermaid:
                return MermaidText.Of(rows);
            case DependencyFormat.Json:
                using (StringWriter text = new())
                {
                    JsonRows.Write(text, rows, CondaPackageDependency.Schema.All);
                    return text.ToString();
                }

            default:
                return TreeText.Of(rows);
        }
    }
}
