using System.Collections.Generic;

namespace CondaEnv.Install;

/// <summary>The variables that a tool is started with, besides the session's.</summary>
internal static class ToolVariables
{
    /// <summary>Names and values.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        // No question is asked where nobody could answer.
        new("CONDA_ALWAYS_YES", "true"),
        new("MAMBA_ALWAYS_YES", "true"),
        new("CONDA_REPORT_ERRORS", "false"),
        new("PIP_NO_INPUT", "1"),
        new("PIP_DISABLE_PIP_VERSION_CHECK", "1"),

        // Output as it comes, in UTF-8, on Windows too.
        new("PYTHONUNBUFFERED", "1"),
        new("PYTHONIOENCODING", "utf-8"),
        new("PYTHONUTF8", "1"),
        new("NO_COLOR", "1"),
    ];
}
