using System;

namespace CondaEnv.Specs.Platforms;

/// <summary>
/// Selectors that conda-lock and conda-build read from comments: <c># [linux]</c>. conda itself ignores them, so they
/// allow a package to be missing but do not forbid it.
/// </summary>
internal static class PlatformSelector
{
    /// <summary>
    /// False if the condition is a selector that excludes the platform. Other conditions, and selectors that are not
    /// understood, apply.
    /// </summary>
    public static bool Applies(string? condition, string? platform)
    {
        if (platform is null || condition is null || condition.Length < 5 || !condition.StartsWith("# [", StringComparison.Ordinal) || condition[condition.Length - 1] != ']')
        {
            return true;
        }

        string word = condition.Substring(3, condition.Length - 4).Trim();
        bool isNegated = word.StartsWith("not ", StringComparison.Ordinal);
        word = isNegated ? word.Substring(4).Trim() : word;
        int dash = platform.IndexOf('-');
        string system = dash < 0 ? platform : platform.Substring(0, dash);
        string machine = dash < 0 ? "" : platform.Substring(dash + 1);
        bool? holds = word switch
        {
            "linux" or "osx" or "win" => system == word,
            "unix" => system is "linux" or "osx",
            "linux64" or "win64" => platform == word.Substring(0, word.Length - 2) + "-64",
            "linux32" or "win32" => platform == word.Substring(0, word.Length - 2) + "-32",
            "arm64" or "aarch64" => machine == word,
            "x86_64" => machine == "64",
            _ => word == platform ? true : null,
        };
        return holds is null || holds.Value != isNegated;
    }
}
