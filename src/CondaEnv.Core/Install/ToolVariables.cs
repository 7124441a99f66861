using System.Collections.Generic;

namespace CondaEnv.Install;

/// <summary>Environment variables for a tool, in addition to those of the session.</summary>
internal static class ToolVariables
{
    /// <summary>Names and values.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        // Disable prompts, which nobody could answer.
        new("CONDA_ALWAYS_YES", "true"),
        new("MAMBA_ALWAYS_YES", "true"),
        new("CONDA_REPORT_ERRORS", "false"),
        new("PIP_NO_INPUT", "1"),
        new("PIP_DISABLE_PIP_VERSION_CHECK", "1"),

        // Unbuffered output in UTF-8, also on Windows.
        new("PYTHONUNBUFFERED", "1"),
        new("PYTHONIOENCODING", "utf-8"),
        new("PYTHONUTF8", "1"),
        new("NO_COLOR", "1"),
    ];
}
