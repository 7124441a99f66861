using System.Collections.Generic;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Writing;

/// <summary>Shared code of conda's line formats (CEP 23).</summary>
internal static class LineFile
{
    /// <summary>The first lines of the header, which all line formats share.</summary>
    /// <param name="platform">The platform in the header; null to omit it.</param>
    public static List<string> Header(string? platform)
    {
        List<string> lines = ["# This file may be used to create an environment using:", "# $ conda create --name <env> --file <this file>"];
        if (platform is not null)
        {
            lines.Add("# platform: " + platform);
        }

        lines.Add("# created-by: " + Product.NameAndVersion);
        return lines;
    }

    /// <summary>Joins lines with LF, including after the last line.</summary>
    public static string Join(List<string> lines) => string.Join("\n", lines) + "\n";
}
