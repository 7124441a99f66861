using System.Collections.Generic;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Writing;

/// <summary>What conda's line formats (CEP 23) have in common.</summary>
internal static class LineFile
{
    /// <summary>The header, up to where the formats differ.</summary>
    /// <param name="platform">The platform that the header names; null to name none.</param>
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

    /// <summary>Joins lines with LF and ends the last one.</summary>
    public static string Join(List<string> lines) => string.Join("\n", lines) + "\n";
}
