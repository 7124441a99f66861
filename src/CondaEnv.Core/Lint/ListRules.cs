using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.Platforms;

namespace CondaEnv.Lint;

/// <summary>Rules for lines that conda misinterprets or cannot install.</summary>
internal static class ListRules
{
    public static void Check(AuditedFile file)
    {
        bool lists = file.File.Kind is CondaEnvFileKind.CondaRequirements or CondaEnvFileKind.EnvironmentYaml or CondaEnvFileKind.EnvironmentJson;
        foreach (CondaEnvFileDependency dependency in lists ? file.Dependencies : [])
        {
            if (dependency.Section == "pip" && dependency.Package is null)
            {
                continue;
            }

            if (dependency.Build is "pypi_0" or "<pip>" || (dependency.Build == "dev_0" && dependency.Manager == PackageManager.Pip))
            {
                string version = dependency.Version is null ? "" : "==" + dependency.Version.Text;
                file.Find(
                    "PipPackageListed", dependency, $"{SpecErrors.Quote(dependency.Spec.Trim())} is a package of pip, which conda does not find in any channel",
                    $"Remove the line, and install '{dependency.Name}{version}' with pip.");
            }
            else if (dependency.Match is not null && ReversedOperator(dependency.SourceText) is { Length: > 0 } found)
            {
                string right = found[found.Length - 1] + "=";
                file.Find("ReversedOperator", dependency, $"{SpecErrors.Quote(dependency.Spec.Trim())} has the operator '{found}', which conda does not read as '{right}'", $"Write '{right}'.");
            }
        }

        if (file.File.Kind == CondaEnvFileKind.Explicit)
        {
            CheckPlatforms(file);
        }
    }

    /// <summary>
    /// The operator of a spec with <c>=</c> before <c>&lt;</c> or <c>&gt;</c>; null if there is none. In brackets, the
    /// equals sign belongs to the key.
    /// </summary>
    private static string? ReversedOperator(string spec)
    {
        int end = spec.IndexOf('[');
        string text = end < 0 ? spec : spec.Substring(0, end);
        for (int at = text.IndexOfAny(s_signs); at >= 0; at = text.IndexOfAny(s_signs, at + 1))
        {
            int before = at - 1;
            while (before >= 0 && char.IsWhiteSpace(text[before]))
            {
                before--;
            }

            if (before >= 0 && text[before] == '=')
            {
                return text.Substring(before, at - before + 1);
            }
        }

        return null;
    }

    // A heading may have any number of platforms, and each message repeats them.
    private const int MostNamed = 3;

    private static readonly char[] s_signs = ['<', '>'];

    /// <summary>Compares with the platform in the heading, otherwise with the platform of the first address.</summary>
    private static void CheckPlatforms(AuditedFile file)
    {
        HashSet<string> platforms = new(file.File.Platforms, StringComparer.OrdinalIgnoreCase);
        string says = platforms.Count > 0 ? "the file says" : "other addresses are for";
        string named = string.Join(", ", platforms.Take(MostNamed)) + (platforms.Count > MostNamed ? $" and {platforms.Count - MostNamed} more" : "");
        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            if (dependency.Package?.Subdir is not { } subdir || subdir == KnownSubdirs.NoArch)
            {
                continue;
            }

            if (platforms.Count == 0)
            {
                platforms.Add(subdir);
                named = subdir;
            }
            else if (!platforms.Contains(subdir))
            {
                file.Find("WrongPlatform", dependency, $"'{dependency.Name}' is for {subdir}, and {says} {named}", "Use the package for the same platform, or write a file for each platform.");
            }
        }
    }
}
