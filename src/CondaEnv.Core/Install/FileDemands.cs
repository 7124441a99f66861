using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Install;

/// <summary>
/// What a file makes conda and pip do besides installing the packages it lists: take packages from elsewhere, read other
/// files, run code of a folder, set variables that decide which programs and libraries run. A file may come from anybody,
/// so the user is told before the tool starts.
/// </summary>
internal static class FileDemands
{
    // Of pip's own (PIP_INDEX_URL …), conda's and mamba's each variable is a setting.
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

    /// <summary>One warning for pip's options and one for variables; none where the file has neither.</summary>
    public static IReadOnlyList<string> Of(CondaEnvFile file) =>
    [
        .. Group(
            [.. file.Dependencies.Where(static d => d.Requirement is { } line && IsDemand(line)).Select(static d => d.Spec.Trim()).Distinct(StringComparer.Ordinal)],
            texts => $"'{file.Path}' gives pip options that change what is installed, where it comes from or what runs: {texts}."),
        .. OfVariables(file.VariableNames, $"'{file.Path}'"),
    ];

    /// <summary>A warning for variables that decide what runs; none where there are none.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="source">What sets them, for the message.</param>
    public static IReadOnlyList<string> OfVariables(IEnumerable<string> names, string source) =>
        Group([.. names.Where(IsDemand)], texts => $"{source} sets variables that change which programs, libraries or servers are used: {texts}.");

    private static string[] Group(IReadOnlyList<string> items, Func<string, string> message) =>
        items.Count == 0 ? [] : [message(string.Join(", ", items.Select(static i => $"'{i}'")))];

    private static bool IsDemand(PipRequirementLine line) => line.IsEditable || line.Options.Any(static o => s_options.Contains(o.Key));

    /// <summary>Without regard to case: Windows knows no difference.</summary>
    private static bool IsDemand(string variable) =>
        s_variables.Contains(variable) || s_prefixes.Any(p => variable.StartsWith(p, StringComparison.OrdinalIgnoreCase));
}
