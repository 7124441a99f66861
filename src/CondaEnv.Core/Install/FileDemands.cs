using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Install;

/// <summary>
/// Detects what a file makes conda and pip do in addition to installing the listed packages: get packages from other
/// sources, read other files, run code from a folder, or set environment variables that determine which programs and
/// libraries run. A file may come from anyone, so the user is warned before the tool starts.
/// </summary>
internal static class FileDemands
{
    // Each variable with the prefix of pip (PIP_INDEX_URL …), conda or mamba is a setting of that tool.
    private static readonly string[] s_prefixes = ["PIP_", "UV_", "CONDA", "MAMBA_", "LD_", "DYLD_", "PYTHON", "GIT_", "NODE_", "PERL5", "RUBY"];

    private static readonly HashSet<string> s_variables = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "PATHEXT", "COMSPEC", "PSModulePath", "SHELL", "ENV", "BASH_ENV", "PROMPT_COMMAND", "IFS", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP",
        "CLASSPATH", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "R_HOME", "R_PROFILE", "R_PROFILE_USER", "R_ENVIRON", "R_ENVIRON_USER", "R_LIBS", "R_LIBS_USER",
        "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSH_ASKPASS", "EDITOR", "VISUAL", "PAGER", "BROWSER",
    };

    private static readonly HashSet<string> s_options = new(StringComparer.Ordinal)
    {
        "--index-url", "--extra-index-url", "--no-index", "--find-links", "--trusted-host", "--requirement", "--constraint", "--editable", "--global-option", "--install-option", "--config-settings",
    };

    /// <summary>One warning for pip options and one for environment variables; none if the file has neither.</summary>
    public static IReadOnlyList<string> Of(CondaEnvFile file) =>
    [
        .. Group(
            [.. file.Dependencies.Where(static d => d.Requirement is { } line && IsDemand(line)).Select(static d => d.Spec.Trim()).Distinct(StringComparer.Ordinal)],
            texts => $"'{file.Path}' gives pip options that change what is installed, where it comes from or what runs: {texts}."),
        .. OfVariables(file.VariableNames, $"'{file.Path}'"),
    ];

    /// <summary>
    /// A warning for environment variables that affect which programs run; none if there are no such variables.
    /// </summary>
    /// <param name="names">Names of the variables.</param>
    /// <param name="source">The item that sets them, for the message.</param>
    public static IReadOnlyList<string> OfVariables(IEnumerable<string> names, string source) =>
        Group([.. names.Where(IsDemand)], texts => $"{source} sets variables that change which programs, libraries or servers are used: {texts}.");

    private static string[] Group(IReadOnlyList<string> items, Func<string, string> message) =>
        items.Count == 0 ? [] : [message(string.Join(", ", items.Select(static i => $"'{i}'")))];

    private static bool IsDemand(PipRequirementLine line) => line.IsEditable || line.Options.Any(static o => s_options.Contains(o.Key));

    /// <summary>Case is ignored, as on Windows.</summary>
    private static bool IsDemand(string variable) =>
        s_variables.Contains(variable) || s_prefixes.Any(p => variable.StartsWith(p, StringComparison.OrdinalIgnoreCase));
}
